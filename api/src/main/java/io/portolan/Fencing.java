package io.portolan;

/** How a provider keeps out the writes of a leader that has been replaced. */
public enum Fencing {
    /** Every write carries the fence, and the provider compares it in the same moment. */
    CONDITIONAL,
    /** The fence is read before each write: a pause between the two lets a stale write through. */
    READ_THEN_WRITE,
    /** Not at all: only the engine's own lock is checked before each send. */
    NONE
}
