package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.engine.BrokenEngine;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Kind;
import io.portolan.model.Spec;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import io.portolan.testkit.memory.Broken;
import io.portolan.testkit.memory.Temper;
import io.portolan.volume.Attachment;
import io.portolan.volume.Volume;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * Each mistake against a law fails a rule of that law, on at least one kind and temper, which the unbroken control passes; every law has a rule and a
 * mistake. Prints the table of laws, rules and broken variants.
 */
class BrokenVariantsTest {
    private static final int LAWS = 23;

    private record Variant(String name, int law, List<Temper> tempers, Function<Temper, Subject> subject) {}

    private static final List<Kind<?>> KINDS = List.of(
            DnsZone.KIND,
            RecordSet.KIND,
            Volume.KIND,
            Address.KIND,
            Firewall.KIND,
            Network.KIND,
            Attachment.KIND,
            LoadBalancer.KIND);

    /** Drivers that break a law: in the memory provider. */
    private static List<Variant> drivers() {
        List<Variant> variants = new ArrayList<>();
        for (Broken broken : Broken.values()) {
            variants.add(new Variant(
                    broken.name(),
                    broken.law(),
                    List.of(Temper.values()),
                    temper -> new MemorySubject(temper, s -> s, b -> b, broken)));
        }
        return variants;
    }

    /** Engines that break a law: in a part of the engine. */
    private static List<Variant> engines() {
        return List.of(
                losing("made", 10),
                losing("intent", 11),
                losing("renamed", 14),
                new Variant(
                        "engine that gives up",
                        18,
                        List.of(Temper.values()),
                        temper -> new MemorySubject(temper, s -> s, BrokenEngine::givesUp)),
                new Variant(
                        "engine without an epoch",
                        20,
                        List.of(Temper.values()),
                        temper -> new MemorySubject(temper, BrokenStore::withoutEpoch, b -> b)));
    }

    private static Variant losing(String fact, int law) {
        return new Variant(
                "engine that loses " + fact,
                law,
                List.of(Temper.TOKENS, Temper.OPERATIONS),
                temper -> new MemorySubject(temper, s -> BrokenStore.losing(s, fact), b -> b));
    }

    @Test
    void everyLawHasARuleAndAMistakeThatFailsItWhileTheControlPasses() {
        Map<Integer, List<String>> table = new TreeMap<>();
        List<String> uncaught = new ArrayList<>();
        Stream.concat(drivers().stream(), engines().stream()).forEach(variant -> {
            Optional<String> caught = caught(variant);
            caught.ifPresentOrElse(
                    by -> table.computeIfAbsent(variant.law, l -> new ArrayList<>())
                            .add(variant.name + " -> " + by),
                    () -> uncaught.add(variant.law + " " + variant.name));
        });
        for (Class<?> shape : ApiShape.broken()) {
            if (ApiShape.problems(shape).isEmpty()) {
                uncaught.add("22 " + shape.getSimpleName());
            } else {
                table.computeIfAbsent(22, l -> new ArrayList<>())
                        .add(shape.getSimpleName() + " -> whatPluginsSeeCanGrow (api)");
            }
        }
        print(table);
        assertThat(uncaught).as("mistakes that no rule of their law finds").isEmpty();
        for (int law = 1; law <= LAWS; law++) {
            assertThat(table).as("laws with a mistake that is found").containsKey(law);
            assertThat(rules(law)).as("rules of law %s", law).isNotEmpty();
        }
    }

    @Test
    @Law(22)
    void whatPluginsSeeCanGrow() {
        assertThat(ApiShape.spi())
                .hasSizeGreaterThan(40)
                .flatMap(ApiShape::problems)
                .isEmpty();
    }

    /** The first rule of its law that it fails and the control passes, and where. */
    private static Optional<String> caught(Variant variant) {
        for (Kind<?> kind : KINDS) {
            for (Temper temper : variant.tempers) {
                for (Method rule : rules(kind, variant.law)) {
                    if (fails(kind, rule, () -> variant.subject.apply(temper))
                            && !fails(kind, rule, () -> new MemorySubject(temper))) {
                        return Optional.of(rule.getName() + " (" + kind + " " + temper + ")");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static void print(Map<Integer, List<String>> table) {
        System.out.println("law | rules | broken variant -> the rule that it fails (where)");
        for (int law = 1; law <= LAWS; law++) {
            String some = law + " | " + rules(law).size() + " | ";
            table.getOrDefault(law, List.of("none")).forEach(line -> System.out.println(some + line));
        }
    }

    /** The names of all rules of a law. */
    private static Set<String> rules(int law) {
        Set<String> rules = new TreeSet<>();
        for (Class<?> type : List.of(
                KindConformance.class,
                RecordSetConformance.class,
                ProviderFactoryConformance.class,
                ScheduleConformance.class,
                BrokenVariantsTest.class)) {
            of(type, law).forEach(m -> rules.add(m.getName()));
        }
        return rules;
    }

    private static List<Method> of(Class<?> type, int law) {
        return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
                .distinct()
                .filter(m -> m.isAnnotationPresent(Law.class)
                        && Arrays.stream(m.getAnnotation(Law.class).value()).anyMatch(l -> l == law))
                .sorted(Comparator.comparing(m -> m.getName()))
                .toList();
    }

    private static List<Method> rules(Kind<?> kind, int law) {
        return of(kind.equals(RecordSet.KIND) ? RecordSetConformance.class : KindConformance.class, law);
    }

    private static boolean fails(Kind<?> kind, Method rule, Supplier<Subject> subject) {
        KindConformance<?> conformance = conformance(kind, subject);
        try {
            rule.setAccessible(true);
            rule.invoke(conformance);
            return false;
        } catch (InvocationTargetException e) {
            return !(e.getCause() instanceof TestAbortedException);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            conformance.closeBenches();
        }
    }

    private static KindConformance<?> conformance(Kind<?> kind, Supplier<Subject> subject) {
        return kind.equals(RecordSet.KIND) ? new RecordSets(subject) : new Any<>(kind, subject);
    }

    private static final class RecordSets extends RecordSetConformance {
        private final Supplier<Subject> subject;

        RecordSets(Supplier<Subject> subject) {
            this.subject = subject;
        }

        @Override
        protected Subject subject() {
            return subject.get();
        }
    }

    private static final class Any<S extends Spec> extends KindConformance<S> {
        private final Kind<S> kind;
        private final Supplier<Subject> subject;

        Any(Kind<S> kind, Supplier<Subject> subject) {
            this.kind = kind;
            this.subject = subject;
        }

        @Override
        protected Subject subject() {
            return subject.get();
        }

        @Override
        Kind<S> kind() {
            return kind;
        }
    }
}
