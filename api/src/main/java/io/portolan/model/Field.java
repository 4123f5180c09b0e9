package io.portolan.model;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field with three states: not given ("leave it as it is"), given as the default, or given as a value.
 *
 * <p>Before: idle timeout 120 s, set by hand. Not given: stays 120 s. Default: set back to the documented default. Value 60 s: 60 s.
 * When a resource is created, not given means the default.
 *
 * @param <T> an immutable value
 */
public final class Field<T> {
    private static final Field<?> UNSET = new Field<>(State.UNSET, null);
    private static final Field<?> DEFAULT = new Field<>(State.DEFAULT, null);

    /** The three states. */
    public enum State {
        /** Not given: what is there stays. */
        UNSET,
        /** Given as the documented default. */
        DEFAULT,
        /** Given as a value. */
        VALUE
    }

    private final State state;
    private final @Nullable T value;

    private Field(State state, @Nullable T value) {
        this.state = state;
        this.value = value;
    }

    /** Not given. */
    @SuppressWarnings("unchecked")
    public static <T> Field<T> unset() {
        return (Field<T>) UNSET;
    }

    /** Set back to the default. */
    @SuppressWarnings("unchecked")
    public static <T> Field<T> useDefault() {
        return (Field<T>) DEFAULT;
    }

    /** A value. */
    public static <T> Field<T> of(T value) {
        return new Field<>(State.VALUE, requireNonNull(value, "value"));
    }

    /** The state of this field. */
    public State state() {
        return state;
    }

    /** Whether nothing was given. */
    public boolean isUnset() {
        return state == State.UNSET;
    }

    /** The value; empty when it is not given or given as the default. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /**
     * What the field will be after an apply.
     *
     * @param observed what is there now; empty when the resource does not exist yet
     * @param standard the documented default
     */
    public T resolve(Optional<T> observed, T standard) {
        if (value != null) {
            return value;
        }
        return state == State.UNSET ? observed.orElse(standard) : standard;
    }

    /** The value, or this default where none is given: what a newly created resource gets. */
    public T orElse(T standard) {
        return value != null ? value : standard;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Field<?> f && state == f.state && Objects.equals(value, f.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, value);
    }

    @Override
    public String toString() {
        return switch (state) {
            case UNSET -> "unset";
            case DEFAULT -> "default";
            case VALUE -> String.valueOf(value);
        };
    }
}
