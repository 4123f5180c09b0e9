package io.portolan.engine;

import io.portolan.PlannedChange;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.driver.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** What is put in order in the journal before a run writes, so that a kill at any moment can be gone on from. */
final class Precautions {
    private final Journal journal;
    private final Timekeeper time;
    private final Duration window;
    private final Stopping stopping;

    /**
     * Precautions for one session.
     *
     * @param window for how long the result of a create without token and name may be invisible
     * @param stopping ends the wait for that; nothing is written then
     */
    Precautions(Journal journal, Timekeeper time, Duration window, Stopping stopping) {
        this.journal = journal;
        this.time = time;
        this.window = window;
        this.stopping = stopping;
    }

    /** A create without token or name whose end is not known: whatever it made must have had the time to show. */
    void settleBlindCreates() throws InterruptedException {
        Instant now = time.now();
        Instant until = now;
        for (Journal.Intent intent : journal.intents()) {
            Instant shown = intent.at().plus(window);
            if (intent.blind() && shown.isAfter(until)) {
                until = shown;
            }
        }
        if (until.isAfter(now)) {
            stopping.sleep(Duration.between(now, until));
        }
    }

    /**
     * An intent that no step of this plan continues is closed: its token is never sent again. Not so where a key has to wait or could not be read: its
     * steps are still to come. What was doomed and is wanted again is spared.
     */
    void closeIntents(EnginePlan plan) {
        Set<String> continued = new HashSet<>();
        Set<NativeId> deleted = new HashSet<>();
        for (Node node : plan.nodes()) {
            continued.add(node.step().nativeCall() + " " + node.keys());
            if (node.step().type() == Step.Type.DELETE) {
                deleted.addAll(node.step().ids());
            }
        }
        Set<String> unsettled = new HashSet<>();
        plan.waiting().forEach(w -> unsettled.add(w.key().toString()));
        plan.refusals().forEach(r -> r.key().ifPresent(key -> unsettled.add(key.toString())));
        unsettled.addAll(plan.blind().keySet());
        Journal.Batch batch = journal.batch();
        for (Journal.Intent intent : journal.intents()) {
            boolean toCome = unsettled.stream().anyMatch(intent.keys()::contains);
            if (!toCome && !continued.contains(intent.call() + " " + intent.keys())) {
                batch.closed(intent.digest());
            }
        }
        journal.doomed().forEach((id, key) -> {
            boolean wanted =
                    !plan.options().isDestroy() && plan.stack().find(key).isPresent();
            if (wanted && !deleted.contains(id)) {
                batch.spared(id);
            }
        });
        batch.write(false);
    }

    /** Ids and places that a later run could not find otherwise are on disk before the first write. */
    void remember(EnginePlan plan) {
        Journal.Batch batch = journal.batch();
        for (Node node : plan.nodes()) {
            Key key = node.keys().get(0);
            node.step().place().ifPresent(place -> batch.place(place, key.kind()));
            switch (node.step().type()) {
                case WRITE -> node.step().ids().forEach(id -> batch.intended(id, key));
                case DELETE -> node.step().ids().forEach(id -> batch.doomed(id, key));
                case AWAIT -> {}
            }
        }
        plan.inventory().renames().forEach(batch::renamed);
        // Before the write, so that a kill behind it leaves no memory that would have the thing deleted later.
        plan.changes().stream()
                .filter(c -> c.action() == PlannedChange.Action.RELEASE)
                .forEach(c -> plan.inventory().parts(c.key()).forEach(batch::released));
        batch.write(true);
    }
}
