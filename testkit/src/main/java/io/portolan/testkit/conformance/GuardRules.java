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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is not done unless somebody says so.
 *
 * @param <S> the spec
 */
interface GuardRules<S extends Spec> extends Rules<S> {
    /** How many resources make the guard look at their share. */
    int MANY = 12;

    @Test
    @Law(13)
    default void whatIsProtectedIsNotDeletedEvenByAnEngineThatHasForgottenIt() {
        Stack stack = stackOf(operator(), cases().spec(0), Lifecycle.STANDARD.protect());
        Key key = keyIn(stack);
        done(operator(), stack);
        bench().pause();
        Operator forgetful = bench().another(Bench.OWNER);
        for (Operator who : new Operator[] {operator(), forgetful}) {
            refused(who, who.plan(without(stack)), Refusal.Why.PROTECTED);
            refused(who, who.plan(stack, PlanOptions.standard().destroy()), Refusal.Why.PROTECTED);
        }
        nothingLeft(forgetful, stack);
        done(forgetful.apply(without(stack), PlanOptions.standard().unprotect(Set.of(key))));
        assertThat(forgetful.status(stack).found()).doesNotContainKey(key);
    }

    /** Fails unless a plan is refused for this reason, with what to do, and writes nothing when it is applied. */
    default void refused(Operator who, Plan plan, Refusal.Why why) {
        assertThat(plan.refusals())
                .as(() -> "refusals of " + Bench.describe(plan))
                .anySatisfy(refusal -> {
                    assertThat(refusal.why()).isEqualTo(why);
                    assertThat(refusal.help()).as("what to do").isNotEmpty();
                });
        who.tap().clear();
        assertThat(who.apply(plan).status()).isEqualTo(Outcome.Status.REFUSED);
        assertThat(who.tap().writes()).as("writes of a refused plan").isEmpty();
    }

    @Test
    @Law(13)
    default void whatIsRetainedStaysIsListedAndIsTakenBack() {
        Lifecycle retain = Lifecycle.STANDARD.deletionPolicy(Lifecycle.DeletionPolicy.RETAIN);
        Stack stack = stackOf(operator(), cases().spec(0), retain);
        Key key = keyIn(stack);
        done(operator(), stack);
        bench().pause();
        Map<NativeId, String> before = bench().census(stack);
        Operator forgetful = bench().another(Bench.OWNER);
        Plan plan = forgetful.plan(without(stack));
        assertThat(plan.change(key).action()).isEqualTo(Action.KEEP);
        done(forgetful.apply(plan));
        assertThat(forgetful.status(without(stack)).found())
                .as("what is listed")
                .containsKey(key);
        assertThat(bench().census(stack)).containsOnlyKeys(before.keySet());
        forgetful.tap().clear();
        done(forgetful, stack);
        assertThat(forgetful.tap().writes())
                .as("writes of taking it back as it is")
                .isEmpty();
        assertThat(forgetful
                        .plan(stack, PlanOptions.standard().destroy())
                        .change(key)
                        .action())
                .isEqualTo(Action.KEEP);
        done(forgetful.apply(stack, PlanOptions.standard().destroy().withRetained()));
        assertThat(forgetful.status(stack).found()).doesNotContainKey(key);
    }

    @Test
    @Law(18)
    default void aPlanThatWouldDeleteTooMuchIsRefused() {
        Stack stack = stackOfMany(operator(), MANY);
        done(operator(), stack);
        Stack one = stackOf(operator(), cases().spec(0));
        Plan plan = operator().plan(one);
        long gone =
                plan.changes().stream().filter(c -> c.action() == Action.DELETE).count();
        refused(operator(), plan, Refusal.Why.GUARD);
        refused(
                operator(),
                operator().plan(one, PlanOptions.standard().allowDelete((int) gone - 1)),
                Refusal.Why.GUARD);
        done(operator().apply(one, PlanOptions.standard().allowDelete((int) gone)));
        nothingLeft(operator(), one);
    }

    @Test
    @Law({1, 18})
    default void aPlanThatHasMovedIsRefused() {
        Plan plan = operator().plan(stackOfMany(operator(), 2));
        Operator other = bench().another(Bench.OWNER);
        done(other, stackOf(other, cases().spec(0)));
        bench().pause();
        operator().tap().clear();
        Outcome outcome = operator().apply(plan);
        assertThat(outcome.status()).as(Bench.describe(outcome)).isEqualTo(Outcome.Status.REFUSED);
        assertThat(outcome.refusals()).extracting(Refusal::why).contains(Refusal.Why.MOVED);
        assertThat(operator().tap().writes()).as("writes of a refused plan").isEmpty();
    }
}
