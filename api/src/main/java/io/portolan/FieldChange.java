package io.portolan;

import io.portolan.model.FieldPath;
import org.jspecify.annotations.Nullable;

/** A field that differs between what is there and what is wanted. Secrets are shown as {@code ***}. */
public final class FieldChange {

    private record State(FieldPath path, String from, String to, boolean left) {}

    private final State s;

    private FieldChange(State s) {
        this.s = s;
    }

    /** A field that is to be changed. */
    public static FieldChange wanted(FieldPath path, String from, String to) {
        return new FieldChange(new State(path, from, to, false));
    }

    /** A field that is left as it is. */
    public static FieldChange left(FieldPath path, String from, String to) {
        return new FieldChange(new State(path, from, to, true));
    }

    /** The field. */
    public FieldPath path() {
        return s.path;
    }

    /** What is there; {@code -} where nothing is. */
    public String from() {
        return s.from;
    }

    /** What is wanted; {@code -} where nothing is. */
    public String to() {
        return s.to;
    }

    /** Whether it is left as it is, because the stack does not give it. */
    public boolean left() {
        return s.left;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof FieldChange other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "FieldChange" + s.toString().substring("State".length());
    }
}
