package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final class StoppedTime implements Timekeeper {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            now = now.plus(duration);
        }
    }

    private final StoppedTime time = new StoppedTime();
    private final Budget budget = new Budget(time);

    private Duration call() throws InterruptedException {
        Instant before = time.now;
        budget.acquire();
        budget.release();
        return Duration.between(before, time.now);
    }

    @Test
    void withoutThrottlingNothingWaits() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            assertThat(call()).isZero();
            budget.succeeded();
        }
    }

    @Test
    void theGateStaysShutForAsLongAsTheProviderAsks() throws InterruptedException {
        call();
        budget.throttled(Duration.ofSeconds(7));
        assertThat(call()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void callsAreSpacedAfterThrottlingAndTheSpaceNarrowsWithSuccess() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            budget.throttled(Duration.ZERO);
        }
        call();
        Duration wide = call();
        assertThat(wide).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 60; i++) {
            budget.succeeded();
        }
        call();
        assertThat(call()).isLessThan(wide.dividedBy(10));
    }

    @Test
    void aProviderThatRefusesEveryFifthCallIsNotCalledEverMoreSlowly() throws InterruptedException {
        Random random = new Random(1);
        Instant before = time.now;
        for (int i = 0; i < 1_000; i++) {
            call();
            if (random.nextDouble() < 0.2) {
                budget.throttled(Duration.ZERO);
            } else {
                budget.succeeded();
            }
        }
        assertThat(Duration.between(before, time.now)).isLessThan(Duration.ofSeconds(500));
    }
}
