package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/** Whether a run is to begin nothing new: it was asked to stop, or its time is up. Waits look for that all the while. */
final class Stopping {
    /** For how long a wait may not look. */
    static final Duration PIECE = Duration.ofMillis(500);

    private final Timekeeper time;
    private final Cancellation cancellation;
    private final Duration allowed;
    private final Instant deadline;

    /** Of a run that begins now. */
    Stopping(Timekeeper time, ApplyOptions options) {
        this.time = time;
        this.cancellation = options.cancellation();
        this.allowed = options.deadline();
        this.deadline = time.now().plus(allowed);
    }

    boolean isStopping() {
        return cancellation.isCancelled()
                || Thread.currentThread().isInterrupted()
                || !time.now().isBefore(deadline);
    }

    boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /** Whether it stops because its time is up, and for nothing else. */
    boolean isLate() {
        return !isCancelled() && !time.now().isBefore(deadline);
    }

    /** Why something is left of a run whose time is up. */
    Failure late() {
        return Failure.of(
                        Code.TIMEOUT, "the time for this run, " + allowed.toSeconds() + " s, was up before it was done")
                .remedy("apply again: it goes on from here");
    }

    /** Waits so long, or until the run is to stop. */
    void sleep(Duration wait) throws InterruptedException {
        Instant end = time.now().plus(wait);
        for (Instant now = time.now(); now.isBefore(end) && !isStopping(); now = time.now()) {
            time.sleep(piece(Duration.between(now, end)));
        }
    }

    /** As much of a wait as may pass without a look. */
    static Duration piece(Duration wait) {
        return wait.compareTo(PIECE) > 0 ? PIECE : wait;
    }
}
