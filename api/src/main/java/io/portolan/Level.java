package io.portolan;

/** How well a provider holds a feature. */
public enum Level {
    /** The provider's own. */
    NATIVE,
    /** The same effect by other means; the plan names and counts what it takes. */
    EMULATED,
    /** With a loss, which is said in words; needs the user's word. */
    DEGRADED,
    /** Not at all; a spec that uses it is refused. */
    UNSUPPORTED
}
