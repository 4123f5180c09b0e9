package io.portolan.testkit.conformance;

import static java.util.Objects.requireNonNull;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.engine.Status;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where a rule works: one native side, and operators who work on it. */
public final class Bench implements AutoCloseable {
    static final String OWNER = "kit";

    private final Subject subject;
    private final Path data;
    private final Declared declared;
    private final Catalogue catalogue;
    private final Operator operator;
    private final List<Operator> operators = new ArrayList<>();
    private final StateStore memory = StateStore.memory();

    /** A bench around a native side, which it closes. */
    public Bench(Subject subject) {
        this.subject = requireNonNull(subject, "subject");
        try {
            this.data = Files.createTempDirectory("portolan-kit");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.operator = another(OWNER, subject instanceof Tampered t ? t.between(memory) : memory);
        this.declared = new Declared(
                operator.portolan().support(Operator.PROVIDER),
                subject.instances(),
                subject.zones(),
                subject.regions(),
                subject.zonesOfHttpBalancers());
        this.catalogue = new Catalogue(declared);
    }

    /** The native side. */
    public Subject subject() {
        return subject;
    }

    /** What the provider declares. */
    public Declared declared() {
        return declared;
    }

    /** The operator who is there from the beginning. */
    public Operator operator() {
        return operator;
    }

    /** Another one, with an empty journal; of the same owner, or of another. */
    public Operator another(String owner) {
        return another(owner, StateStore.memory());
    }

    /** Another one with this journal. */
    Operator another(String owner, StateStore store) {
        Operator one = new Operator(subject, data, store, owner, 17L + operators.size());
        operators.add(one);
        return one;
    }

    /** What the first operator's journal is in, whatever stands in front of it. */
    StateStore memory() {
        return memory;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** The kit's cases of a kind. */
    public <S extends Spec> KindCases<S> cases(Kind<S> kind) {
        return catalogue.of(kind);
    }

    /** Adds a spec with all that it refers to. */
    public Key add(Stack stack, String handle, Spec spec) {
        return add(stack, handle, spec, Lifecycle.STANDARD);
    }

    /** The same with a lifecycle. */
    public Key add(Stack stack, String handle, Spec spec, Lifecycle lifecycle) {
        return catalogue.add(stack, handle, spec, lifecycle);
    }

    /** What was asked for and is not observed; a line for each field, empty when {@code view(apply(x))} holds x. */
    public <S extends Spec> Map<String, String> differences(
            KindCases<S> cases, Stack stack, Key key, S asked, Operator who) {
        Status status = who.status(stack);
        View<?> view = status.views().get(key);
        if (view == null) {
            return Map.of("", key + " has no view");
        }
        Function<Ref<?>, String> same = ref -> meant(ref, status);
        Words wanted = Words.none(same);
        cases.words(asked, wanted);
        Words seen = Words.none(same);
        cases.words(cases.kind().type().cast(view.spec()), seen);
        return wanted.missingIn(seen);
    }

    /** The same text for references to the same thing: an id that is a part of a key's is that key. */
    private static String meant(Ref<?> ref, Status status) {
        if (ref.form() == Ref.Form.KEY) {
            return ref.toString();
        }
        for (Map.Entry<Key, Found> e : status.found().entrySet()) {
            boolean part = e.getKey().is(ref.kind())
                    && e.getValue().parts().keySet().stream()
                            .anyMatch(id -> id.value().equals(ref.value()));
            if (part) {
                return e.getKey().toString();
            }
        }
        return ref.value();
    }

    /** Applies until nothing is left, at most so many times; gives the last outcome. */
    Outcome converge(Operator who, Stack stack, int most) {
        Outcome outcome = who.apply(stack);
        for (int i = 1; i < most && !isDone(who, stack, outcome); i++) {
            pause();
            outcome = who.apply(stack);
        }
        return outcome;
    }

    private static boolean isDone(Operator who, Stack stack, Outcome outcome) {
        return outcome.status() == Outcome.Status.DONE && who.plan(stack).isEmpty();
    }

    /** Lets lists catch up, where they lag. */
    void pause() {
        pass(subject.lag());
    }

    /** Lets what goes on behind finished calls come to its end, where time costs nothing. */
    void rest() {
        pass(
                subject.time() == Timekeeper.system()
                        ? subject.lag()
                        : subject.lag().plusSeconds(30));
    }

    /** Lets time pass. */
    void pass(Duration time) {
        if (!time.isZero()) {
            try {
                subject.time().sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** Everything native, or the parts that the provider shows where the subject has no census; by id, with content where there is some. */
    Map<NativeId, String> census(Stack... stacks) {
        Optional<Map<NativeId, String>> census = subject.census();
        if (census.isPresent()) {
            return new java.util.TreeMap<>(census.get());
        }
        Map<NativeId, String> parts = new java.util.TreeMap<>();
        for (Stack stack : stacks) {
            try (Operator fresh = another(stack.owner())) {
                fresh.status(stack)
                        .found()
                        .values()
                        .forEach(f -> f.parts().keySet().forEach(id -> parts.put(id, "")));
            }
        }
        return parts;
    }

    /** A plan in words, for messages. */
    static String describe(Plan plan) {
        return "steps " + plan.steps() + ", refusals " + plan.refusals() + ", waiting " + plan.waiting() + ", blind "
                + plan.blind();
    }

    /** An outcome in words, for messages. */
    static String describe(Outcome outcome) {
        return outcome.status() + ", failures "
                + outcome.failures().stream()
                        .map(f -> f.key() + " " + f.failure())
                        .toList() + ", refusals "
                + outcome.refusals() + ", left " + outcome.left();
    }

    @Override
    public void close() {
        if (!Files.exists(data)) {
            return;
        }
        operators.forEach(Operator::close);
        subject.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
