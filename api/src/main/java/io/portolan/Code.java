package io.portolan;

/** What went wrong, in portable words. Act on codes, never on text. */
public enum Code {
    /** It is not there. Never used for what may not be seen: that is {@link #DENIED}. */
    NOT_FOUND(Retry.NEVER),
    /** One of that name or identity is there already. */
    ALREADY_EXISTS(Retry.AFTER_REREAD),
    /** Something else uses it; the holder is named where the provider says who. */
    IN_USE(Retry.AFTER_WAIT),
    /** It has changed since it was read. */
    CONFLICT(Retry.AFTER_REREAD),
    /** It is not ready for this call yet. */
    NOT_READY(Retry.AFTER_WAIT),
    /** Too many calls; see the retry-after. */
    THROTTLED(Retry.AFTER_BUDGET),
    /** A limit of the account is reached. */
    QUOTA(Retry.NEVER),
    /** The provider has none left, here and now. */
    CAPACITY(Retry.NEVER),
    /** Not allowed. */
    DENIED(Retry.NEVER),
    /** This can't be changed in place. */
    IMMUTABLE(Retry.NEVER),
    /** The provider has no such thing. */
    UNSUPPORTED(Retry.NEVER),
    /** The provider takes the input for wrong. */
    INVALID(Retry.NEVER),
    /** The provider did not answer, or answered that it can't now. A write may have happened. */
    UNAVAILABLE(Retry.AFTER_REREAD),
    /** A newer leader has claimed the fence. Final. */
    FENCED(Retry.NEVER),
    /** It took longer than it was given. */
    TIMEOUT(Retry.AFTER_REREAD),
    /** Somebody asked to stop. */
    CANCELLED(Retry.NEVER),
    /** A defect, here or in the provider's module. */
    INTERNAL(Retry.NEVER);

    /** When trying again can help. */
    public enum Retry {
        /** It can't. */
        NEVER,
        /** After reading again, since the plan may be another one then. */
        AFTER_REREAD,
        /** The same call after a while. */
        AFTER_WAIT,
        /** The same call when the budget allows. */
        AFTER_BUDGET
    }

    private final Retry retry;

    Code(Retry retry) {
        this.retry = retry;
    }

    /** When trying again can help. */
    public Retry retry() {
        return retry;
    }
}
