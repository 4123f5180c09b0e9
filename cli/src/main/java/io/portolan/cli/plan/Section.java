package io.portolan.cli.plan;

import io.portolan.Impact;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedChange.Action;
import io.portolan.PlannedStep;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of a plan that is read together: one resource, or the record sets of one zone to which the same happens. */
final class Section {
    private final Action action;
    private final List<PlannedChange> changes = new ArrayList<>(1);
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Set<Impact> impacts = EnumSet.noneOf(Impact.class);
    private int first = Integer.MAX_VALUE;

    private Section(Action action) {
        this.action = action;
    }

    /** The parts of a plan, in the order of their first steps; what is as wanted is left away. */
    static List<Section> of(Plan plan) {
        Map<String, Section> sections = new LinkedHashMap<>();
        Map<Key, Section> byKey = new HashMap<>();
        for (PlannedChange change : plan.changes()) {
            if (change.action() != Action.NONE) {
                Section section = sections.computeIfAbsent(
                        change.action() + " " + Keys.group(change.key()), x -> new Section(change.action()));
                section.changes.add(change);
                byKey.put(change.key(), section);
            }
        }
        for (PlannedStep step : plan.steps()) {
            for (Section section : sections(step, byKey)) {
                section.first = Math.min(section.first, step.id());
                section.impacts.addAll(step.impacts());
            }
        }
        List<Section> ordered = new ArrayList<>(sections.values());
        ordered.sort(Comparator.<Section>comparingInt(s -> s.first).thenComparing(s -> s.action));
        Map<Section, Integer> places = new HashMap<>();
        ordered.forEach(s -> places.put(s, places.size()));
        for (PlannedStep step : plan.steps()) {
            // A step for several stands under the last of them, where all that it does has been read.
            sections(step, byKey).stream()
                    .max(Comparator.comparing(places::get))
                    .ifPresent(s -> s.steps.add(step));
        }
        return ordered;
    }

    private static Set<Section> sections(PlannedStep step, Map<Key, Section> byKey) {
        Set<Section> sections = new HashSet<>();
        for (Key key : step.keys()) {
            Section section = byKey.get(key);
            if (section != null) {
                sections.add(section);
            }
        }
        return sections;
    }

    Action action() {
        return action;
    }

    /** The key, or the zone's record sets. */
    String title() {
        Key key = changes.get(0).key();
        return changes.size() == 1 ? key.toString() : Keys.group(key);
    }

    List<PlannedChange> changes() {
        return changes;
    }

    List<PlannedStep> steps() {
        return steps;
    }

    Set<Impact> impacts() {
        return impacts;
    }
}
