package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Stack;
import io.portolan.model.NativeId;
import io.portolan.model.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A process dies at every boundary, and one more apply finishes what it left.
 *
 * @param <S> the spec
 */
interface CrashRules<S extends Spec> extends Rules<S> {

    @Test
    @Law({10, 11, 12})
    default void aKillAtAnyBoundaryLeavesNothingThatOneMoreApplyDoesNotFinish() {
        Instant start = Instant.now();
        int kills = 0;
        List<Scenario> scenarios = Scenarios.of(this::anotherBench, cases());
        for (Scenario scenario : scenarios) {
            int writes = 1;
            for (int nth = 1; nth <= writes; nth++) {
                for (Kills.Boundary boundary : Kills.Boundary.values()) {
                    try (Bench bench = anotherBench()) {
                        writes = kill(bench, scenario, nth, boundary);
                        kills++;
                    }
                }
            }
        }
        System.out.println(bench().subject().name() + ", " + cases().kind() + ": killed " + kills + " times in "
                + scenarios.size() + " scenarios, finished by one more apply each, "
                + Duration.between(start, Instant.now()).toMillis() + " ms");
    }

    /** Runs a scenario with a kill, then once more; gives how many writes it has. */
    default int kill(Bench bench, Scenario scenario, int nth, Kills.Boundary boundary) {
        Operator who = bench.operator();
        scenario.prepare(bench);
        Map<NativeId, String> bystanders = scenario.bystanders(bench);
        Stack wanted = scenario.wanted(bench);
        int writes = who.plan(wanted, scenario.options()).writes();
        String where = scenario + ", killed at write " + nth + " of " + writes + ", " + boundary;
        boolean died = Kills.at(who, nth, boundary, () -> who.apply(wanted, scenario.options()));
        assertThat(died).as("it came so far: %s", where).isTrue();
        Outcome outcome = who.apply(wanted, scenario.options());
        assertThat(outcome.status())
                .as(() -> "one more apply of " + where + ": " + Bench.describe(outcome))
                .isEqualTo(Outcome.Status.DONE);
        scenario.verify(bench, bystanders, where);
        return writes;
    }
}
