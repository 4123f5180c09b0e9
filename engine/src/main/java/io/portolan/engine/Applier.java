package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.Outcome;
import io.portolan.PlannedChange;
import io.portolan.PortolanException;
import io.portolan.Refusal;
import io.portolan.Resource;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan: plans again, compares, runs the graph, plans what is left again as long as that helps, reads back.
 *
 * <p>What failed so that reading again can help is observed and planned again; a batch that failed without a culprit is halved; new steps never
 * have a greater impact than what was confirmed.
 */
final class Applier {
    private static final int ROUNDS = 40;
    private static final int WITHOUT_PROGRESS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(20);

    private final Engine engine;
    private final EnginePlan confirmed;
    private final ApplyOptions options;
    private final EventListener listener;
    private final Meter meter = new Meter();
    private final Stopping stopping;
    private final Map<Key, Outcome.Failed> failures = new LinkedHashMap<>();
    private final Set<Key> convicted = new HashSet<>();
    private final Map<Key, Set<Impact>> allowed = new HashMap<>();
    private Map<Key, Integer> groups = new HashMap<>();
    /** The steps of the last plan, if it was begun and not ended: they were confirmed, though a thing that hides may put them off. */
    private List<Map<String, Object>> unfinished = List.of();

    private int nextGroup = 1;
    private boolean fenced;

    Applier(Engine engine, EnginePlan confirmed, ApplyOptions options, EventListener listener) {
        this.engine = engine;
        this.confirmed = confirmed;
        this.options = options;
        this.listener = listener;
        this.stopping = new Stopping(engine.time(), options);
    }

    Outcome apply() throws InterruptedException {
        StateStore.Session session;
        try {
            session = engine.state().open(confirmed.owner());
        } catch (PortolanException e) {
            if (e.code() != Code.CONFLICT) {
                throw e;
            }
            return EngineOutcome.refused(
                    confirmed,
                    Outcome.Status.NOT_NOW,
                    List.of(Refusal.ofAll(
                            Refusal.Why.LOCKED,
                            e.failure().message(),
                            e.failure().remedy().orElse("wait until it is done, then apply again"))),
                    meter);
        }
        try (session) {
            return apply(Journal.of(session));
        }
    }

    private Outcome apply(Journal journal) throws InterruptedException {
        confirmed.attached().wire().meter(meter, listener, Lane.CHANGE);
        Precautions precautions = precautions(journal);
        precautions.settleBlindCreates();
        EnginePlan plan = plan(journal, Planner.Bounds.NONE, null);
        EngineOutcome refused = refusal(journal, plan);
        if (refused != null) {
            return refused;
        }
        precautions.closeIntents(plan);
        if (plan.nodes().isEmpty() && plan.waiting().isEmpty()) {
            return EngineOutcome.of(confirmed, plan, failures, Set.of(), status(plan), meter);
        }
        allow(plan);
        unfinished = journal.unfinishedSteps();
        Optional<String> goesOn = plan.digest().startsWith(wanted()) ? Optional.empty() : journal.begunDigest(wanted());
        String digest = goesOn.orElse(plan.digest());
        journal.batch().kinds(confirmed.attached().place(), plan.kinds()).write(false);
        journal.begin(
                digest,
                engine.time().now(),
                options.by(),
                goesOn.isPresent() ? begunSteps(journal) : plan.remembered());
        EnginePlan last = rounds(journal, plan);
        forgive(last);
        Outcome.Status status = status(last);
        if (status == Outcome.Status.DONE) {
            journal.end(digest, engine.time().now());
        }
        return EngineOutcome.of(confirmed, last, failures, convicted, status, meter);
    }

    private Precautions precautions(Journal journal) {
        return new Precautions(journal, engine.time(), engine.settle(), stopping);
    }

