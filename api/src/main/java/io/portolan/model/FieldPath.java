package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A place within a spec, such as {@code pools[0].healthCheck.interval}: field names as in manifests, indices from zero. The empty
 * path is the spec itself.
 */
public final class FieldPath implements Comparable<FieldPath> {
    /** The spec itself. */
    public static final FieldPath ROOT = new FieldPath("");

    private final String text;

    private FieldPath(String text) {
        this.text = text;
    }

    /** Reads a path; it is not checked against a kind. */
    public static FieldPath of(String text) {
        return text.isEmpty() ? ROOT : new FieldPath(requireNonNull(text, "text"));
    }

    /** This path and then a field. */
    public FieldPath field(String name) {
        return new FieldPath(text.isEmpty() ? name : text + "." + name);
    }

    /** This path and then an element of a list, from zero. */
    public FieldPath index(int i) {
        return new FieldPath(text + "[" + i + "]");
    }

    @Override
    public int compareTo(FieldPath o) {
        return text.compareTo(o.text);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof FieldPath p && text.equals(p.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
