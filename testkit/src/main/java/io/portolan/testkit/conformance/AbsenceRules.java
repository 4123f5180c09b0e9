package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.PortolanException;
import io.portolan.Stack;
import io.portolan.dns.RecordSet;
import io.portolan.engine.PlanOptions;
import io.portolan.model.NativeId;
import io.portolan.model.Spec;
import io.portolan.spi.NativeCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What was not seen: because it could not be read, because a list lags, or because a list still shows what is gone.
 *
 * @param <S> the spec
 */
interface AbsenceRules<S extends Spec> extends Rules<S> {

    @Test
    @Law(8)
    default void whatCanNotBeReadIsNeitherMadeNorDeleted() {
        Stack stack = stackOfMany(operator(), 2);
        done(operator(), stack);
        bench().pause();
        Stack less = stackOf(operator(), cases().spec(0));
        Stack more = stackOfMany(operator(), 3);
        for (String call : readsOf(stack)) {
            operator().tap().trouble(denied(c -> c.name().equals(call)));
            writesNothing(stack, call);
        }
        operator().tap().trouble(denied(c -> true));
        writesNothing(stack, "every read");
        writesNothing(less, "every read");
        writesNothing(more, "every read");
        operator().tap().trouble(Trouble.NONE);
        nothingLeft(operator(), stack);
    }

    /** The names of the reads of a plan. */
    default Set<String> readsOf(Stack stack) {
        operator().tap().clear();
        operator().plan(stack);
        Set<String> reads = new TreeSet<>();
        operator().tap().entries().forEach(e -> reads.add(e.name()));
        return reads;
    }

    /** Reads that may not be made: not the same as an answer without content. */
    default Trouble denied(Predicate<NativeCall> which) {
        return new Trouble() {
            @Override
            public void before(NativeCall call) {
                if (!call.isWrite() && which.test(call)) {
                    throw new PortolanException(
                            Failure.of(Code.DENIED, "may not be read").nativeCall(call.name()));
                }
            }
        };
    }

    /** Fails unless a plan neither makes nor deletes anything, and does not look as if all were well. */
    default void writesNothing(Stack stack, String unread) {
        Plan plan = operator().plan(stack);
        assertThat(plan.steps().stream()
                        .filter(s -> s.kind() != PlannedStep.Kind.WAIT)
                        .toList())
                .as("writes planned though %s could not be read", unread)
                .isEmpty();
        assertThat(plan.isEmpty())
                .as("a plan is not empty when %s could not be read", unread)
                .isFalse();
        operator().tap().clear();
        assertThat(operator().apply(plan).status())
                .as("when %s can't be read", unread)
                .isNotEqualTo(Outcome.Status.DONE);
        assertThat(operator().tap().writes()).isEmpty();
    }

    @Test
    @Law({10, 12})
    default void whatWasMadeIsRememberedThoughNoListShowsIt() {
        Stack stack = stackOf(operator(), cases().spec(0));
        Trouble old = replay(without(stack));
        done(operator(), stack);
        Map<NativeId, String> made = bench().census(stack);
        operator().crash();
        operator().tap().trouble(old);
        operator().apply(stack);
        assertThat(bench().census(stack).keySet())
                .as("native things, after an apply over lists from before they were made")
                .isEqualTo(made.keySet());
        operator().tap().trouble(Trouble.NONE);
        bench().pass(bench().subject().lag());
        nothingLeft(operator(), stack);
    }

    /** Makes a stack be there, then answers every read as it was answered then. */
    default Trouble replay(Stack stack) {
        if (bench().subject().lag().isZero()) {
            throw skipped("lists that lag", "the provider's lists never lag");
        }
        done(operator(), stack);
        bench().pause();
        Replay replay = Replay.of(operator(), () -> operator().plan(stack));
        if (replay.isEmpty()) {
            throw skipped("lists that lag", "the provider's reads don't say what they are about");
        }
        return replay;
    }

