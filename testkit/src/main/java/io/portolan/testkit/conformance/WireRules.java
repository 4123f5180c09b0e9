package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Spec;
import io.portolan.testkit.conformance.Tap.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What is planned, what is printed, and what goes over the wire.
 *
 * @param <S> the spec
 */
interface WireRules<S extends Spec> extends Rules<S> {

    @Test
    @Law(3)
    default void observingAndPlanningWriteNothing() {
        Stack stack = stackOfMany(operator(), 2);
        operator().plan(stack);
        operator().status(stack);
        assertThat(operator().tap().writes())
                .as("writes before the first apply")
                .isEmpty();
        done(operator(), stack);
        operator().tap().clear();
        operator().plan(stack);
        operator().plan(stack, PlanOptions.standard().destroy());
        operator().status(stack);
        assertThat(operator().tap().writes()).as("writes of plan and status").isEmpty();
        assertThat(operator().tap().reads()).as("reads of plan and status").isPositive();
    }

    @Test
    @Law(1)
    default void planningIsPure() {
        operator().audit().on();
        Stack stack = stackOfMany(operator(), 3);
        operator().plan(stack);
        done(operator(), stack);
        eachAlterationPlanned();
        operator().plan(stack, PlanOptions.standard().destroy());
        assertThat(operator().tap().entries().stream()
                        .filter(e -> e.phase() == Phase.PURE)
                        .toList())
                .as("native calls while planning")
                .isEmpty();
        assertThat(operator().audit().compared()).as("plans compared").isPositive();
        assertThat(operator().audit().differences())
                .as("plans over one world that differ")
                .isEmpty();
    }

    /** Plans every change of what is there, and applies none. */
    default void eachAlterationPlanned() {
        for (Alteration<S> alteration : cases().alterations()) {
            operator().plan(stackOf(operator(), alteration.to()));
        }
    }

    @Test
    @Law(1)
    default void theSameWorldGivesTheSameDigestInWhateverOrderTheStackWasPutTogether() {
        Stack stack = stackOfMany(operator(), 3);
        Stack reversed = operator().stack();
        List<Resource> own = new ArrayList<>();
        for (Resource resource : stack.resources().values()) {
            if (resource.key().is(cases().kind())) {
                own.add(resource);
            } else {
                reversed.add(resource);
            }
        }
        Collections.reverse(own);
        own.forEach(reversed::add);
        Plan plan = operator().plan(stack);
        assertThat(operator().plan(reversed).digest()).isEqualTo(plan.digest());
        assertThat(operator().plan(stack).digest()).isEqualTo(plan.digest());
        operator().close();
        assertThat(operator().plan(stack).digest()).as("in another process").isEqualTo(plan.digest());
    }

    @Test
    @Law(1)
    default void whatIsReadAndMadeSideBySideComesToTheSame() {
        Stack stack = stackOfMany(operator(), 3);
        operator().parallelism(4);
        done(operator(), stack);
        for (Alteration<S> alteration : cases().alterations()) {
            Stack after = stackOf(operator(), alteration.to());
            operator().parallelism(4);
            String digest = operator().plan(after).digest();
            operator().parallelism(1);
            assertThat(digest)
                    .as("of one after the other")
                    .isEqualTo(operator().plan(after).digest());
        }
    }

    @Test
    @Law(3)
    default void aStepIsOneWriteNamedAsItIsPrinted() {
        Stack stack = stackOfMany(operator(), 2);
        Sent.apply(operator(), operator().plan(stack)).isWhatWasPrinted();
        for (Alteration<S> alteration : cases().alterations()) {
            try (Bench bench = anotherBench()) {
                Stack before = bench.operator().stack();
                bench.add(before, cases().handle(0), alteration.from());
                done(bench.operator(), before);
                Stack after = bench.operator().stack();
                bench.add(after, cases().handle(0), alteration.to());
                Sent.apply(bench.operator(), bench.operator().plan(after)).isWhatWasPrinted();
            }
        }
        Sent.apply(operator(), operator().plan(stack, PlanOptions.standard().destroy()))
                .isWhatWasPrinted();
    }

    @Test
    @Law(4)
    default void whatIsShownIsWhatIsSent() {
        if (bench().subject().received().isEmpty()) {
            throw skipped("what is shown is what is sent", "the subject can't show what has arrived");
        }
        Stack stack = stackOfMany(operator(), 2);
        compare(bench(), operator().plan(stack));
        for (Alteration<S> alteration : cases().alterations()) {
            try (Bench bench = anotherBench()) {
                Stack before = bench.operator().stack();
                bench.add(before, cases().handle(0), alteration.from());
                done(bench.operator(), before);
                Stack after = bench.operator().stack();
                bench.add(after, cases().handle(0), alteration.to());
                compare(bench, bench.operator().plan(after));
            }
        }
        compare(bench(), operator().plan(stack, PlanOptions.standard().destroy()));
    }

    /** Applies a plan, and compares its printed arguments with those that arrived. */
    default void compare(Bench bench, Plan plan) {
        int before = bench.subject().received().orElseThrow().size();
        List<PlannedStep> steps = Sent.apply(bench.operator(), plan).inOrder();
        List<Received> received = bench.subject().received().orElseThrow();
        received = received.subList(before, received.size());
        assertThat(received.stream().map(Received::call).toList())
                .as("the calls that arrived")
                .isEqualTo(steps.stream().map(PlannedStep::call).toList());
        for (int i = 0; i < steps.size(); i++) {
            Map<String, String> shown = steps.get(i).arguments();
            Map<String, Object> sent = received.get(i).arguments();
            assertThat(new TreeSet<>(sent.keySet()))
                    .as("the arguments of %s", steps.get(i))
                    .isEqualTo(new TreeSet<>(shown.keySet()));
            shown.forEach((name, value) -> {
                boolean known = !value.contains("***") && !value.contains("<");
                if (known) {
                    assertThat(Tokens.of(String.valueOf(sent.get(name))))
                            .as("argument %s", name)
                            .isEqualTo(Tokens.of(value));
                }
            });
        }
    }

    @Test
    @Law({17, 19})
    default void nothingIsRefusedWhileNobodyElseWrites() {
        Stack stack = stackOfMany(operator(), 4);
        operator().tap().clear();
        done(operator(), stack);
        List<Alteration<S>> alterations = cases().alterations();
        if (!alterations.isEmpty()) {
            done(operator(), altered(stack, alterations.get(0)));
        }
        done(operator().destroy(stack));
        Set<String> refused = new TreeSet<>();
        operator().tap().writes().stream()
                .filter(e -> e.failure() != null && e.failure() != Code.IN_USE)
                .forEach(e -> refused.add(e.failure() + " " + e.name()));
        assertThat(refused)
                .as("writes refused: a step went on too early, or did not say what it needs alone")
                .isEmpty();
    }

    /** The same stack with number 0 altered. */
    default Stack altered(Stack stack, Alteration<S> alteration) {
        Stack other = operator().stack();
        bench().add(other, cases().handle(0), alteration.to());
        stack.resources().values().stream()
                .filter(r -> other.find(r.key()).isEmpty())
                .forEach(other::add);
        return other;
    }
}
