package io.portolan.engine;

import io.portolan.Impact;
import io.portolan.PlannedChange;
import io.portolan.Refusal;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.spi.driver.Mark;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a plan must not do unless a person has said so. */
final class Guards {
    private static final int AT_LEAST = 10;
    private static final int PER_CENT = 30;

    private static final Set<Impact> SEVERE = EnumSet.of(Impact.REPLACES, Impact.DELETES, Impact.LOSES_DATA);

    private Guards() {}

    static List<Refusal> refusals(
            Stack stack, Inventory inventory, List<Node> nodes, List<PlannedChange> changes, PlanOptions options) {
        List<Refusal> refusals = new ArrayList<>();
        Set<Key> severe = new HashSet<>();
        for (Node node : nodes) {
            for (Key key : node.keys()) {
                if (node.step().impacts(key).stream().anyMatch(SEVERE::contains)) {
                    severe.add(key);
                }
                node.step()
                        .place()
                        .filter(inventory::isBlind)
                        .ifPresent(place -> refusals.add(Refusal.of(
                                Refusal.Why.BLIND, key, place + " could not be read, so nothing is written there")));
            }
        }
        int lost = 0;
        for (PlannedChange change : changes) {
            boolean goes =
                    change.action() == PlannedChange.Action.DELETE || change.action() == PlannedChange.Action.REPLACE;
            lost += goes ? 1 : 0;
            if ((goes || severe.contains(change.key()))
                    && isProtected(stack, inventory, change.key())
                    && !options.isUnprotected(change.key())) {
                refusals.add(Refusal.of(
                        Refusal.Why.PROTECTED,
                        change.key(),
                        "it is protected, and this would "
                                + (change.action() == PlannedChange.Action.DELETE ? "delete" : "replace") + " it",
                        "take lifecycle.protect out and apply, or --unprotect " + change.key()));
            }
        }
        if (!options.isDestroy()
                && lost >= AT_LEAST
                && lost * 100L > (long) PER_CENT * changes.size()
                && options.allowedDeletes() != lost) {
            refusals.add(Refusal.ofAll(
                    Refusal.Why.GUARD,
                    lost + " of " + changes.size() + " resources (" + lost * 100L / changes.size()
                            + " %) would be deleted or replaced; the limit is " + PER_CENT + " % and " + AT_LEAST,
                    "if that is meant: --allow-delete " + lost + " (the number must be this one)"));
        }
        return refusals;
    }

    private static boolean isProtected(Stack stack, Inventory inventory, Key key) {
        boolean wanted = stack.find(key)
                .map(Resource::lifecycle)
                .map(l -> l.isProtected())
                .orElse(false);
        return wanted
                || inventory.ours(key).map(f -> f.hold(stack.owner())).orElse(Mark.Hold.NONE) == Mark.Hold.PROTECTED;
    }

    /** The hold that a resource's mark carries while this spec is applied: what outlives the manifest's document. */
    static Mark.Hold hold(Resource resource) {
        if (resource.lifecycle().deletionPolicy() == Lifecycle.DeletionPolicy.RETAIN) {
            return Mark.Hold.RETAINED;
        }
        return resource.lifecycle().isProtected() ? Mark.Hold.PROTECTED : Mark.Hold.NONE;
    }
}
