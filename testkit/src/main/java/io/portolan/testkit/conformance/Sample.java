package io.portolan.testkit.conformance;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Feature;
import io.portolan.model.Spec;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A spec that uses a feature: what a provider that declares the feature holds, and what any other refuses.
 *
 * @param <S> the spec
 */
public final class Sample<S extends Spec> {
    private final Feature feature;
    private final S spec;
    private final @Nullable Function<Comparable<?>, S> valued;

    private Sample(Feature feature, S spec, @Nullable Function<Comparable<?>, S> valued) {
        this.feature = requireNonNull(feature, "feature");
        this.spec = requireNonNull(spec, "spec");
        this.valued = valued;
    }

    /** A sample of a feature without a value. */
    public static <S extends Spec> Sample<S> of(Feature feature, S spec) {
        return new Sample<>(feature, spec, null);
    }

    /**
     * A sample of a feature with a value.
     *
     * @param usual a value that any provider should hold that declares no range
     * @param spec a spec with this value; only one of the type of {@code usual} is passed
     */
    public static <S extends Spec, T extends Comparable<T>> Sample<S> of(
            Feature feature, Class<T> type, T usual, Function<T, S> spec) {
        return new Sample<>(feature, spec.apply(usual), value -> spec.apply(type.cast(value)));
    }

    /** The feature. */
    public Feature feature() {
        return feature;
    }

    /** A spec that uses it. */
    public S spec() {
        return spec;
    }

    /** A spec that uses it with this value; empty where the feature has none. */
    Optional<S> with(Comparable<?> value) {
        return valued == null ? Optional.empty() : Optional.of(valued.apply(value));
    }

    @Override
    public String toString() {
        return feature.toString();
    }
}
