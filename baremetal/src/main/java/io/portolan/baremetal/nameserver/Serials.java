package io.portolan.baremetal.nameserver;

/** Arithmetic of serials, which go round (RFC 1982). */
final class Serials {
    private static final long MODULUS = 1L << 32;

    private Serials() {}

    /** Whether {@code a} came after {@code b}; false both ways where they are exactly half a round apart. */
    static boolean isNewer(long a, long b) {
        long ahead = Math.floorMod(a - b, MODULUS);
        return ahead > 0 && ahead < MODULUS / 2;
    }

    /** The serial after this one; never 0, which some secondaries take for "unset". */
    static long next(long serial) {
        long next = (serial + 1) % MODULUS;
        return next == 0 ? 1 : next;
    }
}
