package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Spec;
import io.portolan.spi.NativeCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * A resource comes, changes, goes and comes again.
 *
 * @param <S> the spec
 */
interface LifecycleRules<S extends Spec> extends Rules<S> {

    @Test
    @Law({6, 13})
    default void aResourceIsMadeAsAskedAndThenThereIsNothingLeftToDo() {
        S spec = cases().spec(0);
        Stack stack = stackOf(operator(), spec);
        Plan plan = operator().plan(stack);
        assertThat(plan.change(keyIn(stack)).action()).isEqualTo(PlannedChange.Action.CREATE);
        assertThat(plan.waiting())
                .as("what is planned before anything exists has a step for everything")
                .isEmpty();
        Outcome outcome = done(operator().apply(plan));
        assertThat(outcome.writes()).as("writes sent").isEqualTo(plan.writes());
        assertThat(outcome.parts(keyIn(stack))).as("native parts").isNotEmpty();
        nothingLeft(operator(), stack);
        asAsked(operator(), stack, spec);
    }

    @Test
    @Law(13)
    default void anotherLeaderWithoutAJournalPlansNothing() {
        Stack stack = stackOf(operator(), cases().spec(0));
        done(operator(), stack);
        bench().pause();
        nothingLeft(bench().another(Bench.OWNER), stack);
        done(operator(), stack);
        nothingLeft(bench().another(Bench.OWNER), stack);
    }

    @Test
    @Law({21, 7})
    default void everyChangeArrivesAndThenThereIsNothingLeftToDo() {
        eachAlteration((bench, alteration) -> {
            Operator who = bench.operator();
            Stack before = who.stack();
            bench.add(before, cases().handle(0), alteration.from());
            done(who, before);
            Stack after = who.stack();
            Key key = bench.add(after, cases().handle(0), alteration.to());
            Plan plan = who.plan(after);
            assertThat(plan.change(key).action())
                    .as("a change of %s is planned: %s", alteration, Bench.describe(plan))
                    .isIn(PlannedChange.Action.CHANGE, PlannedChange.Action.REPLACE);
            done(who.apply(plan));
            nothingLeft(who, after);
            assertThat(bench.differences(cases(), after, key, alteration.to(), who))
                    .as("what was asked for and is not observed after a change of %s", alteration)
                    .isEmpty();
        });
    }

    /** Runs this for each alteration on a bench of its own. */
    default void eachAlteration(BiConsumer<Bench, Alteration<S>> rule) {
        List<Alteration<S>> all = cases().alterations();
        if (all.isEmpty()) {
            throw skipped("changes", "the provider declares nothing that could be changed");
        }
        for (Alteration<S> alteration : all) {
            try (Bench bench = anotherBench()) {
                rule.accept(bench, alteration);
            }
        }
    }

    @Test
    @Law(21)
    default void whatIsNotGivenStaysAsItIs() {
        List<Alteration<S>> silences = cases().silences();
        if (silences.isEmpty()) {
            throw skipped("what is not given", "the provider declares no field that may be left unsaid");
        }
        for (Alteration<S> silence : silences) {
            try (Bench bench = anotherBench()) {
                Operator who = bench.operator();
                Stack said = who.stack();
                bench.add(said, cases().handle(0), silence.from());
                done(who, said);
                Stack unsaid = who.stack();
                Key key = bench.add(unsaid, cases().handle(0), silence.to());
                Plan plan = who.plan(unsaid);
                assertThat(plan.isEmpty())
                        .as("%s is not given any more: %s", silence, Bench.describe(plan))
                        .isTrue();
                assertThat(bench.differences(cases(), unsaid, key, silence.from(), who))
                        .as("what was given earlier and is not there any more")
                        .isEmpty();
            }
        }
    }

    @Test
    @Law(16)
    default void whatIsDestroyedIsGone() {
        Stack stack = stackOfMany(operator(), 2);
        Map<NativeId, String> before = bench().census(stack);
        done(operator(), stack);
        done(operator().destroy(stack));
        bench().pause();
        assertThat(bench().census(stack)).as("native things that are left").isEqualTo(before);
        Operator other = bench().another(Bench.OWNER);
        assertThat(other.status(stack).found()).as("what a new engine finds").isEmpty();
    }

    @Test
    @Law(16)
    default void deletingWhatIsGoneAlreadySucceeds() {
        Stack stack = stackOf(operator(), cases().spec(0));
        done(operator(), stack);
        bench().pass(Waits.LISTING_WINDOW);
        Operator other = bench().another(Bench.OWNER);
        AtomicBoolean first = new AtomicBoolean(true);
        operator().tap().trouble(new Trouble() {
            @Override
            public void before(NativeCall call) {
                if (call.isWrite() && first.getAndSet(false)) {
                    done(other.destroy(stack));
                }
            }
        });
        done(operator().destroy(stack));
        assertThat(operator().tap().entries().stream().anyMatch(e -> e.failure() == Code.NOT_FOUND))
                .as("a delete came too late, or nothing was left of the plan")
                .isTrue();
    }

