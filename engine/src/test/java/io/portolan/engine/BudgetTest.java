package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final StoppedTime time = new StoppedTime();
    private final Budget budget = new Budget(time);
    private Instant sent = Instant.EPOCH;

    private Duration call() throws InterruptedException {
        Instant before = time.now;
        sent = budget.acquire(Lane.CHANGE);
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
        budget.throttled(sent, Duration.ofSeconds(7));
        assertThat(call()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void callsAreSpacedAfterThrottlingAndTheSpaceNarrowsWithSuccess() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            call();
            budget.throttled(sent, Duration.ZERO);
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
                budget.throttled(sent, Duration.ZERO);
            } else {
                budget.succeeded();
            }
        }
        assertThat(Duration.between(before, time.now)).isLessThan(Duration.ofSeconds(500));
    }

    @Test
    void callsThatWereThrottledTogetherWidenTheSpaceOnce() throws InterruptedException {
        List<Instant> together = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            together.add(budget.acquire(Lane.CHANGE));
        }
        time.now = time.now.plusMillis(30);
        for (Instant each : together) {
            budget.throttled(each, Duration.ZERO);
            budget.release();
        }
        call();
        assertThat(call()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void whoseTurnWasBeforeTheGateClosedWaitsToo() throws InterruptedException {
        call();
        budget.throttled(sent, Duration.ofSeconds(1));
        time.afterSleep = () -> {
            time.afterSleep = () -> {};
            budget.throttled(sent, Duration.ofSeconds(7));
        };
        assertThat(call()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void aChangeGoesBeforeFailoverAndFailoverBeforeDrift() throws Exception {
        assertThat(order(Duration.ZERO, Lane.DRIFT, Lane.FAILOVER, Lane.CHANGE, Lane.FAILOVER))
                .containsExactly(Lane.CHANGE, Lane.FAILOVER, Lane.FAILOVER, Lane.DRIFT);
    }

    @Test
    void whoHasWaitedForLongGoesFirst() throws Exception {
        assertThat(order(Duration.ofSeconds(11), Lane.DRIFT, Lane.CHANGE)).containsExactly(Lane.DRIFT, Lane.CHANGE);
    }

    /** Lets these wait one after the other behind a full budget, and then go, one at a time. */
    private List<Lane> order(Duration waited, Lane... lanes) throws Exception {
        for (int i = 0; i < 16; i++) {
            budget.acquire(Lane.CHANGE);
        }
        BlockingQueue<Lane> gone = new LinkedBlockingQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Lane lane : lanes) {
            Thread thread = new Thread(() -> {
                try {
                    budget.acquire(lane);
                    gone.add(lane);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (budget.waiters() < threads.size() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(budget.waiters()).isEqualTo(threads.size());
        }
        time.now = time.now.plus(waited);
        List<Lane> order = new ArrayList<>();
        for (int i = 0; i < lanes.length; i++) {
            budget.release();
            order.add(gone.poll(20, TimeUnit.SECONDS));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return order;
    }
}
