package io.portolan.spi;

import java.time.Duration;
import java.time.Instant;

/** Time that can be virtual. */
public interface Timekeeper {

    /** Now. */
    Instant now();

    /** Returns after this time. */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own time. */
    static Timekeeper system() {
        return SystemTime.INSTANCE;
    }
}
