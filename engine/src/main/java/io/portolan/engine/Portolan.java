package io.portolan.engine;

import static java.util.Objects.requireNonNull;

import io.portolan.Code;
import io.portolan.EventListener;
import io.portolan.Failure;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.PortolanException;
import io.portolan.Stack;
import io.portolan.Support;
import io.portolan.engine.manifest.StackRules;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.model.Problem;
import io.portolan.spi.Config;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plans and applies stacks. Safe for use by several threads; each provider plans or applies one stack at a time.
 *
 * <pre>{@code
 * try (Portolan portolan = Portolan.builder().provider("local", "embedded", c -> c).state(StateStore.file(folder)).build()) {
 *     Plan plan = portolan.plan(stack);
 *     Outcome outcome = portolan.apply(plan);
 * }
 * }</pre>
 */
public final class Portolan implements AutoCloseable {
    private final Map<String, Attached> providers;
    private final Engine engine;
    private final EventListener listener;
    private final @Nullable ExecutorService own;

    private Portolan(
            Map<String, Attached> providers, Engine engine, EventListener listener, @Nullable ExecutorService own) {
        this.providers = providers;
        this.engine = engine;
        this.listener = listener;
        this.own = own;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The types of the providers on the class path, with their factories. */
    public static Map<String, ProviderFactory> installed() {
        Map<String, ProviderFactory> factories = new LinkedHashMap<>();
        ServiceLoader.load(ProviderFactory.class).forEach(f -> factories.put(f.type(), f));
        return factories;
    }

    /** Every mistake in a stack that can be seen without a provider, by key; empty when there is none. */
    public static Map<Key, List<Problem>> validate(Stack stack) {
        return StackRules.problems(stack);
    }

    /** Plans a stack at the only provider. */
    public Plan plan(Stack stack) {
        return plan(stack, PlanOptions.standard());
    }

    /**
     * Plans a stack at the only provider. Reads; writes nothing.
     *
     * @throws PortolanException with INVALID when the stack has mistakes; the message has them all
     */
    public Plan plan(Stack stack, PlanOptions options) {
        return plan(only(), stack, options);
    }

    /** Plans a stack at the provider of this name. */
    public Plan plan(String provider, Stack stack, PlanOptions options) {
        requireNonNull(stack, "stack");
        requireNonNull(options, "options");
        Attached attached = attached(provider);
        Subject subject = Subject.of(stack, attached, engine.workers());
        if (!options.isDestroy()) {
            Ahead<Map<Key, List<Problem>>> between = engine.workers().begin(() -> StackRules.between(stack));
            check(stack, StackRules.together(StackRules.alone(stack), between.get()));
        }
        synchronized (attached) {
            Meter meter = new Meter();
            attached.wire().meter(meter, listener, Lane.CHANGE);
            Ahead<Journal> journal = engine.workers().begin(() -> settled(stack.owner()));
            return engine.plan(subject, options, journal, Planner.Bounds.NONE, null, meter);
        }
    }

    /** After a crash in a create without token and name: what it made must have had the time to show, or the plan would make it again. */
    private Journal settled(String owner) {
        Journal journal = Journal.read(engine.state(), owner);
        try {
            new Precautions(
                            journal,
                            engine.time(),
                            engine.settle(),
                            new Stopping(engine.time(), ApplyOptions.standard()))
                    .settleBlindCreates();
            return journal;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortolanException(Failure.of(Code.CANCELLED, "interrupted before anything was read"), e);
        }
    }

    /** Applies a plan: plans again, and refuses unless the steps are those of the plan. */
    public Outcome apply(Plan plan) {
        return apply(plan, ApplyOptions.standard());
    }

    /**
     * Applies a plan.
     *
     * @throws PortolanException with UNAVAILABLE when the state store fails, with CANCELLED when the thread is interrupted: all else is in the outcome
     */
    public Outcome apply(Plan plan, ApplyOptions options) {
        if (!(requireNonNull(plan, "plan") instanceof EnginePlan own) || attached(plan.provider()) != own.attached()) {
            throw new IllegalArgumentException("this plan was made by another Portolan");
        }
        synchronized (own.attached()) {
            try {
                return new Applier(engine, own, options, listener).apply();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PortolanException(
                        Failure.of(Code.CANCELLED, "interrupted; what was begun is in the journal")
                                .remedy("apply again to go on"),
                        e);
            }
        }
    }

    /** What is there of a stack, in portable words; reads once for every kind. */
    public Status status(String provider, Stack stack) {
        Attached attached = attached(provider);
        synchronized (attached) {
            Meter meter = new Meter();
            attached.wire().meter(meter, listener, Lane.DRIFT);
            Journal journal = Journal.read(engine.state(), stack.owner());
            PassReads reads = new PassReads(engine.time(), meter);
            Inventory inventory = new Observer(attached, stack, engine.workers())
                    .observe(journal, engine.time().now(), null, true, reads);
            return Status.of(stack, inventory, journal, reads);
        }
    }

    /** What the credentials must be allowed, in the provider's words, to do this plan and for the reads that led to it; empty where nothing is needed. */
    public SortedSet<String> permissions(Plan plan) {
        Attached attached = attached(plan.provider());
        Set<String> calls = new TreeSet<>(attached.wire().reads());
        plan.steps().stream()
                .filter(step -> step.kind() != PlannedStep.Kind.WAIT)
                .forEach(step -> calls.add(step.call()));
        SortedSet<String> permissions = new TreeSet<>();
        calls.forEach(call -> permissions.addAll(attached.provider().permissions(call)));
        return permissions;
    }

    /** How well the provider of this name holds what, by kind. */
    public Map<String, Support> support(String provider) {
        Map<String, Support> support = new LinkedHashMap<>();
        attached(provider).drivers().forEach(d -> support.put(d.kind().name(), d.support()));
        return support;
    }

    /** The provider of this name. */
    public Provider provider(String name) {
        return attached(name).provider();
    }

    /** The names of the providers, in the order in which they were given. */
    public List<String> providers() {
        return List.copyOf(providers.keySet());
    }

    private static void check(Stack stack, Map<Key, List<Problem>> problems) {
        if (!problems.isEmpty()) {
            StringBuilder text = new StringBuilder("stack " + stack.name() + " has mistakes:");
            problems.forEach((key, list) -> list.forEach(
                    p -> text.append("\n  ").append(key).append(' ').append(p)));
            throw new PortolanException(
                    Failure.of(Code.INVALID, text.toString()).remedy("correct them all, then plan again"));
        }
    }

    private String only() {
        if (providers.size() != 1) {
            throw new IllegalStateException("name one of the providers: " + providers.keySet());
        }
        return providers.keySet().iterator().next();
    }

    private Attached attached(String name) {
        Attached attached = providers.get(name);
        if (attached == null) {
            throw new IllegalArgumentException("there is no provider " + name + "; there are " + providers.keySet());
        }
        return attached;
    }

    /** Closes the providers and the store. Resources stay. */
    @Override
    public void close() {
        providers.values().forEach(Attached::close);
        engine.state().close();
        if (own != null) {
            own.shutdown();
        }
    }

    /** Builds a {@link Portolan}. */
    public static final class Builder {
        private record Wanted(ProviderFactory factory, Config config) {}

        private final Map<String, Wanted> wanted = new LinkedHashMap<>();
        private @Nullable StateStore state;
        private EventListener listener = EventListener.none();
        private Timekeeper time = Timekeeper.system();
        private int parallelism = 8;
        private Duration settle = Duration.ofSeconds(15);
        private @Nullable Path data;
        private Supplier<String> tokens = Builder::randomToken;
        private UnaryOperator<Wire> interceptor = UnaryOperator.identity();
        private Verdict verdict = Verdict.STANDARD;

        private Builder() {}

        /**
         * A provider of a type on the class path.
         *
         * @param name the user's name of it
         * @param type a factory's type
         * @param settings adds settings
         */
        public Builder provider(String name, String type, UnaryOperator<Config> settings) {
            ProviderFactory factory = installed().get(type);
            if (factory == null) {
                throw new PortolanException(
                        Failure.of(Code.UNSUPPORTED, "no provider of type " + type + " is installed")
                                .remedy("add its module to the class path; installed are "
                                        + installed().keySet()));
            }
            return provider(name, factory, settings);
        }

        /** A provider by its factory. */
        public Builder provider(String name, ProviderFactory factory, UnaryOperator<Config> settings) {
            Config config = settings.apply(Config.named(name));
            if (wanted.putIfAbsent(name, new Wanted(factory, config)) != null) {
                throw new IllegalArgumentException("there is a provider " + name + " already");
            }
            return this;
        }

        /** Where journals and locks are; without this, in memory. */
        public Builder state(StateStore store) {
            state = requireNonNull(store, "store");
            return this;
        }

        /** Who gets every event. */
        public Builder listener(EventListener events) {
            listener = requireNonNull(events, "events");
            return this;
        }

        /** The time; virtual in tests. */
        public Builder time(Timekeeper value) {
            time = requireNonNull(value, "value");
            return this;
        }

        /** How many steps run at once, 1 to 64; with 1 everything runs on the calling thread, in a fixed order. */
        public Builder parallelism(int steps) {
            if (steps < 1 || steps > 64) {
                throw new IllegalArgumentException("parallelism is from 1 to 64, not " + steps);
            }
            parallelism = steps;
            return this;
        }

        /** For how long the result of a create without token and name may be invisible. */
        public Builder settle(Duration window) {
            settle = requireNonNull(window, "window");
            return this;
        }

        /** Where providers keep files of their own: a folder for each name. Without this, {@code .portolan/providers} in the working directory. */
        public Builder data(Path folder) {
            data = requireNonNull(folder, "folder");
            return this;
        }

        /** Stands between the engine and every native call: for tests and for recording. */
        public Builder wire(UnaryOperator<Wire> between) {
            interceptor = requireNonNull(between, "between");
            return this;
        }

        /** Where tokens come from: 32 hex digits each; seeded in tests. */
        public Builder tokens(Supplier<String> source) {
            tokens = requireNonNull(source, "source");
            return this;
        }

        /** Another judge of failures, for engines that are broken on purpose. */
        Builder verdict(Verdict other) {
            verdict = other;
            return this;
        }

        private static String randomToken() {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }

        /** Makes the providers; no call is sent. */
        public Portolan build() {
            StateStore store = Optional.ofNullable(state).orElseGet(StateStore::memory);
            ExecutorService own = parallelism == 1 ? null : Threads.pool(parallelism);
            Executor executor = own == null ? Runnable::run : own;
            Path folder = Optional.ofNullable(data).orElse(Path.of(".portolan", "providers"));
            Map<String, Attached> providers = new LinkedHashMap<>();
            Budgets budgets = new Budgets(time);
            wanted.forEach((name, w) -> providers.put(
                    name,
                    new Attached(w.factory, w.config, time, executor, folder.resolve(name), interceptor, budgets)));
            Engine engine = new Engine(
                    store,
                    time,
                    new Workers(executor, parallelism),
                    settle,
                    tokens,
                    new Fingerprint(store::digestKey),
                    verdict);
            return new Portolan(providers, engine, listener, own);
        }
    }
}
