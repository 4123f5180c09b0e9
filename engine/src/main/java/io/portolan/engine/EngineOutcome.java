package io.portolan.engine;

import io.portolan.Failure;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.Refusal;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a run ended, over the inventory that was read back. */
final class EngineOutcome implements Outcome {
    record KeyFailed(Key key, int step, Failure failure) implements Failed {}

    private final Plan plan;
    private final Status status;
    private final Map<Key, State> states;
    private final List<Failed> failures;
    private final List<Refusal> refusals;
    private final Inventory inventory;
    private final Meter meter;
    private final int left;

    private EngineOutcome(
            Plan plan,
            Status status,
            Map<Key, State> states,
            List<Failed> failures,
            List<Refusal> refusals,
            Inventory inventory,
            Meter meter,
            int left) {
        this.plan = plan;
        this.status = status;
        this.states = Collections.unmodifiableMap(states);
        this.failures = List.copyOf(failures);
        this.refusals = List.copyOf(refusals);
        this.inventory = inventory;
        this.meter = meter;
        this.left = left;
    }

    /** Nothing was written. */
    static EngineOutcome refused(EnginePlan plan, Status status, List<Refusal> refusals, Meter meter) {
        Map<Key, State> states = new LinkedHashMap<>();
        plan.changes()
                .forEach(c -> states.put(
                        c.key(), c.action() == PlannedChange.Action.NONE ? State.AS_WANTED : State.NOT_BEGUN));
        refusals.forEach(r -> r.key().ifPresent(k -> states.put(k, State.REFUSED)));
        return new EngineOutcome(plan, status, states, List.of(), refusals, plan.inventory(), meter, plan.writes());
    }

    /** What the last plan, over what was read back, says of every key that the first one named. */
    static EngineOutcome of(
            EnginePlan first,
            EnginePlan last,
            Map<Key, Failed> failures,
            Set<Key> convicted,
            Status status,
            Meter meter) {
        Map<Key, State> states = new LinkedHashMap<>();
        Set<Key> open = new HashSet<>(convicted);
        last.nodes().forEach(n -> open.addAll(n.keys()));
        last.waiting().forEach(w -> open.add(w.key()));
        last.inventory()
                .all()
                .forEach(seen -> open.addAll(seen.observation().unread().keySet()));
        Set<Key> refused = new HashSet<>();
        last.refusals().forEach(r -> r.key().ifPresent(refused::add));
        Set<Key> keys = new java.util.LinkedHashSet<>();
        first.changes().forEach(c -> keys.add(c.key()));
        last.changes().forEach(c -> keys.add(c.key()));
        for (Key key : keys) {
            boolean there = last.inventory().ours(key).isPresent();
            states.put(key, state(key, refused, open, there, first));
        }
        return new EngineOutcome(
                first,
                status,
                states,
                List.copyOf(failures.values()),
                last.refusals(),
                last.inventory(),
                meter,
                last.writes());
    }

    private static State state(Key key, Set<Key> refused, Set<Key> open, boolean there, EnginePlan first) {
        if (refused.contains(key)) {
            return State.REFUSED;
        }
        if (open.contains(key)) {
            return there ? State.INCOMPLETE : State.NOT_BEGUN;
        }
        boolean wanted = !first.options().isDestroy() && first.stack().find(key).isPresent();
        return there || wanted ? State.AS_WANTED : State.GONE;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public Map<Key, State> states() {
        return states;
    }

    @Override
    public List<Failed> failures() {
        return failures;
    }

    @Override
    public List<Refusal> refusals() {
        return refusals;
    }

    @Override
    public List<NativeId> parts(Key key) {
        return inventory.parts(key);
    }

    @Override
    public <T> Optional<T> get(Key key, Output<T> output) {
        return inventory.output(key, output);
    }

    @Override
    public int writes() {
        return meter.writes();
    }

    @Override
    public int reads() {
        return meter.reads();
    }

    @Override
    public int retries() {
        return meter.retries();
    }

    @Override
    public int left() {
        return left;
    }
}
