package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** An identity that only one key may hold: zone + name + type, address + port, a globally unique name. */
public final class Claim implements Comparable<Claim> {
    private final String text;

    private Claim(String text) {
        this.text = text;
    }

    /** A claim of some kind on these parts, in order. */
    public static Claim of(String kind, String... parts) {
        StringBuilder text = new StringBuilder(96).append(requireNonNull(kind, "kind"));
        for (String part : parts) {
            text.append(' ').append(requireNonNull(part, "part"));
        }
        return new Claim(text.toString());
    }

    @Override
    public int compareTo(Claim o) {
        return text.compareTo(o.text);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Claim c && text.equals(c.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The kind and the parts, as refusals print them. */
    @Override
    public String toString() {
        return text;
    }
}
