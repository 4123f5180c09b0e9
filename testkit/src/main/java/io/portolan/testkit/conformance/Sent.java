package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Event;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a plan printed with what went over the wire when it was applied. Fails with what differs. */
final class Sent {
    private final Plan plan;
    private final Map<Integer, PlannedStep> steps = new HashMap<>();
    private final List<Integer> order = new ArrayList<>();
    private final List<String> wire;

    private Sent(Plan plan, List<Integer> order, List<String> wire) {
        this.plan = plan;
        plan.steps().forEach(s -> steps.put(s.id(), s));
        this.order.addAll(order);
        this.wire = wire;
    }

    /** Applies a plan and sees what is sent for it. */
    static Sent apply(Operator who, Plan plan) {
        int before = who.events().size();
        who.tap().clear();
        Outcome outcome = who.apply(plan);
        assertThat(outcome.status())
                .as(() -> "the outcome: " + Bench.describe(outcome))
                .isEqualTo(Outcome.Status.DONE);
        List<String> wire = who.tap().writes().stream().map(Tap.Entry::name).toList();
        Set<String> writes = new TreeSet<>(wire);
        List<Integer> order = who.events().stream()
                .skip(before)
                .filter(e -> e.what() == Event.What.CALLED && e.step() > 0 && writes.contains(e.call()))
                .map(Event::step)
                .toList();
        return new Sent(plan, order, wire);
    }

    /** The steps that wrote, in the order in which they did. */
    List<PlannedStep> inOrder() {
        return order.stream().map(steps::get).toList();
    }

    /** Each step that writes did so once, under its name, behind all that it comes after; in the order printed where nothing is waited for. */
    void isWhatWasPrinted() {
        List<String> printed = plan.steps().stream()
                .filter(s -> s.kind() != PlannedStep.Kind.WAIT)
                .map(PlannedStep::call)
                .sorted()
                .toList();
        assertThat(wire.stream().sorted().toList())
                .as("the writes on the wire are those that were printed")
                .isEqualTo(printed);
        assertThat(inOrder().stream().map(PlannedStep::call).toList())
                .as("each write is named as its step is")
                .isEqualTo(wire);
        assertThat(order).as("each step writes once").doesNotHaveDuplicates();
        for (int i = 0; i < order.size(); i++) {
            Set<Integer> late = new TreeSet<>(order.subList(i, order.size()));
            late.retainAll(Objects.requireNonNull(steps.get(order.get(i))).after());
            assertThat(late)
                    .as("step %s is sent behind what it comes after", order.get(i))
                    .isEmpty();
        }
        boolean waits = plan.steps().stream()
                .anyMatch(s -> s.kind() == PlannedStep.Kind.WAIT || !s.until().isEmpty());
        if (!waits) {
            assertThat(order).as("steps are sent in the order printed").isSorted();
        }
    }
}
