package io.portolan.cli.plan;

import io.portolan.Impact;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.cli.terminal.Text;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a plan does to those who use the resources. */
final class Effects {
    private static final int MOST = 3;

    private final Map<Impact, Set<Key>> keys = new EnumMap<>(Impact.class);

    private Effects() {}

    static Effects of(Plan plan) {
        Effects effects = new Effects();
        for (PlannedStep step : plan.steps()) {
            step.impacts()
                    .forEach(i -> effects.keys
                            .computeIfAbsent(i, x -> new TreeSet<>())
                            .addAll(step.keys()));
        }
        return effects;
    }

    List<String> lines() {
        List<String> parts = new ArrayList<>();
        add(parts, Impact.CUTS_CONNECTIONS, "connections are cut: ");
        add(parts, Impact.INTERRUPTS, "not served for a while: ");
        add(parts, Impact.REPLACES, "made anew: ");
        add(parts, Impact.LOSES_ADDRESS, "another address: ");
        add(parts, Impact.DELETES, "gone: ");
        add(parts, Impact.LOSES_DATA, "data is lost: ");
        String billed = keys.containsKey(Impact.COSTS)
                ? " Billed: " + Keys.list(keys.getOrDefault(Impact.COSTS, Set.of()), MOST + 1) + "."
                : "";
        String impact = parts.isEmpty() ? "nothing is cut, nothing is lost." : String.join("; ", parts) + ".";
        return Text.wrap("Impact: " + impact + billed, Text.WIDTH);
    }

    private void add(List<String> parts, Impact impact, String words) {
        if (keys.containsKey(impact)) {
            parts.add(words + Keys.list(keys.getOrDefault(impact, Set.of()), MOST));
        }
    }
}
