package io.portolan.engine;

/** For whom a call is made; where calls have to wait, those of an earlier lane go first. */
enum Lane {
    /** Somebody plans or applies a change. */
    CHANGE,
    /** Whether a place has failed is looked at. */
    FAILOVER,
    /** What is there is looked at. */
    DRIFT
}
