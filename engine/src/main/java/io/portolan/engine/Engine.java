package io.portolan.engine;

import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.Waiting;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What plans and applies share: time, threads, state, tokens. */
record Engine(
        StateStore state,
        Timekeeper time,
        Workers workers,
        Duration settle,
        Supplier<String> tokens,
        Fingerprint fingerprint,
        Verdict verdict) {

    /**
     * Preflight, observation, plan.
     *
     * @param remembered the journal, which may be being read while the stack is looked at
     * @param only the keys whose observation needs to be right; null for all
     */
    EnginePlan plan(
            Subject subject,
            PlanOptions options,
            Ahead<Journal> remembered,
            Planner.Bounds bounds,
            @Nullable Set<Key> only,
            Meter meter) {
        Stack stack = subject.stack();
        Attached provider = subject.provider();
        List<String> notes = new ArrayList<>();
        Planner planner = new Planner(stack, options, provider, fingerprint, workers);
        List<Refusal> early = options.isDestroy() ? List.of() : Preflight.refusals(stack, provider, options, notes);
        if (!early.isEmpty() && !options.isSkipRefused()) {
            return planner.refused(early, notes);
        }
        Journal journal = remembered.get();
        int before = meter.reads();
        PassReads reads = new PassReads(time, meter);
        Inventory inventory = subject.observer().get().observe(journal, time.now(), only, options.isDestroy(), reads);
        Map<Key, Waiting> hidden = hidden(inventory, journal);
        forget(inventory, journal);
        EnginePlan plan = planner.plan(inventory, hidden, early, notes, bounds, meter.reads() - before);
        if (options.isDestroy()) {
            return plan;
        }
        List<Refusal> refusals = new ArrayList<>(LastTarget.refusals(stack, inventory, options, reads, changed(plan)));
        int all = meter.reads() - before;
        if (refusals.isEmpty() && all == plan.reads()) {
            return plan;
        }
        refusals.addAll(0, early);
        return planner.plan(inventory, hidden, refusals, notes, bounds, all);
    }

    private static Set<Key> changed(EnginePlan plan) {
        Set<Key> keys = new LinkedHashSet<>();
        plan.nodes().forEach(node -> keys.addAll(node.keys()));
        return keys;
    }

    /** What was made a moment ago and is not shown yet, by listing or by id: it is neither made again nor taken for gone. */
    private Map<Key, Waiting> hidden(Inventory inventory, Journal journal) {
        Map<Key, Waiting> hidden = new LinkedHashMap<>();
        for (Inventory.Seen<?, ?> seen : inventory.all()) {
            for (NativeId id : seen.observation().absent()) {
                journal.madeFor(id)
                        .filter(key -> !isOver(journal, id))
                        .ifPresent(key -> hidden.put(
                                key,
                                Waiting.of(
                                        key,
                                        id + " was made a moment ago and does not show yet",
                                        Duration.ofSeconds(5))));
            }
        }
        return hidden;
    }

    /** Ids that were proven absent by id leave the memory, once no listing can lag any more. */
    private void forget(Inventory inventory, Journal journal) {
        if (!journal.isWritable()) {
            return;
        }
        Journal.Batch batch = journal.batch();
        for (Inventory.Seen<?, ?> seen : inventory.all()) {
            seen.observation().absent().stream()
                    .filter(id -> journal.remembers(id) && isOver(journal, id))
                    .forEach(id -> batch.gone(id, time.now()));
        }
        batch.write(false);
    }

    /** Whether an id that is absent is gone: its delete had begun, or it was made so long ago that it would show. */
    private boolean isOver(Journal journal, NativeId id) {
        return journal.isDoomed(id)
                || !journal.madeAt(id).plus(Observer.LISTING_WINDOW).isAfter(time.now());
    }
}
