package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The provider's own id of one native thing, with the word for what it is: part {@code subnet}, value {@code subnet-0ac1}. A
 * resource is a bag of such parts. The pair is unique within a provider.
 */
public final class NativeId implements Comparable<NativeId> {
    private final String part;
    private final String value;
    private final int hash;

    private NativeId(String part, String value) {
        this.part = requireNonNull(part, "part");
        this.value = requireNonNull(value, "value");
        if (part.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException("a native id has a part and a value: '" + part + "', '" + value + "'");
        }
        this.hash = 31 * part.hashCode() + value.hashCode();
    }

    /** An id: neither the part nor the value is empty. */
    public static NativeId of(String part, String value) {
        return new NativeId(part, value);
    }

    /** What it is, in the provider's words, lower case. */
    public String part() {
        return part;
    }

    /** The id itself. */
    public String value() {
        return value;
    }

    @Override
    public int compareTo(NativeId o) {
        int byPart = part.compareTo(o.part);
        return byPart != 0 ? byPart : value.compareTo(o.value);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return this == o || o instanceof NativeId n && hash == n.hash && value.equals(n.value) && part.equals(n.part);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return part + " " + value;
    }
}