    private EnginePlan plan(Journal journal, Planner.Bounds bounds, @Nullable Set<Key> only) {
        Subject subject = Subject.of(confirmed.stack(), confirmed.attached(), engine.workers());
        return engine.plan(subject, confirmed.options(), Ahead.of(journal), bounds, only, meter);
    }

    /** What failed and is as wanted all the same, because the first call had landed, has not failed. */
    private void forgive(EnginePlan last) {
        Set<Key> open = new HashSet<>(convicted);
        last.nodes().forEach(n -> open.addAll(n.keys()));
        last.waiting().forEach(w -> open.add(w.key()));
        last.refusals().forEach(r -> r.key().ifPresent(open::add));
        last.inventory()
                .all()
                .forEach(seen -> open.addAll(seen.observation().unread().keySet()));
        failures.keySet().retainAll(open);
    }

    // ------------------------------------------------------------------ before the first write

    private @Nullable EngineOutcome refusal(Journal journal, EnginePlan plan) {
        boolean skip = confirmed.options().isSkipRefused();
        if (!plan.refusals().isEmpty() && !skip) {
            boolean later = plan.refusals().stream().allMatch(r -> r.why() == Refusal.Why.BLIND);
            return EngineOutcome.refused(
                    plan, later ? Outcome.Status.NOT_NOW : Outcome.Status.REFUSED, plan.refusals(), meter);
        }
        if (!plan.blind().isEmpty() && !skip) {
            List<Refusal> blind = new ArrayList<>();
            plan.blind()
                    .forEach((what, why) -> blind.add(Refusal.ofAll(
                            Refusal.Why.BLIND,
                            what + " could not be read: " + why,
                            "what can't be read is neither made nor deleted: try again later")));
            return EngineOutcome.refused(plan, Outcome.Status.NOT_NOW, blind, meter);
        }
        return moved(journal, plan)
                ? EngineOutcome.refused(
                        plan,
                        Outcome.Status.REFUSED,
                        List.of(Refusal.ofAll(
                                Refusal.Why.MOVED,
                                "plan "
                                        + shortDigest() + " isn't what would be done now; the plan of now is "
                                        + plan.digest().substring(0, 8),
                                "look at it with portolan plan, then apply that")),
                        meter)
                : null;
    }

    private boolean moved(Journal journal, EnginePlan plan) {
        return !plan.digest().startsWith(wanted())
                && !engine.fingerprint().covers(begunSteps(journal), plan.nodes())
                && !isLandedLate(journal, plan);
    }

    /** A call of a run that was killed can land after what is left was planned and confirmed: then less of that is left, and nothing else. */
    private boolean isLandedLate(Journal journal, EnginePlan plan) {
        return confirmed.digest().startsWith(wanted())
                && !journal.unfinishedSteps().isEmpty()
                && engine.fingerprint().covers(confirmed.remembered(), plan.nodes());
    }

    /** The digest that was confirmed; a part of one that is too short to tell plans apart is none. */
    private String wanted() {
        String wanted = options.confirmed().orElse(confirmed.digest());
        return wanted.length() < 8 ? "no plan" : wanted;
    }

    private String shortDigest() {
        String wanted = options.confirmed().orElse(confirmed.digest());
        return wanted.substring(0, Math.min(8, wanted.length()));
    }

    private List<Map<String, Object>> begunSteps(Journal journal) {
        return journal.begunSteps(wanted()).orElse(List.of());
    }

    // ------------------------------------------------------------------ rounds

    /** What was confirmed: the impacts of the steps, and of a delete everything, whenever it becomes possible. */
    private void allow(EnginePlan plan) {
        for (Node node : plan.nodes()) {
            node.keys().forEach(k -> allowed(k).addAll(node.step().impacts(k)));
        }
        plan.changes().stream()
                .filter(change -> change.action() == PlannedChange.Action.DELETE)
                .forEach(change -> allowed(change.key()).addAll(EnumSet.allOf(Impact.class)));
    }

