package io.portolan.engine;

import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/** Time that only sleeping moves. */
final class StoppedTime implements Timekeeper {
    volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Runnable afterSleep = () -> {};

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        now = now.plus(duration);
        afterSleep.run();
    }
}
