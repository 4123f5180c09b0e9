package io.portolan.cli.apply;

import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.cli.plan.Keys;
import io.portolan.model.Key;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The lines of a progress: one for each resource, one for the record sets of a zone where there are several. */
final class Rows {
    /** One line. */
    static final class Row {
        final String title;
        final Set<Key> keys = new HashSet<>();
        final Set<Integer> done = new HashSet<>();
        int total;
        int running;
        long begun = -1;
        String doing = "";
        boolean ended;

        Row(String title) {
            this.title = title;
        }

        boolean isRunning() {
            return begun >= 0 && !ended;
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Integer> members = new HashMap<>();
    private final Map<Integer, Row> bySteps = new HashMap<>();

    Rows(Plan plan) {
        Map<String, Set<Key>> groups = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            step.keys()
                    .forEach(k -> groups.computeIfAbsent(Keys.group(k), x -> new HashSet<>())
                            .add(k));
        }
        groups.forEach((group, keys) -> members.put(group, keys.size()));
        for (PlannedStep step : plan.steps()) {
            Row row = of(step.keys().get(0));
            row.total++;
            row.keys.addAll(step.keys());
            bySteps.put(step.id(), row);
        }
    }

    /** The line of a step; by its resource where the plan is another one now. */
    Row of(Key key) {
        String group = Keys.group(key);
        String title = members.getOrDefault(group, 1) > 1 ? group : key.toString();
        return rows.computeIfAbsent(title, Row::new);
    }

    Iterable<Row> all() {
        return rows.values();
    }
}