    private Set<Impact> allowed(Key key) {
        return allowed.computeIfAbsent(key, k -> EnumSet.noneOf(Impact.class));
    }

    private EnginePlan rounds(Journal journal, EnginePlan first) throws InterruptedException {
        EnginePlan plan = first;
        int idle = 0;
        Duration pause = FIRST_PAUSE;
        for (int round = 0; round < ROUNDS; round++) {
            boolean progress = false;
            Set<Key> again = new TreeSet<>();
            if (!plan.nodes().isEmpty()) {
                Run.Result result = run(journal, plan);
                progress = !result.done().isEmpty() | judge(result, again);
                fenced = result.fenced();
            }
            if (fenced || stopping.isStopping()) {
                return stopped(plan(journal, bounds(Set.of()), null));
            }
            idle = progress || plan.nodes().isEmpty() ? 0 : idle + 1;
            if (!again.isEmpty() && idle < WITHOUT_PROGRESS) {
                pause = progress ? FIRST_PAUSE : longer(pause);
                pause(journal, pause);
                plan = left(journal, again);
                if (!plan.nodes().isEmpty() || !plan.waiting().isEmpty()) {
                    continue;
                }
            }
            plan = greater(plan(journal, bounds(Set.of()), null));
            boolean over = plan.nodes().isEmpty() && plan.waiting().isEmpty() || idle >= WITHOUT_PROGRESS;
            if (over) {
                return plan;
            }
            if (plan.nodes().isEmpty()) {
                stopping.sleep(Planner.again(plan.waiting()));
                if (stopping.isStopping()) {
                    return stopped(plan);
                }
            }
        }
        return plan;
    }

    /** Says of what a run whose time is up has left that this is why. */
    private EnginePlan stopped(EnginePlan plan) {
        if (!stopping.isLate()) {
            return plan;
        }
        Failure late = stopping.late();
        plan.nodes()
                .forEach(node -> node.keys()
                        .forEach(key -> failures.putIfAbsent(key, new EngineOutcome.KeyFailed(key, node.id(), late))));
        plan.waiting().forEach(w -> failures.putIfAbsent(w.key(), new EngineOutcome.KeyFailed(w.key(), 0, late)));
        return plan;
    }

    /** What is left of these keys, planned over a new observation of them and of what they refer to. */
    private EnginePlan left(Journal journal, Set<Key> again) {
        Set<Key> read = new HashSet<>(again);
        List<Key> more = new ArrayList<>(again);
        while (!more.isEmpty()) {
            Key key = more.remove(more.size() - 1);
            confirmed
                    .stack()
                    .find(key)
                    .map(Resource::spec)
                    .ifPresent(spec -> spec.references()
                            .forEach(ref -> ref.key().filter(read::add).ifPresent(more::add)));
        }
        EnginePlan plan = greater(plan(journal, bounds(again), read));
        listener.on(Event.of(
                engine.time().now(),
                Event.What.REPLANNED,
                again.iterator().next(),
                0,
                "",
                Duration.ZERO,
                again.size() + " resources, " + plan.writes() + " writes"));
        return plan;
    }

    private Planner.Bounds bounds(Set<Key> only) {
        return new Planner.Bounds(convicted, only, groups);
    }

    /** A key whose new steps would do more harm than what was confirmed is left for a person. */
    private EnginePlan greater(EnginePlan plan) {
        boolean grown = false;
        for (Node node : plan.nodes()) {
            for (Key key : node.keys()) {
                Set<Impact> more = EnumSet.noneOf(Impact.class);
                more.addAll(node.step().impacts(key));
                more.removeAll(allowed(key));
                more.remove(Impact.COSTS);
                if (!more.isEmpty() && !engine.fingerprint().covers(unfinished, List.of(node))) {
                    convict(
                            key,
                            node,
                            Failure.of(Code.CONFLICT, "it has changed meanwhile: going on would be " + more)
                                    .remedy("look at the new plan, then apply that"));
                    grown = true;
                }
            }
        }
        return grown ? plan.without(convicted) : plan;
    }

