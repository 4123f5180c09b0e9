package io.portolan.testkit.conformance;

/** A process dies here. An error, so that nothing on the way up takes it for a failure to be dealt with. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
        super(where, null, false, false);
    }
}
