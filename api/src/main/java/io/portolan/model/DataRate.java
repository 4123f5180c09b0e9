package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A number of bytes a second, written {@code 250Mi/s}. */
public final class DataRate implements Comparable<DataRate> {
    private final DataSize perSecond;

    private DataRate(DataSize perSecond) {
        this.perSecond = requireNonNull(perSecond, "perSecond");
    }

    /** This much each second. */
    public static DataRate perSecond(DataSize size) {
        return new DataRate(size);
    }

    /** Reads {@code 250Mi/s}. */
    public static DataRate parse(String text) {
        if (!text.endsWith("/s")) {
            throw new IllegalArgumentException("not a rate: '" + text + "'; write it as 250Mi/s");
        }
        return new DataRate(DataSize.parse(text.substring(0, text.length() - 2)));
    }

    /** What goes through in one second. */
    public DataSize perSecond() {
        return perSecond;
    }

    @Override
    public int compareTo(DataRate o) {
        return perSecond.compareTo(o.perSecond);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DataRate r && perSecond.equals(r.perSecond);
    }

    @Override
    public int hashCode() {
        return perSecond.hashCode();
    }

    @Override
    public String toString() {
        return perSecond + "/s";
    }
}
