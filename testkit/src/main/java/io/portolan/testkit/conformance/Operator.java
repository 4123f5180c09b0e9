package io.portolan.testkit.conformance;

import static java.util.Objects.requireNonNull;

import io.portolan.Event;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.engine.ApplyOptions;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.Status;
import io.portolan.engine.state.StateStore;
import io.portolan.spi.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Somebody who works on the native side with an engine and a journal of their own. The engine is made when it is needed. */
public final class Operator implements AutoCloseable {
    /** For how much longer a list may lag when it is answered from a cache, as injected faults do. */
    private static final Duration STALENESS = Duration.ofSeconds(11);

    static final String PROVIDER = "subject";

    private final Subject subject;
    private final Path data;
    private final StateStore store;
    private final String owner;
    private final Random random;
    private final Audit audit = new Audit();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private int parallelism = 1;
    private UnaryOperator<Wire> between = UnaryOperator.identity();
    private Tap tap = new Tap();
    private @Nullable Portolan portolan;

    Operator(Subject subject, Path data, StateStore store, String owner, long seed) {
        this.subject = requireNonNull(subject, "subject");
        this.data = requireNonNull(data, "data");
        this.store = requireNonNull(store, "store");
        this.owner = requireNonNull(owner, "owner");
        this.random = new Random(seed);
    }

    /** An empty stack of this operator's. */
    public Stack stack() {
        return Stack.named(owner);
    }

    /** The engine, made anew after a crash. */
    public Portolan portolan() {
        Portolan engine = portolan;
        if (engine == null) {
            Portolan.Builder builder = Portolan.builder()
                    .provider(PROVIDER, new WatchedFactory(subject.factory(), tap, audit), c -> subject.configure(c))
                    .state(new TroubledStore(store, tap))
                    .time(subject.time())
                    .settle(
                            subject.lag().isZero()
                                    ? Duration.ofMillis(10)
                                    : subject.lag().plus(STALENESS))
                    .parallelism(parallelism)
                    .data(data)
                    .tokens(this::token)
                    .wire(inner -> tap.apply(between.apply(inner)))
                    .listener(events::add);
            engine = (subject instanceof Tampered t ? t.broken(builder) : builder).build();
            portolan = engine;
        }
        return engine;
    }

    private String token() {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    /** Plans what makes the native side as the stack says. */
    public Plan plan(Stack stack) {
        return portolan().plan(stack);
    }

    /** Plans with these options. */
    public Plan plan(Stack stack, PlanOptions options) {
        return portolan().plan(stack, options);
    }

    /** Plans and applies. */
    public Outcome apply(Stack stack) {
        return apply(plan(stack));
    }

    /** Plans and applies with these options. */
    public Outcome apply(Stack stack, PlanOptions options) {
        return apply(plan(stack, options));
    }

    /** Applies a plan. */
    public Outcome apply(Plan plan) {
        return portolan().apply(plan, ApplyOptions.standard().by("kit"));
    }

    /** Takes everything of the stack away. */
    public Outcome destroy(Stack stack) {
        return apply(stack, PlanOptions.standard().destroy());
    }

    /** What is there of a stack. */
    public Status status(Stack stack) {
        return portolan().status(PROVIDER, stack);
    }

    /** From now on so many steps at once. */
    void parallelism(int steps) {
        close();
        parallelism = steps;
    }

    /** From now on this stands between the engine and the provider. */
    void between(UnaryOperator<Wire> wire) {
        close();
        between = wire;
    }

    Tap tap() {
        return tap;
    }

    Audit audit() {
        return audit;
    }

    /** Every event so far. */
    List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** Every line of the journal. */
    List<String> journal() {
        return store.read(owner);
    }

    String owner() {
        return owner;
    }

    StateStore store() {
        return store;
    }

    /** The process is gone; the next call is another process, with the same journal. */
    void crash() {
        tap.kill();
        close();
        tap = new Tap();
    }

    /** The provider's engine is closed; the next call makes another. */
    @Override
    public void close() {
        Portolan engine = portolan;
        portolan = null;
        if (engine != null) {
            engine.close();
        }
    }
}
