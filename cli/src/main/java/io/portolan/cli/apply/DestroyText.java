package io.portolan.cli.apply;

import io.portolan.Impact;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedChange.Action;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.cli.plan.Keys;
import io.portolan.cli.plan.PlanText;
import io.portolan.cli.plan.RefusalLines;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Text;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A destroy in a few lines: what goes in which order, whose data is lost, what is kept, what is refused. */
final class DestroyText {
    private static final int WORD = 8;
    private static final int KEY = 23;

    private DestroyText() {}

    static List<String> of(Plan plan, Paint paint, Function<Refusal, Optional<String>> places) {
        List<String> lines = new ArrayList<>();
        Set<Key> losing = new LinkedHashSet<>();
        plan.steps().stream()
                .filter(s -> s.impacts().contains(Impact.LOSES_DATA))
                .forEach(s -> losing.addAll(s.keys()));
        String goes = String.join(", ", order(plan, losing));
        if (!goes.isEmpty()) {
            for (String line : Text.wrap(goes, Text.WIDTH - WORD)) {
                lines.add(paint.bad(Text.column("delete", WORD)) + line);
            }
        }
        losing.forEach(key -> lines.add(paint.bad(Text.column("delete", WORD))
                + Text.column(key.toString(), KEY)
                + paint.bad("its data is lost: CAN'T BE UNDONE")));
        plan.changes().stream()
                .filter(c -> c.action() == Action.KEEP)
                .forEach(c -> lines.add(Text.column("keep", WORD)
                        + Text.column(c.key().toString(), KEY)
                        + "deletionPolicy Retain; mark kept (retained)"));
        plan.waiting()
                .forEach(w -> lines.add(
                        Text.column("waiting", WORD) + Text.column(w.key().toString(), KEY) + w.why()));
        plan.refusals().forEach(r -> lines.addAll(RefusalLines.of(r, places.apply(r), paint)));
        if (lines.isEmpty()) {
            return List.of("Nothing of " + plan.owner() + " is there.");
        }
        lines.add("");
        if (plan.refusals().isEmpty()) {
            lines.addAll(PlanText.destroySums(plan));
        }
        return lines;
    }

    /** What goes, in the order of the steps; the record sets of a zone once, counted. */
    private static List<String> order(Plan plan, Set<Key> losing) {
        Map<Key, Action> actions = new LinkedHashMap<>();
        for (PlannedChange change : plan.changes()) {
            actions.put(change.key(), change.action());
        }
        Map<String, Set<Key>> groups = new LinkedHashMap<>();
        Set<Key> keys = new LinkedHashSet<>();
        for (PlannedStep step : plan.steps()) {
            keys.addAll(step.keys());
        }
        keys.addAll(actions.keySet());
        for (Key key : keys) {
            if (actions.get(key) == Action.DELETE && !losing.contains(key)) {
                groups.computeIfAbsent(Keys.group(key), g -> new LinkedHashSet<>())
                        .add(key);
            }
        }
        List<String> shown = new ArrayList<>();
        groups.forEach((group, members) -> shown.add(
                members.size() == 1 ? members.iterator().next().toString() : group + " (" + members.size() + ")"));
        return shown;
    }
}
