package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A kind of resource, such as {@code LoadBalancer}. Compared by name. Kinds are constants of their spec class
 * ({@code LoadBalancer.KIND}); a provider knows the kinds that its drivers list.
 *
 * @param <S> the spec of this kind
 */
public final class Kind<S extends Spec> {
    private final String name;
    private final Class<S> type;

    private Kind(String name, Class<S> type) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
    }

    /** A kind by its name in manifests, upper camel case. */
    public static <S extends Spec> Kind<S> of(String name, Class<S> type) {
        return new Kind<>(name, type);
    }

    /** The name in manifests and keys, such as {@code RecordSet}. */
    public String name() {
        return name;
    }

    /** The class of this kind's specs. */
    public Class<S> type() {
        return type;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Kind<?> other && name.equals(other.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
