package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange.Action;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.dns.RecordSet;
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
 * Whose a thing is, and who may have it.
 *
 * @param <S> the spec
 */
interface OwnershipRules<S extends Spec> extends Rules<S> {
    /** An owner who is not the kit. */
    String OTHER = "other";

    @Test
    @Law({14, 13})
    default void twoOwnersOfOneKeyLeaveEachOtherAlone() {
        Operator other = bench().another(OTHER);
        Stack theirs = stackOf(other, cases().spec(0));
        done(other, theirs);
        bench().pause();
        Map<NativeId, String> before = bench().census(theirs);
        Stack ours = stackOf(operator(), cases().spec(0));
        Plan plan = operator().plan(ours);
        if (plan.refusals().isEmpty()) {
            done(operator().apply(plan));
            nothingLeft(operator(), ours);
            nothingLeft(other, theirs);
            done(operator().destroy(ours));
            bench().pause();
        } else {
            refusedAsForeign(plan, ours);
        }
        assertThat(bench().census(theirs)).as("what another owner has").containsAllEntriesOf(before);
        nothingLeft(other, theirs);
    }

    /** Fails unless a plan is refused as foreign, says what to do, and writes nothing when it is applied. */
    default void refusedAsForeign(Plan plan, Stack stack) {
        assertThat(plan.refusals()).as("refusals").allSatisfy(refusal -> {
            assertThat(refusal.why()).isEqualTo(Refusal.Why.FOREIGN);
            assertThat(refusal.help()).as("what to do").isNotEmpty();
        });
        operator().tap().clear();
        assertThat(operator().apply(stack).status()).isEqualTo(Outcome.Status.REFUSED);
        assertThat(operator().tap().writes()).as("writes of a refused plan").isEmpty();
    }

    @Test
    @Law(14)
    default void twoKeysThatWantTheSameAreRefused() {
        Stack stack = stackOf(operator(), cases().spec(0));
        done(operator(), stack);
        Stack both = withRival(stack, true);
        Plan plan = operator().plan(both);
        if (plan.refusals().isEmpty() && cases().kind().name().equals("DnsZone")) {
            throw skipped("two keys that want the same", "the provider has zones of one name side by side");
        }
        assertThat(plan.refusals())
                .as("refusals of %s", Bench.describe(plan))
                .extracting(Refusal::why)
                .contains(Refusal.Why.CLAIMED);
        operator().tap().clear();
        assertThat(operator().apply(plan).status()).isEqualTo(Outcome.Status.REFUSED);
        assertThat(operator().tap().writes()).isEmpty();
    }

    /** The stack with a rival of number 0, beside it or instead of it. */
    default Stack withRival(Stack stack, boolean beside) {
        S rival = cases().rival(cases().spec(0))
                .orElseThrow(
                        () -> skipped("one identity, two keys", "no two resources of this kind can want the same"));
        Key own = keyIn(stack);
        Stack other = operator().stack();
        stack.resources().values().stream()
                .filter(r -> beside || !r.key().equals(own))
                .forEach(other::add);
        bench().add(other, "rival", rival);
        return other;
    }

    @Test
    @Law(14)
    default void aNewKeyWithTheIdentityOfOneThatIsGoneIsTheSameResource() {
        Stack stack = stackOf(operator(), cases().spec(0));
        List<NativeId> parts = done(operator(), stack).parts(keyIn(stack));
        Stack renamed = withRival(stack, false);
        Key key = keyIn(renamed);
        Plan plan = operator().plan(renamed);
        if (plan.change(key).action() == Action.CREATE && cases().kind().name().equals("DnsZone")) {
            throw skipped("a renamed key", "the provider has zones of one name side by side");
        }
        handedOver(plan, renamed, key, parts);
    }

    /** Fails unless a plan renames without taking away or making anything. */
    default void handedOver(Plan plan, Stack renamed, Key key, List<NativeId> parts) {
        assertThat(plan.changes())
                .as("what a rename does: %s", Bench.describe(plan))
                .noneMatch(c ->
                        Set.of(Action.DELETE, Action.REPLACE, Action.CREATE).contains(c.action()));
        Outcome outcome = done(operator().apply(plan));
        assertThat(outcome.parts(key)).as("the parts of the renamed key").containsExactlyInAnyOrderElementsOf(parts);
        nothingLeft(operator(), renamed);
        bench().pause();
        nothingLeft(bench().another(Bench.OWNER), renamed);
    }

    @Test
    @Law(14)
    default void aKeyThatSaysWhereItCameFromIsTheSameResource() {
        if (cases().kind().equals(RecordSet.KIND)) {
            throw skipped("movedFrom", "a record set's name is its DNS name");
        }
        Stack stack = stackOf(operator(), cases().spec(0));
        List<NativeId> parts = done(operator(), stack).parts(keyIn(stack));
        Stack renamed = without(stack);
        Key key = bench().add(
                        renamed,
                        "renamed",
                        cases().spec(0),
                        Lifecycle.STANDARD.movedFrom(keyIn(stack).name()));
        handedOver(operator().plan(renamed), renamed, key, parts);
    }

    @Test
    @Law(13)
    default void whatAnotherOwnerHasIsNotDestroyedWithOurs() {
        Operator other = bench().another(OTHER);
        Stack theirs = stackOf(other, cases().spec(0));
        done(other, theirs);
        bench().pause();
        Map<NativeId, String> before = bench().census(theirs);
        List<String> failures = new ArrayList<>();
        Outcome outcome = operator().destroy(stackOf(operator(), cases().spec(0)));
        outcome.failures().forEach(f -> failures.add(f.toString()));
        assertThat(failures).isEmpty();
        assertThat(bench().census(theirs)).isEqualTo(before);
        nothingLeft(other, theirs);
    }
}