    @Test
    @Law({10, 11})
    default void aKeyCanBeUsedAgain() {
        S spec = cases().spec(0);
        Stack stack = stackOf(operator(), spec);
        Outcome once = done(operator(), stack);
        Map<NativeId, String> made = bench().census(stack);
        done(operator(), without(stack));
        Outcome again = done(operator(), stack);
        nothingLeft(operator(), stack);
        asAsked(operator(), stack, spec);
        bench().pause();
        assertThat(bench().census(stack)).as("native things").hasSameSizeAs(made);
        assertThat(again.parts(keyIn(stack))).hasSameSizeAs(once.parts(keyIn(stack)));
    }

    @Test
    @Law(6)
    default void whoRefersToWhatIsStillToComeIsPlannedWithIt() {
        List<Spec> users = bench().catalogue().usersOf(cases(), bench().declared());
        for (Spec user : users) {
            try (Bench bench = anotherBench()) {
                Operator who = bench.operator();
                Stack stack = who.stack();
                Key by = bench.add(stack, "user", user);
                Plan plan = who.plan(stack);
                assertThat(plan.waiting())
                        .as("what waits though all of it is planned")
                        .isEmpty();
                assertThat(plan.change(by).action())
                        .as("what is planned for %s", by)
                        .isEqualTo(PlannedChange.Action.CREATE);
                Outcome outcome = done(who.apply(plan));
                assertThat(outcome.writes()).as("writes sent").isEqualTo(plan.writes());
                nothingLeft(who, stack);
            }
        }
        if (users.isEmpty()) {
            throw skipped("who refers to what is still to come", "nothing refers to this kind");
        }
    }

    @Test
    @Law({6, 5})
    default void aReplacementIsVisibleToThoseWhoReferToIt() {
        int[] seen = {0};
        List<Spec> users = bench().catalogue().usersOf(cases(), bench().declared());
        eachAlteration((bench, alteration) -> {
            for (Spec user : users) {
                try (Bench other = anotherBench()) {
                    Operator who = other.operator();
                    Stack before = who.stack();
                    other.add(before, cases().handle(0), alteration.from());
                    other.add(before, "user", user);
                    Stack after = who.stack();
                    Key key = other.add(after, cases().handle(0), alteration.to());
                    Key by = other.add(after, "user", user);
                    if (!who.plan(before).refusals().isEmpty()) {
                        continue;
                    }
                    done(who, before);
                    other.rest();
                    Plan plan = who.plan(after);
                    if (plan.change(key).action() != PlannedChange.Action.REPLACE || Waits.makesRoom(plan, key)) {
                        continue;
                    }
                    seen[0]++;
                    if (!plan.refusals().isEmpty()) {
                        refused(other, who, plan, by);
                        continue;
                    }
                    Outcome outcome = done(who.apply(plan));
                    assertThat(outcome.writes())
                            .as(
                                    "writes sent, where %s was planned for %s by a change of %s",
                                    plan.change(by).action(), by, alteration)
                            .isEqualTo(plan.writes());
                    nothingLeft(who, after);
                }
            }
        });
        if (seen[0] == 0) {
            throw skipped("who refers to a replacement", "nothing refers to what a change replaces");
        }
    }

    /** Who can't have the new one says so in the plan, and not in the middle of an apply. */
    private void refused(Bench bench, Operator who, Plan plan, Key by) {
        Map<NativeId, String> before = bench.census();
        assertThat(plan.refusals()).extracting(Refusal::key).containsExactly(Optional.of(by));
        assertThat(who.apply(plan).status()).isEqualTo(Outcome.Status.REFUSED);
        assertThat(bench.census()).isEqualTo(before);
    }

    @Test
    @Law(5)
    default void aReplacementIsMadeBeforeTheOldGoes() {
        int[] seen = {0};
        eachAlteration((bench, alteration) -> {
            Operator who = bench.operator();
            Stack before = who.stack();
            bench.add(before, cases().handle(0), alteration.from());
            done(who, before);
            Stack after = who.stack();
            Key key = bench.add(after, cases().handle(0), alteration.to());
            Plan plan = who.plan(after);
            if (plan.change(key).action() == PlannedChange.Action.REPLACE) {
                seen[0]++;
                for (PlannedStep step : plan.steps()) {
                    boolean early = step.kind() == PlannedStep.Kind.DELETE
                            && step.keys().contains(key)
                            && !step.retire()
                            && !Waits.isAnnounced(plan, key);
                    assertThat(early)
                            .as("%s of a change of %s takes the old away before the new is in use", step, alteration)
                            .isFalse();
                }
                done(who.apply(plan));
            }
        });
        if (seen[0] == 0) {
            throw skipped("make, then retire", "no change makes a replacement");
        }
    }
}
