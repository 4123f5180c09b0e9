package io.portolan.model;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One use of a {@link Feature} by a spec: where, and with which value if the feature has a range. */
public final class Use {
    private final Feature feature;
    private final FieldPath path;
    private final @Nullable Comparable<?> value;

    private Use(Feature feature, FieldPath path, @Nullable Comparable<?> value) {
        this.feature = requireNonNull(feature, "feature");
        this.path = requireNonNull(path, "path");
        this.value = value;
    }

    /** A use without a value. */
    public static Use of(Feature feature, FieldPath path) {
        return new Use(feature, path, null);
    }

    /** A use with a value, compared with the provider's range: a {@code Duration}, {@code Long}, {@link DataSize} or {@link DataRate}. */
    public static Use of(Feature feature, FieldPath path, Comparable<?> value) {
        return new Use(feature, path, requireNonNull(value, "value"));
    }

    /** The feature. */
    public Feature feature() {
        return feature;
    }

    /** The field that uses it. */
    public FieldPath path() {
        return path;
    }

    /** The value, where the feature has a range. */
    public Optional<Comparable<?>> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Use u && feature.equals(u.feature) && path.equals(u.path) && Objects.equals(value, u.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(feature, path, value);
    }

    @Override
    public String toString() {
        return feature + (value == null ? "" : " " + value) + " at " + path;
    }
}
