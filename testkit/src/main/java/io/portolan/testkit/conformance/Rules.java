package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.Spec;
import org.opentest4j.TestAbortedException;

/**
 * What all rules of a kind work with.
 *
 * @param <S> the spec
 */
interface Rules<S extends Spec> {
    /** The bench of this rule. */
    Bench bench();

    /** One more bench, with a native side of its own. */
    Bench anotherBench();

    /** The cases of the kind. */
    KindCases<S> cases();

    /** The first operator of the bench. */
    default Operator operator() {
        return bench().operator();
    }

    /** A stack of an operator with one resource of the kind, number 0, and all that it refers to. */
    default Stack stackOf(Operator who, S spec) {
        return stackOf(who, spec, Lifecycle.STANDARD);
    }

    /** The same with a lifecycle. */
    default Stack stackOf(Operator who, S spec, Lifecycle lifecycle) {
        Stack stack = who.stack();
        bench().add(stack, cases().handle(0), spec, lifecycle);
        return stack;
    }

    /** A stack with so many resources of the kind. */
    default Stack stackOfMany(Operator who, int count) {
        Stack stack = who.stack();
        for (int n = 0; n < count; n++) {
            Stack base = stack;
            String handle = cases().handle(n);
            if (base.find(Key.of(cases().kind(), handle)).isEmpty()) {
                bench().add(base, handle, cases().spec(n));
            }
        }
        return stack;
    }

    /** Only what resources of the kind refer to. */
    default Stack without(Stack stack) {
        Stack rest = Stack.named(stack.name());
        stack.resources().values().stream()
                .filter(r -> !r.key().is(cases().kind()))
                .forEach(rest::add);
        return rest;
    }

    /** The key of number 0 in this stack. */
    default Key keyIn(Stack stack) {
        return stack.resources().values().stream()
                .filter(r -> r.key().is(cases().kind()))
                .map(r -> r.key())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    /** Applies, and fails unless it is done. */
    default Outcome done(Operator who, Stack stack) {
        return done(who.apply(stack));
    }

    /** Fails unless it is done. */
    default Outcome done(Outcome outcome) {
        assertThat(outcome.status())
                .as(() -> "the outcome: " + Bench.describe(outcome))
                .isEqualTo(Outcome.Status.DONE);
        return outcome;
    }

    /** Fails unless there is nothing left to do. */
    default void nothingLeft(Operator who, Stack stack) {
        Plan plan = who.plan(stack);
        assertThat(plan.isEmpty())
                .as(() -> "the second plan is empty, but has " + Bench.describe(plan))
                .isTrue();
    }

    /** Fails unless what was asked for is observed. */
    default void asAsked(Operator who, Stack stack, S spec) {
        assertThat(bench().differences(cases(), stack, keyIn(stack), spec, who))
                .as("what was asked for and is not observed")
                .isEmpty();
    }

    /** Ends a rule that can't be shown here. */
    default TestAbortedException skipped(String rule, String why) {
        return Skips.because(bench().subject(), cases().kind() + ", " + rule, why);
    }
}