    @Test
    @Law(10)
    default void whatWasDeletedIsNotBelievedThoughAListStillShowsIt() {
        S spec = cases().spec(0);
        Stack stack = stackOf(operator(), spec);
        Trouble old = replay(stack);
        Map<NativeId, String> made = bench().census(stack);
        done(operator(), without(stack));
        operator().crash();
        operator().tap().trouble(old);
        Plan plan = operator().plan(without(stack));
        assertThat(plan.writes())
                .as("writes for what is deleted already: %s", Bench.describe(plan))
                .isZero();
        operator().apply(stack);
        operator().tap().trouble(Trouble.NONE);
        bench().pause();
        done(operator(), stack);
        nothingLeft(operator(), stack);
        asAsked(operator(), stack, spec);
        assertThat(Counts.of(bench().census(stack))).as("native things").isEqualTo(Counts.of(made));
    }

    @Test
    @Law(12)
    default void whatIsSentASecondTimeHasItsOwnTimeToShow() {
        Stack stack = stackOf(operator(), cases().spec(0));
        Trouble old = replay(without(stack));
        Operator killed = operator();
        Kills.at(killed, 1, Kills.Boundary.NOT_SENT, () -> killed.apply(stack));
        bench().pass(bench().subject().lag().plusMinutes(5));
        operator().tap().trouble(lostAndNotShown(old));
        operator().apply(stack);
        operator().tap().trouble(Trouble.NONE);
        bench().pause();
        done(operator(), stack);
        try (Bench calm = anotherBench()) {
            done(calm.operator(), stack);
            assertThat(Counts.of(bench().census(stack))).as("native things").isEqualTo(Counts.of(calm.census(stack)));
        }
    }

    /** The answer of the first write is lost, and for as long as lists lag nothing shows of it. */
    default Trouble lostAndNotShown(Trouble old) {
        return new Trouble() {
            private @Nullable Instant lost;

            @Override
            public Object after(NativeCall call, Object answer) {
                Instant now = bench().subject().time().now();
                if (call.isWrite() && lost == null) {
                    lost = now;
                    throw new PortolanException(
                            Failure.of(Code.UNAVAILABLE, "on purpose").nativeCall(call.name()));
                }
                boolean hidden =
                        lost != null && now.isBefore(lost.plus(bench().subject().lag()));
                return hidden ? old.after(call, answer) : answer;
            }
        };
    }

    @Test
    @Law(10)
    default void whatWasOnlyIntendedIsNotOurs() {
        S spec = cases().spec(0);
        Operator late = bench().another(Bench.OWNER);
        Stack stack = stackOf(late, spec);
        Kills.at(late, 1, Kills.Boundary.NOT_SENT, () -> late.apply(stack));
        done(operator(), stack);
        bench().pause();
        Outcome released =
                operator().apply(without(stack), PlanOptions.standard().release(Set.of(keyIn(stack))));
        assertThat(released.status()).as(() -> Bench.describe(released)).isEqualTo(Outcome.Status.DONE);
        bench().pause();
        Map<NativeId, String> nobodys = bench().census(stack);
        assertThat(late.status(stack).found())
                .as("what is ours, of what was intended and then made by somebody else")
                .doesNotContainKey(keyIn(stack));
        late.apply(stack);
        assertThat(bench().census(stack))
                .as("native things that were only intended")
                .containsAllEntriesOf(nobodys);
    }

    @Test
    @Law(10)
    default void whatWasMadeAMomentAgoCanBeDeleted() {
        if (cases().kind().equals(RecordSet.KIND)) {
            throw skipped("what was made a moment ago", "the memory provider can't read a record set by its id");
        }
        Stack stack = stackOf(operator(), cases().spec(0));
        Map<NativeId, String> before = bench().census(stack);
        done(operator(), stack);
        operator().crash();
        done(operator(), without(stack));
        bench().pause();
        nothingLeft(operator(), without(stack));
        Stack nothing = operator().stack();
        done(operator(), nothing);
        assertThat(bench().census(stack)).as("native things").isEqualTo(before);
    }

    @Test
    @Law(7)
    default void aPlanThatCouldNotReadSaysWhatItCouldNotRead() {
        Stack stack = stackOf(operator(), cases().spec(0));
        done(operator(), stack);
        operator().tap().trouble(denied(c -> true));
        Plan plan = operator().plan(stack);
        List<String> said = plan.blind().keySet().stream().sorted().toList();
        assertThat(said.size() + plan.refusals().size())
                .as("what is said: %s", Bench.describe(plan))
                .isPositive();
        plan.blind().values().forEach(f -> assertThat(f.code()).isEqualTo(Code.DENIED));
    }
}
