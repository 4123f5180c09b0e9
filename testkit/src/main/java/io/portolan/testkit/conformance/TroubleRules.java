package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Outcome;
import io.portolan.PlannedStep;
import io.portolan.PortolanException;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Key;
import io.portolan.model.Spec;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * One thing goes wrong.
 *
 * @param <S> the spec
 */
interface TroubleRules<S extends Spec> extends Rules<S> {

    @Test
    @Law({11, 12})
    default void aLostAnswerMakesNoDuplicate() {
        forEachWrite(true, Code.UNAVAILABLE, Code.TIMEOUT);
    }

    @Test
    @Law(18)
    default void whatWasRefusedForTheMomentIsDoneInTheSameApply() {
        forEachWrite(false, Code.THROTTLED, Code.CONFLICT, Code.UNAVAILABLE, Code.TIMEOUT, Code.NOT_READY);
    }

    /** Makes and destroys, with each of these in turn at each write, after its effect or instead of it. */
    default void forEachWrite(boolean afterTheEffect, Code... codes) {
        Stack stack = stackOf(operator(), cases().spec(0));
        int writes = operator().plan(stack).writes();
        done(operator(), stack);
        bench().pause();
        Map<String, Integer> made = Counts.of(bench().census(stack));
        int deletes = operator().plan(stack, PlanOptions.standard().destroy()).writes();
        for (Code code : codes) {
            for (int nth = 1; nth <= writes + deletes; nth++) {
                try (Bench bench = anotherBench()) {
                    Operator who = bench.operator();
                    who.tap().trouble(once(nth, code, afterTheEffect));
                    done(who, stack);
                    bench.pause();
                    assertThat(Counts.of(bench.census(stack)))
                            .as("native things after %s at write %s", code, nth)
                            .isEqualTo(made);
                    nothingLeft(who, stack);
                    done(who.destroy(stack));
                    bench.pause();
                    assertThat(bench.census(stack))
                            .as("native things left after %s at write %s", code, nth)
                            .isEmpty();
                }
            }
        }
    }

    /** This at the nth write. */
    default Trouble once(int nth, Code code, boolean afterTheEffect) {
        return new Trouble() {
            private int writes;

            @Override
            public void before(NativeCall call) {
                if (call.isWrite() && ++writes == nth && !afterTheEffect) {
                    throw failure(call);
                }
            }

            @Override
            public Object after(NativeCall call, Object answer) {
                if (call.isWrite() && writes == nth && afterTheEffect) {
                    throw failure(call);
                }
                return answer;
            }

            private PortolanException failure(NativeCall call) {
                return new PortolanException(Failure.of(code, "on purpose").nativeCall(call.name()));
            }
        };
    }

    @Test
    @Law(18)
    default void aFailureStopsNothingThatDoesNotDependOnIt() {
        Stack stack = stackOfMany(operator(), 4);
        List<Key> keys = stack.resources().keySet().stream()
                .filter(k -> k.is(cases().kind()))
                .toList();
        Key bad = keys.get(keys.size() - 1);
        operator().audit().poison(bad);
        Outcome outcome = operator().apply(stack);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
        assertThat(outcome.failures())
                .as(() -> Bench.describe(outcome))
                .allSatisfy(f -> {
                    assertThat(f.key()).isEqualTo(bad);
                    assertThat(f.failure().code()).isEqualTo(Code.INVALID);
                    assertThat(f.failure().nativeCall()).isPresent();
                })
                .isNotEmpty();
        outcome.states()
                .forEach((key, state) -> assertThat(state)
                        .as("the state of %s", key)
                        .isEqualTo(key.equals(bad) ? Outcome.State.NOT_BEGUN : Outcome.State.AS_WANTED));
        Operator other = bench().another(Bench.OWNER);
        bench().pause();
        done(other, stack);
        nothingLeft(other, stack);
    }

    @Test
    @Law(16)
    default void aDeleteOfWhatIsInUseIsWaitedFor() {
        Stack stack = stackOf(operator(), cases().spec(0));
        done(operator(), stack);
        bench().pause();
        operator().tap().trouble(inUse(2));
        done(operator().destroy(stack));
        bench().pass(Waits.LISTING_WINDOW);
        assertThat(bench().another(Bench.OWNER).status(stack).found())
                .as("what is left of what was in use for a while")
                .isEmpty();
        assertThat(bench().census(stack)).as("native things that are left").isEmpty();
    }

    /** Deletes are refused so often, each under its name. */
    default Trouble inUse(int times) {
        Set<String> deletes = deletes();
        return new Trouble() {
            private final Map<String, Integer> refused = new HashMap<>();

            @Override
            public void before(NativeCall call) {
                if (deletes.contains(call.name()) && refused.merge(call.name(), 1, Integer::sum) <= times) {
                    throw new PortolanException(Failure.of(Code.IN_USE, "it is in use")
                            .holder("somebody")
                            .nativeCall(call.name()));
                }
            }
        };
    }

    /** The native calls that delete; where there is none, those that a destroy makes. */
    default Set<String> deletes() {
        Stack stack = stackOf(operator(), cases().spec(0));
        List<PlannedStep> steps =
                operator().plan(stack, PlanOptions.standard().destroy()).steps();
        Set<String> deletes = steps.stream()
                .filter(s -> s.kind() == PlannedStep.Kind.DELETE)
                .map(PlannedStep::call)
                .collect(Collectors.toSet());
        return deletes.isEmpty() ? steps.stream().map(PlannedStep::call).collect(Collectors.toSet()) : deletes;
    }

    @Test
    @Law(16)
    default void aDeleteThatStaysInUseNamesTheHolder() {
        if (bench().subject().time() == Timekeeper.system()) {
            throw skipped("a delete that stays in use", "it would take minutes of real time");
        }
        Stack stack = stackOf(operator(), cases().spec(0));
        done(operator(), stack);
        bench().pause();
        operator().tap().trouble(inUse(Integer.MAX_VALUE));
        Outcome outcome = operator().destroy(stack);
        assertThat(outcome.status()).isIn(Outcome.Status.FAILED, Outcome.Status.NOT_NOW);
        assertThat(outcome.failures()).as(() -> Bench.describe(outcome)).anySatisfy(f -> {
            assertThat(f.failure().code()).isEqualTo(Code.IN_USE);
            assertThat(f.failure().holder()).contains("somebody");
        });
        operator().tap().trouble(Trouble.NONE);
        bench().pass(Duration.ofMinutes(1));
        done(operator().destroy(stack));
        assertThat(bench().census(stack)).isEmpty();
    }

    @Test
    @Law({10, 18})
    default void whatFailedForGoodIsGoneOnWithByTheNextApply() {
        Stack stack = stackOf(operator(), cases().spec(0));
        int writes = operator().plan(stack).writes();
        for (int nth = 1; nth <= writes; nth++) {
            try (Bench bench = anotherBench()) {
                Operator who = bench.operator();
                who.tap().trouble(once(nth, Code.QUOTA, false));
                Outcome outcome = who.apply(stack);
                assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
                assertThat(outcome.failures())
                        .as(() -> Bench.describe(outcome))
                        .anySatisfy(f -> assertThat(f.failure().code()).isEqualTo(Code.QUOTA));
                bench.pause();
                done(who, stack);
                nothingLeft(who, stack);
                bench.pause();
                done(who.destroy(stack));
                assertThat(bench.census(stack))
                        .as("native things that are left")
                        .isEmpty();
            }
        }
    }
}
