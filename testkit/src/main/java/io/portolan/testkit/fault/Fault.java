package io.portolan.testkit.fault;

/** What can go wrong at the boundary of one native call. */
public enum Fault {
    /** The call never leaves: UNAVAILABLE, without effect. */
    NOT_SENT(true, true),
    /** The call succeeds, and its answer is lost: UNAVAILABLE, with effect. */
    ANSWER_LOST(true, false),
    /** The call succeeds, and its answer comes too late: TIMEOUT, with effect. */
    TIMEOUT(true, false),
    /** The provider asks to slow down: THROTTLED, without effect. */
    THROTTLED(true, true),
    /** Somebody else was quicker: CONFLICT, without effect. */
    CONFLICT(true, false),
    /** An earlier answer to the same question, up to ten seconds old. */
    STALE_READ(false, true),
    /** A read that fails each time it is repeated, as one page of several may. */
    READ_FAILS(false, true),
    /** A batch that breaks in the middle; only where the provider's batches do. */
    HALF_BATCH(true, false),
    /** The process dies before the call is sent. */
    KILL_BEFORE(true, true),
    /** The process dies when the provider has done it, before anybody knows. */
    KILL_AFTER(true, true);

    private final boolean writes;
    private final boolean reads;

    Fault(boolean writes, boolean reads) {
        this.writes = writes;
        this.reads = reads;
    }

    /** Whether it can happen to a call of this nature. */
    public boolean canHappenTo(boolean write) {
        return write ? writes : reads;
    }

    /** Whether the process dies of it. */
    public boolean isKill() {
        return this == KILL_BEFORE || this == KILL_AFTER;
    }
}
