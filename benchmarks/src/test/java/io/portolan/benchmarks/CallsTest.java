package io.portolan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.engine.PlanOptions;
import io.portolan.testkit.memory.Temper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static Calls calls(Site site, int changed) {
        return Calls.of(site, Estates.zone(1_000, changed), PlanOptions.standard());
    }

    @Test
    void aConvergedZoneOfAThousandRecordSetsPlansWithFiveReadsAndNoWrite() {
        try (Site site = new Site(Temper.TOKENS, Duration.ZERO)) {
            site.converge(Estates.zone(1_000, 0));
            Calls calls = calls(site, 0);
            assertThat(calls.reads()).isLessThanOrEqualTo(5);
            assertThat(calls.writes()).isZero();
        }
    }

    @Test
    void changingTenOfThemIsOneBatch() {
        try (Site site = new Site(Temper.TOKENS, Duration.ZERO)) {
            site.converge(Estates.zone(1_000, 0));
            assertThat(calls(site, 10).writes()).isEqualTo(1);
        }
    }

    @Test
    void everyCallTakesItsTime() {
        try (Site site = new Site(Temper.TOKENS, Duration.ofMillis(50))) {
            Calls calls = calls(site, 0);
            assertThat(calls.time()).isEqualTo(Duration.ofMillis(50L * (calls.reads() + calls.writes())));
        }
    }
}
