package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.PortolanException;
import io.portolan.Stack;
import io.portolan.model.NativeId;
import io.portolan.spi.Timekeeper;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import io.portolan.testkit.fault.Killed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Seeded schedules of faults, over every kind that the provider has: lost answers, throttling, conflicts, time-outs, stale reads, half batches, reads
 * that fail and kills, drawn by a seed; then the faults stop, and a few applies must put everything right.
 *
 * <p>How many is the system property {@code portolan.schedules}: 500 without it, 20 where time is real. A seed that fails prints the line that
 * repeats it; {@code portolan.seed} runs one.
 */
public abstract class ScheduleConformance {
    private static final int TROUBLED = 3;
    private static final int CALM = 5;

    /** By the author's subclass. */
    protected ScheduleConformance() {}

    /** A native side, empty and isolated from all others; closed by the kit. Called for every schedule. */
    protected abstract Subject subject();

    @Test
    @Law({10, 11, 12, 18})
    final void everySeededScheduleOfFaultsEndsWellOnceTheFaultsStop() {
        Instant start = Instant.now();
        List<Scenario> scenarios;
        String name;
        int count;
        try (Bench bench = new Bench(subject())) {
            name = bench.subject().name();
            scenarios =
                    Scenarios.of(() -> new Bench(subject()), bench.catalogue().held(bench.declared()));
            boolean real = bench.subject().time() == Timekeeper.system();
            count = Integer.getInteger("portolan.schedules", real ? 20 : 500);
        }
        Long only = Long.getLong("portolan.seed");
        Tally tally = new Tally();
        for (long seed = only == null ? 1 : only; seed <= (only == null ? count : only); seed++) {
            Scenario scenario = scenarios.get((int) (seed % scenarios.size()));
            try {
                run(scenario, seed, tally);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", " + scenario + "; repeat: " + repeat(seed), e);
            }
        }
        System.out.println(name + ": " + tally.schedules + " schedules over " + scenarios.size() + " scenarios, "
                + tally.faults + " faults, " + tally.kills + " kills, at most " + tally.most
                + " applies after the last fault, "
                + Duration.between(start, Instant.now()).toMillis() + " ms");
    }

    private static final class Tally {
        private int schedules;
        private int faults;
        private int kills;
        private int most;
    }

    private String repeat(long seed) {
        Path module = Path.of(System.getProperty("basedir", "."));
        return "./mvnw -q -Dquick -pl " + module.getFileName() + " -am test -Dtest='"
                + getClass().getName().replaceAll("^.*\\.", "")
                + "' -Dsurefire.failIfNoSpecifiedTests=false -Dportolan.seed=" + seed;
    }

    private void run(Scenario scenario, long seed, Tally tally) {
        Random random = new Random(seed);
        try (Bench bench = new Bench(subject())) {
            scenario.prepare(bench);
            Map<NativeId, String> bystanders = scenario.bystanders(bench);
            Stack wanted = scenario.wanted(bench);
            double rate = new double[] {0.05, 0.15, 0.3}[random.nextInt(3)];
            FaultyWire wire = FaultyWire.of(
                            FaultPlan.seeded(seed, rate, Faults.of(bench.subject())),
                            bench.subject().time())
                    .halving(bench.subject()::halveBatches);
            Operator who = bench.operator();
            who.between(wire.between());
            for (int i = 0; i < TROUBLED; i++) {
                tally.kills += troubled(who, wanted, scenario, random) ? 1 : 0;
            }
            wire.quiet();
            tally.faults += wire.happened().size();
            calm(bench, who, wanted, scenario, wire, tally);
            scenario.verify(bench, bystanders, "seed " + seed);
            tally.schedules++;
        }
    }

    /** One apply under faults; says whether the process died. */
    private static boolean troubled(Operator who, Stack wanted, Scenario scenario, Random random) {
        int left = random.nextInt(40);
        who.tap().trouble(new Trouble() {
            private int appends = left;

            @Override
            public void journal(List<String> lines) {
                if (appends-- == 0) {
                    throw new Killed("before the journal");
                }
            }
        });
        try {
            who.apply(wanted, scenario.options());
            who.tap().trouble(Trouble.NONE);
            return false;
        } catch (Killed e) {
            who.crash();
            return true;
        } catch (PortolanException e) {
            // The whole of it could not be planned or applied: the next one has to.
            who.crash();
            return false;
        }
    }

    private static void calm(Bench bench, Operator who, Stack wanted, Scenario scenario, FaultyWire wire, Tally tally) {
        Outcome outcome = null;
        for (int i = 1; i <= CALM; i++) {
            bench.pause();
            outcome = who.apply(wanted, scenario.options());
            if (outcome.status() == Outcome.Status.DONE
                    && who.plan(wanted, scenario.options()).isEmpty()) {
                tally.most = Math.max(tally.most, i);
                return;
            }
        }
        Outcome last = java.util.Objects.requireNonNull(outcome, "outcome");
        assertThat(last.status())
                .as(() ->
                        CALM + " applies after the last fault: " + Bench.describe(last) + "; faults " + wire.happened())
                .isEqualTo(Outcome.Status.DONE);
    }
}
