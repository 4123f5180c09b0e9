package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange.Action;
import io.portolan.Stack;
import io.portolan.dns.RecordSet;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeId;
import io.portolan.model.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * A resource that gets another key stays the resource that it was, however often the process dies on the way.
 *
 * @param <S> the spec
 */
interface RenameRules<S extends Spec> extends Rules<S> {

    @Test
    @Law(14)
    default void aKeyThatSaysWhereItCameFromIsTheSameResource() {
        Stack stack = stackOf(operator(), cases().spec(0));
        List<NativeId> parts = done(operator(), stack).parts(keyIn(stack));
        Stack renamed = moved(stack, cases().spec(0));
        Plan plan = operator().plan(renamed);
        renames(plan);
        sameParts(bench(), renamed, done(operator().apply(plan)), parts);
    }

    @Test
    @Law(14)
    default void aNewKeyWithTheIdentityOfOneThatIsGoneIsTheSameResource() {
        Stack stack = stackOf(operator(), cases().spec(0));
        List<NativeId> parts = done(operator(), stack).parts(keyIn(stack));
        Stack renamed = claimed(stack, cases().spec(0));
        Plan plan = operator().plan(renamed);
        sidesByName(plan, renamed);
        renames(plan);
        sameParts(bench(), renamed, done(operator().apply(plan)), parts);
    }

    @Test
    @Law({14, 10})
    default void aMoveThatIsKilledAtAnyBoundaryIsFinishedByOneMoreApply() {
        killed(cases().spec(0), this::moved);
    }

    @Test
    @Law({14, 10})
    default void aRenameByIdentityThatIsKilledAtAnyBoundaryIsFinishedByOneMoreApply() {
        List<S> specs = new ArrayList<>(List.of(cases().spec(0)));
        cases().alterations().forEach(a -> specs.add(a.to()));
        specs.removeIf(spec -> cases().rival(spec).isEmpty());
        if (specs.isEmpty()) {
            cases().samples().stream()
                    .map(Sample::spec)
                    .filter(spec -> cases().rival(spec).isPresent()
                            && bench().declared().holds(spec))
                    .limit(2)
                    .forEach(specs::add);
        }
        if (specs.isEmpty()) {
            throw skipped("one identity, two keys", "no two resources of this kind can want the same");
        }
        Stack stack = stackOf(operator(), specs.get(0));
        done(operator(), stack);
        Stack renamed = claimed(stack, specs.get(0));
        sidesByName(operator().plan(renamed), renamed);
        specs.forEach(spec -> killed(spec, this::claimed));
    }

    /** The same resource under another key that says where it came from. */
    default Stack moved(Stack stack, S spec) {
        if (cases().kind().equals(RecordSet.KIND)) {
            throw skipped("movedFrom", "a record set's name is its DNS name");
        }
        Stack renamed = without(stack);
        bench().add(
                        renamed,
                        "renamed",
                        spec,
                        Lifecycle.STANDARD.movedFrom(keyIn(stack).name()));
        return renamed;
    }

    /** Another key with the identity of the first, instead of it. */
    default Stack claimed(Stack stack, S spec) {
        S rival = cases().rival(spec)
                .orElseThrow(
                        () -> skipped("one identity, two keys", "no two resources of this kind can want the same"));
        Stack renamed = without(stack);
        bench().add(renamed, "rival", rival);
        return renamed;
    }

    /** Ends the rule where the new one is made beside the old one, because zones may have one name. */
    default void sidesByName(Plan plan, Stack renamed) {
        if (plan.change(keyIn(renamed)).action() == Action.CREATE
                && cases().kind().name().equals("DnsZone")) {
            throw skipped("a renamed key", "the provider has zones of one name side by side");
        }
    }

    /** Fails unless a plan renames without taking away or making anything. */
    default void renames(Plan plan) {
        assertThat(plan.changes())
                .as("what a rename does: %s", Bench.describe(plan))
                .noneMatch(c ->
                        Set.of(Action.DELETE, Action.REPLACE, Action.CREATE).contains(c.action()));
    }

    /** Fails unless the renamed resource has these parts and there is nothing left to do. */
    default void sameParts(Bench bench, Stack renamed, Outcome outcome, List<NativeId> parts) {
        assertThat(outcome.parts(keyIn(renamed)))
                .as("the parts of the renamed resource")
                .containsExactlyInAnyOrderElementsOf(parts);
        nothingLeft(bench.operator(), renamed);
        bench.rest();
        nothingLeft(bench.another(Bench.OWNER), renamed);
    }

    /** Kills a rename at every boundary of every write, and applies once more. */
    default void killed(S spec, BiFunction<Stack, S, Stack> rename) {
        int writes = 1;
        for (int nth = 1; nth <= writes; nth++) {
            for (Kills.Boundary boundary : Kills.Boundary.values()) {
                try (Bench bench = anotherBench()) {
                    Operator who = bench.operator();
                    Stack stack = who.stack();
                    bench.add(stack, cases().handle(0), spec);
                    List<NativeId> parts = done(who, stack).parts(keyIn(stack));
                    bench.rest();
                    Map<NativeId, String> before = bench.census(stack);
                    Stack renamed = rename.apply(stack, spec);
                    Plan plan = who.plan(renamed);
                    writes = plan.writes();
                    assertThat(Kills.at(who, nth, boundary, () -> who.apply(plan)))
                            .as("it came to write %s of %s", nth, writes)
                            .isTrue();
                    Plan rest = who.plan(renamed);
                    renames(rest);
                    sameParts(bench, renamed, done(who.apply(rest)), parts);
                    assertThat(bench.census(renamed).keySet())
                            .as(
                                    "native things after a rename that was killed at write %s of %s, %s",
                                    nth, writes, boundary)
                            .isEqualTo(before.keySet());
                }
            }
        }
    }
}
