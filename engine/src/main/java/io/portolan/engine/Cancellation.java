package io.portolan.engine;

/** Asks a run to stop: the calls in flight end, nothing new begins, and the journal holds what was begun. Safe for use by several threads. */
public final class Cancellation {
    private volatile boolean asked;

    /** Asks. A second time changes nothing. */
    public void cancel() {
        asked = true;
    }

    /** Whether somebody asked. */
    public boolean isCancelled() {
        return asked;
    }
}
