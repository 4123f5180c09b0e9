package io.portolan.testkit.fault;

import static java.util.Objects.requireNonNull;

/** A process dies here. An error, so that nothing on the way up takes it for a failure to be dealt with. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    /**
     * A death.
     *
     * @param where at which boundary, in words
     */
    public Killed(String where) {
        super("killed " + requireNonNull(where, "where"), null, false, false);
    }
}
