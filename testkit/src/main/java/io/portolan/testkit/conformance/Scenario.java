package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange.Action;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.model.NativeId;
import io.portolan.model.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is there, and what is wanted then; and what must be there in the end, whatever happened on the way. */
final class Scenario {
    /** Whose things nobody else may touch. */
    private static final String BYSTANDER = "bystander";

    private final String name;
    private final Map<String, Spec> before;
    private final Map<String, Spec> after;
    private final boolean destroy;
    private final Map<String, Spec> beside;
    private Map<String, Integer> expected = Map.of();

    private Scenario(
            String name,
            Map<String, ? extends Spec> before,
            Map<String, ? extends Spec> after,
            boolean destroy,
            Map<String, ? extends Spec> beside) {
        this.name = name;
        this.before = new LinkedHashMap<>(before);
        this.after = new LinkedHashMap<>(after);
        this.destroy = destroy;
        this.beside = new LinkedHashMap<>(beside);
    }

    /** From these resources, by handle, to those, with another owner's beside them. */
    static Scenario of(
            String name,
            Map<String, ? extends Spec> before,
            Map<String, ? extends Spec> after,
            Map<String, ? extends Spec> beside) {
        return new Scenario(name, before, after, false, beside);
    }

    /** From these resources to nothing. */
    static Scenario destroy(String name, Map<String, ? extends Spec> before, Map<String, ? extends Spec> beside) {
        return new Scenario(name, before, before, true, beside);
    }

    /** Runs it once without any trouble, and keeps what is there then. Gives what happens to the first resource. */
    Action rehearse(Bench bench) {
        prepare(bench);
        Operator who = bench.operator();
        Stack wanted = wanted(bench);
        Plan plan = who.plan(wanted, options());
        done(who.apply(plan), "the rehearsal of " + name);
        bench.pause();
        expected = Counts.of(bench.census(wanted));
        return plan.changes().stream()
                .map(c -> c.action())
                .filter(a -> a != Action.NONE)
                .reduce((a, b) -> a == Action.REPLACE ? a : b)
                .orElse(Action.NONE);
    }

    /** Makes what is there before, and what another owner has. */
    void prepare(Bench bench) {
        if (!beside.isEmpty()) {
            Operator other = bench.another(BYSTANDER);
            done(other.apply(stack(bench, other, beside)), "what another owner has");
        }
        if (!before.isEmpty()) {
            done(bench.operator().apply(stack(bench, bench.operator(), before)), "what is there before " + name);
        }
        bench.pause();
    }

    private static void done(Outcome outcome, String what) {
        assertThat(outcome.status())
                .as(() -> what + ": " + Bench.describe(outcome))
                .isEqualTo(Outcome.Status.DONE);
    }

    private static Stack stack(Bench bench, Operator who, Map<String, Spec> specs) {
        Stack stack = who.stack();
        specs.forEach((handle, spec) -> bench.add(stack, handle, spec));
        return stack;
    }

    /** The stack that is wanted. */
    Stack wanted(Bench bench) {
        return stack(bench, bench.operator(), after);
    }

    /** With which it is planned. */
    PlanOptions options() {
        return destroy ? PlanOptions.standard().destroy() : PlanOptions.standard();
    }

    /** What another owner has, with its content. */
    Map<NativeId, String> bystanders(Bench bench) {
        if (beside.isEmpty()) {
            return Map.of();
        }
        Operator other = bench.another(BYSTANDER);
        Map<NativeId, String> census = bench.census();
        Map<NativeId, String> theirs = new TreeMap<>();
        other.status(stack(bench, other, beside))
                .found()
                .values()
                .forEach(f -> f.parts().keySet().forEach(id -> theirs.put(id, census.getOrDefault(id, ""))));
        return theirs;
    }

    /** Fails unless nothing is left to do, nothing is left over, nothing is there twice, and nobody else's was touched. */
    void verify(Bench bench, Map<NativeId, String> bystanders, String where) {
        Stack wanted = wanted(bench);
        Plan plan = bench.operator().plan(wanted, options());
        assertThat(plan.isEmpty())
                .as(() -> "nothing is left to do after " + where + ": " + Bench.describe(plan))
                .isTrue();
        bench.rest();
        Plan fresh = bench.another(Bench.OWNER).plan(wanted, options());
        assertThat(fresh.isEmpty())
                .as(() ->
                        "an engine that knows nothing has nothing to do after " + where + ": " + Bench.describe(fresh))
                .isTrue();
        Map<NativeId, String> census = bench.census(wanted);
        assertThat(Counts.of(census))
                .as("native things after %s: %s", where, census.keySet())
                .isEqualTo(expected);
        assertThat(bystanders(bench))
                .as("what another owner has after %s", where)
                .isEqualTo(bystanders);
    }

    @Override
    public String toString() {
        return name;
    }
}
