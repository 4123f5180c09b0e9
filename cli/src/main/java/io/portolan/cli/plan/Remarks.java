package io.portolan.cli.plan;

import io.portolan.Impact;
import io.portolan.PlannedChange;
import io.portolan.PlannedChange.Action;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.cli.terminal.Text;
import java.util.ArrayList;
import java.util.List;

/** What stands behind a section's title: how many, what it does, what it costs, how it lives. */
final class Remarks {
    private Remarks() {}

    static List<String> of(Section section, Stack stack) {
        List<String> remarks = new ArrayList<>();
        PlannedChange only = section.changes().get(0);
        if (section.changes().size() > 1) {
            remarks.add(Text.count(section.changes().size(), "record set"));
        }
        how(section, remarks);
        if (section.changes().size() == 1) {
            if (!only.note().isEmpty()) {
                remarks.add(only.note());
            }
            boolean comes = section.action() == Action.CREATE || section.action() == Action.ADOPT;
            if (comes && PlanText.isRetained(stack, only.key())) {
                remarks.add("kept when the stack goes (Retain)");
            }
            if (comes
                    && stack.find(only.key())
                            .map(Resource::lifecycle)
                            .filter(l -> l.isProtected())
                            .isPresent()) {
                remarks.add("protected");
            }
        }
        return remarks;
    }

    private static void how(Section section, List<String> remarks) {
        switch (section.action()) {
            case CHANGE -> {
                remarks.add("in place");
                impact(section, Impact.CUTS_CONNECTIONS, "cuts connections", remarks);
                impact(section, Impact.INTERRUPTS, "does not serve for a while", remarks);
            }
            case REPLACE -> {
                remarks.add("the new one is made first");
                impact(section, Impact.CUTS_CONNECTIONS, "cuts connections", remarks);
                impact(section, Impact.LOSES_ADDRESS, "another address", remarks);
            }
            case KEEP -> remarks.add("mark kept (retained)");
            case RELEASE -> remarks.add("stays, no longer ours");
            default -> {}
        }
        impact(section, Impact.COSTS, "costs", remarks);
        impact(section, Impact.LOSES_DATA, "data is lost: CAN'T BE UNDONE", remarks);
    }

    private static void impact(Section section, Impact impact, String words, List<String> remarks) {
        if (section.impacts().contains(impact)) {
            remarks.add(words);
        }
    }
}