    private Run.Result run(Journal journal, EnginePlan plan) throws InterruptedException {
        precautions(journal).remember(plan);
        RunContext context = new RunContext(
                plan.owner(),
                plan.attached().wire(),
                engine.time(),
                journal,
                engine.fingerprint(),
                meter,
                engine.tokens(),
                stopping::isStopping);
        return new Run(context, plan.nodes(), listener, engine.workers()).run();
    }

    /** Sorts failures into those that may pass, which are planned again, and those that won't. Says whether a batch was halved. */
    private boolean judge(Run.Result result, Set<Key> again) {
        result.done().forEach(node -> node.keys().forEach(failures::remove));
        boolean halved = false;
        for (Map.Entry<Node, PortolanException> e : result.failed().entrySet()) {
            Node node = e.getKey();
            Failure failure = e.getValue().failure();
            node.keys().forEach(key -> failures.put(key, new EngineOutcome.KeyFailed(key, node.id(), failure)));
            if (failure.code() == Code.CANCELLED || failure.code() == Code.FENCED) {
                continue;
            }
            if (engine.verdict().mayPass(failure)) {
                again.addAll(node.keys());
            } else if (node.keys().size() == 1) {
                convict(node.keys().get(0), node, failure);
            } else {
                halved |= split(node, failure, again);
            }
        }
        result.skipped().forEach(node -> again.addAll(node.keys()));
        again.removeAll(dependants(convicted));
        return halved;
    }

    private boolean split(Node node, Failure failure, Set<Key> again) {
        List<Key> keys = new ArrayList<>(new TreeSet<>(node.keys()));
        if (!failure.culprits().isEmpty()) {
            for (Key key : keys) {
                if (failure.culprits().contains(key)) {
                    convict(key, node, failure);
                } else {
                    again.add(key);
                }
            }
            return true;
        }
        int group = nextGroup++;
        for (int i = 0; i < keys.size() / 2; i++) {
            groups.put(keys.get(i), group);
        }
        int other = nextGroup++;
        for (int i = keys.size() / 2; i < keys.size(); i++) {
            groups.put(keys.get(i), other);
        }
        again.addAll(keys);
        return true;
    }

    private void convict(Key key, Node node, Failure failure) {
        failures.put(key, new EngineOutcome.KeyFailed(key, node.id(), failure));
        convicted.add(key);
        convicted.addAll(dependants(Set.of(key)));
    }

    private Set<Key> dependants(Set<Key> keys) {
        Set<Key> all = new HashSet<>(keys);
        boolean more = !confirmed.options().isDestroy();
        while (more) {
            more = false;
            for (Resource r : confirmed.stack().resources().values()) {
                if (!all.contains(r.key())
                        && r.spec().references().stream()
                                .anyMatch(ref -> ref.key().filter(all::contains).isPresent())) {
                    more |= all.add(r.key());
                }
            }
        }
        return all;
    }

    private void pause(Journal journal, Duration pause) throws InterruptedException {
        stopping.sleep(pause);
        precautions(journal).settleBlindCreates();
    }

    private static Duration longer(Duration pause) {
        return pause.multipliedBy(2).compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause.multipliedBy(2);
    }

    private Outcome.Status status(EnginePlan last) {
        if (stopping.isCancelled() && !last.isEmpty()) {
            return Outcome.Status.INTERRUPTED;
        }
        if (!failures.isEmpty() || !last.nodes().isEmpty() || fenced) {
            return Outcome.Status.FAILED;
        }
        boolean done = last.waiting().isEmpty()
                && last.blind().isEmpty()
                && last.refusals().isEmpty();
        return done ? Outcome.Status.DONE : last.refusals().isEmpty() ? Outcome.Status.NOT_NOW : Outcome.Status.REFUSED;
    }
}
