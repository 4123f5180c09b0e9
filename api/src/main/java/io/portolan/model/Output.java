package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something that a provider assigns and others refer to: the id of a network, the address of a load balancer. Outputs are constants
 * of their spec class. Compared by kind and name.
 *
 * @param <T> the type of the value, immutable
 */
public final class Output<T> {
    private final String kind;
    private final String name;
    private final Class<T> type;

    private Output(String kind, String name, Class<T> type) {
        this.kind = requireNonNull(kind, "kind");
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
    }

    /** An output of a kind; the name is lower camel case and unique within the kind. */
    public static <T> Output<T> of(String kind, String name, Class<T> type) {
        return new Output<>(kind, name, type);
    }

    /** The name of the kind that has this output. */
    public String kind() {
        return kind;
    }

    /** The name, as printed in plans and JSON. */
    public String name() {
        return name;
    }

    /** The type of the value. */
    public Class<T> type() {
        return type;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return this == o || o instanceof Output<?> x && kind.equals(x.kind) && name.equals(x.name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return kind + "." + name;
    }
}
