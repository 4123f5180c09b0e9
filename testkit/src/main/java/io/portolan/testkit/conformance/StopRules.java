package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.engine.ApplyOptions;
import io.portolan.engine.Cancellation;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Spec;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * A run that is asked to stop, or whose time is up, begins nothing new, says what is left, and leaves what the next apply finishes.
 *
 * @param <S> the spec
 */
interface StopRules<S extends Spec> extends Rules<S> {
    /** How long a run may take to notice, where time costs nothing. */
    Duration AT_ONCE = Duration.ofSeconds(1);

    /** Longer than any run takes by itself. */
    Duration DEADLINE = Duration.ofHours(1);

    /** When a run is stopped. */
    enum Moment {
        /** When the answer to the nth write is there. */
        ANSWERED,
        /** With the first read after the nth write: a look at a long operation, where there is one. */
        LOOKED
    }

    @Test
    @Law(18)
    default void aRunThatIsCancelledBeginsNoOtherWriteAndTheNextApplyFinishes() {
        for (Moment moment : Moment.values()) {
            stopped(moment, Outcome.Status.INTERRUPTED, (bench, nth) -> {
                Cancellation cancellation = new Cancellation();
                return stopping(
                        bench, nth, moment, ApplyOptions.standard().cancellation(cancellation), cancellation::cancel);
            });
        }
    }

    @Test
    @Law({18, 16})
    default void aRunWhoseTimeIsUpBeginsNoOtherWriteAndTheNextApplyFinishes() {
        if (bench().subject().time() == Timekeeper.system()) {
            throw skipped("deadlines", "they would take real time");
        }
        for (Moment moment : Moment.values()) {
            stopped(moment, Outcome.Status.FAILED, (bench, nth) -> {
                Stop stop = stopping(
                        bench, nth, moment, ApplyOptions.standard().deadline(DEADLINE), () -> bench.pass(DEADLINE));
                if (stop.outcome.left() > 0) {
                    assertThat(stop.outcome.failures())
                            .as("failures of a run whose time is up")
                            .isNotEmpty()
                            .allSatisfy(f -> {
                                assertThat(f.failure().code()).isEqualTo(Code.TIMEOUT);
                                assertThat(f.failure().remedy()).isPresent();
                            });
                }
                return stop;
            });
        }
    }

    /** How a run ended, how many writes it had sent when it was stopped, and how long it went on. */
    record Stop(Outcome outcome, int sent, Duration after) {}

    /** Makes and destroys with a stop at every write, then once more without. */
    default void stopped(Moment moment, Outcome.Status status, BiFunction<Bench, Integer, Stop> run) {
        Stack stack = stackOfMany(operator(), 2);
        int writes = operator().plan(stack).writes();
        done(operator(), stack);
        bench().pause();
        Map<String, Integer> made = Counts.of(bench().census(stack));
        done(operator().destroy(stack));
        bench().pass(Waits.LISTING_WINDOW);
        for (int nth = 1; nth <= writes; nth++) {
            try (Bench bench = anotherBench()) {
                Operator who = bench.operator();
                Stop stop = run.apply(bench, nth);
                String where = moment + " " + nth + " of " + writes + ": " + Bench.describe(stop.outcome);
                assertThat(who.tap().writes())
                        .as("writes when it stopped, %s", where)
                        .hasSize(stop.sent);
                if (who.portolan().plan(stack).isEmpty()) {
                    assertThat(stop.outcome.left())
                            .as("what is left, %s", where)
                            .isZero();
                } else {
                    assertThat(stop.outcome.status()).as(where).isEqualTo(status);
                    assertThat(stop.outcome.states().values())
                            .as("states, %s", where)
                            .containsAnyOf(Outcome.State.INCOMPLETE, Outcome.State.NOT_BEGUN);
                }
                if (bench.subject().time() != Timekeeper.system()) {
                    assertThat(stop.after).as("how long it went on, %s", where).isLessThanOrEqualTo(AT_ONCE);
                }
                done(who, stack);
                nothingLeft(who, stack);
                bench.rest();
                assertThat(Counts.of(bench.census(stack)))
                        .as("native things after a stop, %s", where)
                        .isEqualTo(made);
                done(who.apply(stack, PlanOptions.standard().destroy()));
                bench.rest();
                assertThat(bench.census(stack))
                        .as("native things left, %s", where)
                        .isEmpty();
            }
        }
    }

    /** Applies a stack of two, and stops at the nth write. */
    default Stop stopping(Bench bench, int nth, Moment moment, ApplyOptions options, Runnable stop) {
        Operator who = bench.operator();
        Plan plan = who.plan(stackOfMany(who, 2));
        Instant[] at = {Instant.MAX};
        int[] sent = {0};
        who.tap().trouble(new Trouble() {
            private boolean stopped;

            @Override
            public void before(NativeCall call) {
                if (call.isWrite()) {
                    sent[0] += stopped ? 0 : 1;
                } else if (sent[0] == nth) {
                    stop();
                }
            }

            @Override
            public Object after(NativeCall call, Object answer) {
                if (call.isWrite() && sent[0] == nth && moment == Moment.ANSWERED) {
                    stop();
                }
                return answer;
            }

            private void stop() {
                if (!stopped) {
                    stopped = true;
                    stop.run();
                    at[0] = bench.subject().time().now();
                }
            }
        });
        Outcome outcome = who.portolan().apply(plan, options);
        Instant end = bench.subject().time().now();
        who.tap().trouble(Trouble.NONE);
        return new Stop(outcome, sent[0], at[0].equals(Instant.MAX) ? Duration.ZERO : Duration.between(at[0], end));
    }
}
