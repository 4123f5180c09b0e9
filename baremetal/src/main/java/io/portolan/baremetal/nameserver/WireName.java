package io.portolan.baremetal.nameserver;

import java.util.Arrays;
import org.xbill.DNS.Name;

/**
 * A name's lower-case wire form, cut into labels, so that each of its ancestors can be looked up without copying.
 *
 * <p>Hashes run from the last byte to the first: one pass gives those of all ancestors.
 */
final class WireName {
    static final int MAX_BYTES = 255;
    private static final int MAX_LABELS = 128;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] hashes;
    private int labels;
    private int length;

    private WireName(byte[] bytes, int[] starts, int[] hashes) {
        this.bytes = bytes;
        this.starts = starts;
        this.hashes = hashes;
    }

    /** One to be filled by {@link #read} again and again. */
    static WireName reusable() {
        return new WireName(new byte[MAX_BYTES], new int[MAX_LABELS], new int[MAX_LABELS]);
    }

    static WireName of(Name name) {
        byte[] wire = name.toWireCanonical();
        WireName read = new WireName(new byte[wire.length], new int[name.labels()], new int[name.labels()]);
        if (read.read(wire, 0, wire.length) != wire.length) {
            throw new IllegalArgumentException("not an absolute name: " + name);
        }
        return read;
    }

    /** Reads an uncompressed name and folds its case; returns the offset behind it, or -1 where there is no well-formed name. */
    int read(byte[] packet, int offset, int end) {
        int from = offset;
        int to = 0;
        labels = 0;
        while (true) {
            if (from >= end || to >= MAX_BYTES) {
                return -1;
            }
            int size = packet[from];
            if (size < 0 || size > 63 || from + size >= end || to + size >= MAX_BYTES) {
                return -1;
            }
            starts[labels++] = to;
            bytes[to++] = (byte) size;
            from++;
            if (size == 0) {
                break;
            }
            for (int i = 0; i < size; i++) {
                byte b = packet[from++];
                bytes[to++] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            }
        }
        length = to;
        hash();
        return from;
    }

    private void hash() {
        int hash = 0;
        int label = labels - 1;
        for (int i = length - 1; i >= 0; i--) {
            hash = 31 * hash + bytes[i];
            if (i == starts[label]) {
                hashes[label--] = hash;
            }
        }
    }

    /** How many labels there are, the root's included. */
    int labels() {
        return labels;
    }

    /** Where a label begins in the wire form; the same offset in a question as it came. */
    int start(int label) {
        return starts[label];
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The ancestor that begins with that label, for a look-up; it is valid until the next {@link #read}. */
    Suffix suffix(int label) {
        return new Suffix(bytes, starts[label], length, hashes[label]);
    }

    /** The whole name as a key that stays. */
    Suffix key() {
        return suffix(0);
    }

    /** A part of a name's bytes up to its end. */
    static final class Suffix {
        private final byte[] bytes;
        private final int from;
        private final int to;
        private final int hash;

        private Suffix(byte[] bytes, int from, int to, int hash) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
            this.hash = hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Suffix that
                    && hash == that.hash
                    && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
