package io.portolan.testkit.fault;

import static java.util.Objects.requireNonNull;

import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/** Time that stands still until somebody sleeps or a test moves it. Safe for use by several threads; the order is then theirs. */
public final class VirtualTime implements Timekeeper {
    /** Where every virtual time begins, so that runs print the same. */
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private Instant now;

    private VirtualTime(Instant now) {
        this.now = requireNonNull(now, "now");
    }

    /** Time that begins at {@link #START}. */
    public static VirtualTime start() {
        return new VirtualTime(START);
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Moves time on at once. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a sleep of " + duration);
        }
        advance(duration);
    }

    /** Moves time on; a negative duration is a clock that was set back. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** How much time has passed since {@link #START}. */
    public Duration passed() {
        return Duration.between(START, now());
    }

    @Override
    public String toString() {
        return now().toString();
    }
}
