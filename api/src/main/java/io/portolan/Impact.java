package io.portolan;

/** What a step does to those who use the resource. Ordered: a later one is worse. */
public enum Impact {
    /** It begins to be billed. */
    COSTS,
    /** Established connections are cut. */
    CUTS_CONNECTIONS,
    /** It does not serve for a while. */
    INTERRUPTS,
    /** It is made anew beside the old one, which then goes. */
    REPLACES,
    /** An address that the provider chose is lost. */
    LOSES_ADDRESS,
    /** It goes. */
    DELETES,
    /** Data is lost. */
    LOSES_DATA
}
