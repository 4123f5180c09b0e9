package io.portolan.model;

import org.jspecify.annotations.Nullable;

/** A number of bytes, written with a binary unit: {@code 20Gi}. From 0 to 2^63-1 bytes. */
public final class DataSize implements Comparable<DataSize> {
    private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};

    private final long bytes;

    private DataSize(long bytes) {
        this.bytes = bytes;
    }

    /** A size in bytes, not negative. */
    public static DataSize ofBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative: " + bytes);
        }
        return new DataSize(bytes);
    }

    /** A size in mebibytes (2^20 bytes). */
    public static DataSize ofMebibytes(long n) {
        return ofBytes(Math.multiplyExact(n, 1L << 20));
    }

    /** A size in gibibytes (2^30 bytes). */
    public static DataSize ofGibibytes(long n) {
        return ofBytes(Math.multiplyExact(n, 1L << 30));
    }

    /** Reads {@code 20Gi}, {@code 512Mi}, {@code 1Ti}; units Ki, Mi, Gi, Ti, Pi. A number without a unit is refused. */
    public static DataSize parse(String text) {
        for (int i = 1; i < UNITS.length; i++) {
            if (text.endsWith(UNITS[i])) {
                try {
                    long n = Long.parseLong(text.substring(0, text.length() - 2));
                    return ofBytes(Math.multiplyExact(n, 1L << (10 * i)));
                } catch (NumberFormatException | ArithmeticException e) {
                    throw new IllegalArgumentException(
                            "not a size: '" + text + "'; write a whole number and a unit, as 20Gi", e);
                }
            }
        }
        throw new IllegalArgumentException("not a size: '" + text + "'; units are Ki, Mi, Gi, Ti, Pi, as 20Gi");
    }

    /** The number of bytes. */
    public long bytes() {
        return bytes;
    }

    @Override
    public int compareTo(DataSize o) {
        return Long.compare(bytes, o.bytes);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DataSize s && bytes == s.bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    /** The largest unit that leaves a whole number; plain bytes as {@code 17B}. */
    @Override
    public String toString() {
        int unit = 0;
        long n = bytes;
        while (unit < UNITS.length - 1 && n != 0 && n % 1024 == 0) {
            n /= 1024;
            unit++;
        }
        return n + (unit == 0 ? "B" : UNITS[unit]);
    }
}
