package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange.Action;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeId;
import io.portolan.model.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What exists becomes ours, and what is ours is given back.
 *
 * @param <S> the spec
 */
interface AdoptionRules<S extends Spec> extends Rules<S> {

    @Test
    @Law(15)
    default void whatIsReleasedStaysAndIsNotOursAnyMore() {
        Stack stack = stackOf(operator(), cases().spec(0));
        Key key = keyIn(stack);
        done(operator(), stack);
        Map<NativeId, String> made = bench().census(stack);
        release(bench(), stack, cases().spec(0));
        assertThat(operator().status(stack).found()).as("what is ours").doesNotContainKey(key);
        assertThat(bench().another(Bench.OWNER).status(stack).found()).doesNotContainKey(key);
        if (bench().subject().census().isPresent()) {
            assertThat(bench().census().keySet()).as("native things").isEqualTo(made.keySet());
        }
        Plan plan = operator().plan(without(stack));
        assertThat(plan.isEmpty()).as(() -> Bench.describe(plan)).isTrue();
    }

    /** Makes a thing that is nobody's, by making and releasing it; gives its parts, first the one that names it. */
    default List<NativeId> release(Bench bench, Stack stack, S spec) {
        Operator who = bench.operator();
        Stack made = who.stack();
        Key key = bench.add(made, cases().handle(0), spec);
        Outcome outcome = done(who, made);
        List<NativeId> parts = new ArrayList<>(outcome.parts(key));
        cases().id().flatMap(id -> outcome.get(key, id)).ifPresent(id -> {
            parts.remove(id);
            parts.add(0, id);
        });
        bench.pause();
        Plan plan = who.plan(without(made), PlanOptions.standard().release(Set.of(key)));
        assertThat(plan.change(key).action()).isEqualTo(Action.RELEASE);
        done(who.apply(plan));
        bench.pause();
        return parts;
    }

    /** The stack of a spec that takes over the first of these parts. */
    default Stack adopting(Bench bench, S spec, List<NativeId> parts) {
        Stack stack = bench.operator().stack();
        bench.add(
                stack,
                cases().handle(0),
                spec,
                Lifecycle.STANDARD.adopt(parts.get(0).value()));
        return stack;
    }

    @Test
    @Law(15)
    default void whatExistsIsAdoptedAndNothingIsMade() {
        S spec = cases().spec(0);
        List<NativeId> parts = release(bench(), stackOf(operator(), spec), spec);
        Map<NativeId, String> before = bench().census();
        Stack stack = adopting(bench(), spec, parts);
        Plan plan = operator().plan(stack);
        assertThat(plan.change(keyIn(stack)).action())
                .as(() -> Bench.describe(plan))
                .isEqualTo(Action.ADOPT);
        Outcome outcome = done(operator().apply(plan));
        allOurs(bench(), stack, outcome, parts, before);
        asAsked(operator(), stack, spec);
    }

    /** Fails unless every part is ours, nothing was made, and an engine that knows nothing sees it so. */
    default void allOurs(
            Bench bench, Stack stack, Outcome outcome, List<NativeId> parts, Map<NativeId, String> before) {
        assertThat(outcome.parts(keyIn(stack)))
                .as("the parts of the adopted resource")
                .containsExactlyInAnyOrderElementsOf(parts);
        nothingLeft(bench.operator(), stack);
        bench.pause();
        Stack plain = bench.operator().stack();
        bench.add(plain, cases().handle(0), cases().spec(0));
        nothingLeft(bench.another(Bench.OWNER), plain);
        if (bench.subject().census().isPresent()) {
            assertThat(bench.census().keySet()).as("native things").isEqualTo(before.keySet());
        }
    }

    @Test
    @Law({15, 10})
    default void anAdoptionThatWasKilledHalfWayIsGoneOnWith() {
        S spec = cases().spec(0);
        int writes = 1;
        for (int n = 1; n <= writes; n++) {
            try (Bench bench = anotherBench()) {
                List<NativeId> parts = release(bench, stackOf(bench.operator(), spec), spec);
                Map<NativeId, String> before = bench.census();
                Stack stack = adopting(bench, spec, parts);
                Plan plan = bench.operator().plan(stack);
                writes = plan.writes();
                Kills.at(
                        bench.operator(),
                        n,
                        Kills.Boundary.ANSWER_LOST,
                        () -> bench.operator().apply(plan));
                Outcome outcome = done(bench.operator(), stack);
                allOurs(bench, stack, outcome, parts, before);
            }
        }
    }

    @Test
    @Law(15)
    default void whatDoesNotExistIsNotAdopted() {
        Stack stack = stackOf(operator(), cases().spec(0), Lifecycle.STANDARD.adopt("no-such-thing"));
        Plan plan = operator().plan(stack);
        assertThat(plan.refusals())
                .as(() -> Bench.describe(plan))
                .extracting(Refusal::why)
                .contains(Refusal.Why.FOREIGN);
        assertThat(operator().apply(plan).status()).isEqualTo(Outcome.Status.REFUSED);
        assertThat(operator().tap().writes()).isEmpty();
    }

    @Test
    @Law(7)
    default void anAdoptionThatCanNotBeDoneIsNotAnEmptyPlan() {
        int shown = 0;
        for (Alteration<S> alteration : cases().alterations()) {
            try (Bench bench = anotherBench()) {
                Operator who = bench.operator();
                List<NativeId> parts = release(bench, who.stack(), alteration.from());
                Stack stack = adopting(bench, alteration.to(), parts);
                Plan plan = who.plan(stack);
                shown++;
                assertThat(plan.isEmpty())
                        .as("adopting what differs in %s is steps or a refusal: %s", alteration, Bench.describe(plan))
                        .isFalse();
                if (plan.refusals().isEmpty()) {
                    done(who.apply(plan));
                    assertThat(bench.differences(cases(), stack, keyIn(stack), alteration.to(), who))
                            .as("what was asked for and is not observed after an adoption")
                            .isEmpty();
                }
            }
        }
        if (shown == 0) {
            throw skipped("an adoption that can't be done", "the provider declares nothing that could differ");
        }
    }
}
