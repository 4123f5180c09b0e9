package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something that a spec can ask for and a provider may or may not hold, such as {@code LoadBalancer "listener UDP"} or
 * {@code LoadBalancer "idle timeout"}. Constants of the resource families. Compared by kind and name.
 */
public final class Feature implements Comparable<Feature> {
    private final String kind;
    private final String name;

    private Feature(String kind, String name) {
        this.kind = requireNonNull(kind, "kind");
        this.name = requireNonNull(name, "name");
    }

    /** A feature of a kind, named as support tables print it. */
    public static Feature of(String kind, String name) {
        return new Feature(kind, name);
    }

    /** The name of the kind. */
    public String kind() {
        return kind;
    }

    /** The name within the kind, lower case words. */
    public String name() {
        return name;
    }

    @Override
    public int compareTo(Feature o) {
        int byKind = kind.compareTo(o.kind);
        return byKind != 0 ? byKind : name.compareTo(o.name);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Feature f && kind.equals(f.kind) && name.equals(f.name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
