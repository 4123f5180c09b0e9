package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.engine.state.StateStore;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * Each mistake against a law fails a rule of that law, on at least one kind and temper, which the unbroken control passes. Prints the table of laws, rules
 * and broken variants.
 */
class BrokenVariantsTest {
    private record Variant(
            String name, int law, List<Temper> tempers, Supplier<UnaryOperator<StateStore>> store, Broken[] broken) {}

    private static final List<Kind<?>> KINDS = List.of(
            DnsZone.KIND, RecordSet.KIND, Volume.KIND, Address.KIND, Firewall.KIND, Network.KIND, Attachment.KIND);

    private static List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (Broken broken : Broken.values()) {
            variants.add(new Variant(
                    broken.name(), broken.law(), List.of(Temper.values()), () -> s -> s, new Broken[] {broken}));
        }
        for (Map.Entry<String, Integer> e : Map.of("made", 10, "intent", 11).entrySet()) {
            variants.add(new Variant(
                    "engine that loses " + e.getKey(),
                    e.getValue(),
                    List.of(Temper.TOKENS),
                    () -> s -> BrokenStore.losing(s, e.getKey()),
                    new Broken[0]));
        }
        variants.add(new Variant(
                "engine without an epoch",
                20,
                List.of(Temper.values()),
                () -> BrokenStore::withoutEpoch,
                new Broken[0]));
        return variants;
    }

    /** A rule and where a variant failed it. */
    private record Caught(String rule, String where) {}

    @Test
    void everyMistakeFailsARuleOfItsLawWhichTheControlPasses() {
        Map<String, List<Caught>> caught = new LinkedHashMap<>();
        Map<String, Integer> lawOf = new LinkedHashMap<>();
        int rules = 0;
        for (Variant variant : variants()) {
            lawOf.put(variant.name, variant.law);
            List<Caught> all = caught.computeIfAbsent(variant.name, n -> new ArrayList<>());
            search:
            for (Kind<?> kind : KINDS) {
                for (Temper temper : variant.tempers) {
                    for (Method rule : rules(kind, variant.law)) {
                        rules++;
                        if (fails(kind, rule, temper, variant) && !fails(kind, rule, temper, null)) {
                            all.add(new Caught(rule.getName(), kind + " " + temper));
                            break search;
                        }
                    }
                }
            }
        }
        print(caught, lawOf, rules);
        Set<String> uncaught = new TreeSet<>();
        caught.forEach((name, by) -> {
            if (by.isEmpty() && !NOT_YET.contains(name)) {
                uncaught.add(name);
            }
        });
        assertThat(uncaught).as("mistakes that no rule of their law finds").isEmpty();
    }

    /** Mistakes that need kinds or rules which are not here yet; printed as such. */
    private static final Set<String> NOT_YET = Set.of(
            "FIRST_PART_ADOPTED", "INTENDED_IS_OURS", "IN_USE_IS_GONE", "OUTPUT_ONLY_WHEN_OBSERVED", "SECRET_IN_PLAIN");

    private static void print(Map<String, List<Caught>> caught, Map<String, Integer> lawOf, int rules) {
        Map<Integer, List<String>> lines = new TreeMap<>();
        caught.forEach((name, by) -> lines.computeIfAbsent(lawOf.getOrDefault(name, 0), l -> new ArrayList<>())
                .add(name + " -> " + (by.isEmpty() ? "not found yet" : by.get(0).rule + " (" + by.get(0).where + ")")));
        System.out.println("law | broken variant -> rule that fails it (where); " + rules + " rules run");
        lines.forEach((law, some) -> some.forEach(line -> System.out.println(law + " | " + line)));
    }

    private static List<Method> rules(Kind<?> kind, int law) {
        Class<?> own = kind.equals(RecordSet.KIND) ? RecordSetConformance.class : KindConformance.class;
        return Stream.concat(Arrays.stream(own.getMethods()), Arrays.stream(own.getDeclaredMethods()))
                .distinct()
                .filter(m -> m.isAnnotationPresent(Law.class)
                        && Arrays.stream(m.getAnnotation(Law.class).value()).anyMatch(l -> l == law))
                .sorted(Comparator.comparing(m -> m.getName()))
                .toList();
    }

    private static boolean fails(
            Kind<?> kind, Method rule, Temper temper, @org.jspecify.annotations.Nullable Variant variant) {
        KindConformance<?> conformance = conformance(
                kind,
                () -> variant == null
                        ? new MemorySubject(temper)
                        : new MemorySubject(temper, variant.store.get(), variant.broken));
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
