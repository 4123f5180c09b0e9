package io.portolan.testkit.memory;

/** How a memory cloud behaves: the habits of one family of real providers, each named for what it does. */
public enum Temper {
    /**
     * Ids come from the server; some creates take a token, others are blind; marks are tags, given with the create; a batch of record changes is
     * atomic and upserts. No condition can be sent.
     */
    TOKENS,
    /**
     * Names are chosen by the caller; every write answers with an operation to be polled; things have fingerprints; a balancer is made of six
     * kinds of things, one of which can't carry a mark; a batch of record changes is atomic and deletes exactly what it says.
     */
    OPERATIONS,
    /**
     * Documents are put whole by name, with If-Match and If-None-Match; all balancers of a network are one document; every record set is written
     * alone; a document that is being updated refuses other writes.
     */
    DOCUMENTS,
    /** Several hosts, each of which may be down; calls are synchronous; files are replaced whole; a zone update names what it expects. */
    HOST;

    /** Whether an update carries the whole thing and not only what changes. */
    boolean isWhole() {
        return this == DOCUMENTS || this == HOST;
    }

    /** Whether writes can carry the version that they expect. */
    boolean hasVersions() {
        return this != TOKENS;
    }

    /** Whether the caller's name is the id. */
    boolean isNamed() {
        return this != TOKENS;
    }
}
