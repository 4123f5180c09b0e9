package io.portolan.engine;

import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * How fast one API family of one provider may be called. Without throttling answers it only bounds how many calls are in flight. A throttling
 * answer closes the gate for as long as the provider asks, and spaces the calls behind it; every success narrows the space again.
 */
final class Budget {
    private static final int IN_FLIGHT = 16;
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofSeconds(5);

    private final Timekeeper time;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT, true);
    private Instant next = Instant.EPOCH;
    private Duration space = Duration.ZERO;

    Budget(Timekeeper time) {
        this.time = time;
    }

    /** Waits until a call may be sent. */
    void acquire() throws InterruptedException {
        inFlight.acquire();
        try {
            Duration wait = reserve();
            if (!wait.isZero()) {
                time.sleep(wait);
            }
        } catch (InterruptedException e) {
            inFlight.release();
            throw e;
        }
    }

    private synchronized Duration reserve() {
        Instant now = time.now();
        Instant at = next.isAfter(now) ? next : now;
        next = at.plus(space);
        return Duration.between(now, at);
    }

    /** The call is over. */
    void release() {
        inFlight.release();
    }

    /** It was answered. Four answers narrow the space by more than one refusal widens it, so that a provider that refuses every fifth call goes on. */
    synchronized void succeeded() {
        if (!space.isZero()) {
            space = space.toMillis() < 2 ? Duration.ZERO : space.multipliedBy(4).dividedBy(5);
        }
    }

    /** It was throttled; after is zero where the provider does not say for how long. */
    synchronized void throttled(Duration after) {
        Duration doubled = space.isZero() ? FIRST : space.multipliedBy(2);
        space = doubled.compareTo(MOST) > 0 ? MOST : doubled;
        Instant open = time.now().plus(after.compareTo(space) > 0 ? after : space);
        if (open.isAfter(next)) {
            next = open;
        }
    }
}
