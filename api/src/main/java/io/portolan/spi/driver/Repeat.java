package io.portolan.spi.driver;

/** What happens when a write is sent twice. Decides what the engine does after an answer is lost. */
public enum Repeat {
    /** The same: a put by name, a delete, an upsert. Repeated as it is. */
    SAFE,
    /** The provider knows a token: the same answer. The token is on disk before the call. */
    TOKEN,
    /** A condition is sent: the second one fails with CONFLICT or ALREADY_EXISTS, and the engine looks. */
    PRECONDITION,
    /** A second thing comes to be. Settled, looked at, then called; never repeated blindly. */
    BLIND
}
