package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A place within a spec, such as {@code pools[0].healthCheck.interval}: field names as in manifests, indices from zero. The empty
 * path is the spec itself.
 */
public final class FieldPath implements Comparable<FieldPath> {
    /** The spec itself. */
    public static final FieldPath ROOT = new FieldPath(null, "", -1);

    private final @Nullable FieldPath parent;
    private final String name;
    private final int index;

    /** Built when it is asked for: most paths belong to fields that nothing is wrong with. */
    private @Nullable String text;

    private FieldPath(@Nullable FieldPath parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** Reads a path; it is not checked against a kind. */
    public static FieldPath of(String text) {
        return text.isEmpty() ? ROOT : new FieldPath(null, text, -1);
    }

    /** This path and then a field. */
    public FieldPath field(String name) {
        return new FieldPath(this, requireNonNull(name, "name"), -1);
    }

    /** This path and then an element of a list, from zero. */
    public FieldPath index(int i) {
        return new FieldPath(this, "", i);
    }

    @Override
    public int compareTo(FieldPath o) {
        return toString().compareTo(o.toString());
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof FieldPath p && toString().equals(p.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = build();
            text = known;
        }
        return known;
    }

    private String build() {
        String before = parent == null ? "" : parent.toString();
        if (index >= 0) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? name : before + "." + name;
    }
}
