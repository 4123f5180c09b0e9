package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a resource within its owner: {@code Kind/name}. The same word in manifests, plans, marks, JSON and on the command
 * line. A record set's name is derived and contains slashes: {@code RecordSet/shop/www/A}.
 */
public final class Key implements Comparable<Key> {
    private final String kind;
    private final String name;
    private final int hash;

    private Key(String kind, String name) {
        this.kind = kind;
        this.name = name;
        this.hash = 31 * kind.hashCode() + name.hashCode();
    }

    /** A key of this kind. The name is not empty. */
    public static Key of(Kind<?> kind, String name) {
        return of(kind.name(), name);
    }

    /** A key by the name of its kind. Neither part is empty; the kind has no slash. */
    public static Key of(String kind, String name) {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        if (kind.isEmpty() || name.isEmpty() || kind.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a key: '" + kind + "/" + name + "'; write Kind/name");
        }
        return new Key(kind, name);
    }

    /** Reads {@code Kind/name}. */
    public static Key parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException("not a key: '" + text + "'; write Kind/name");
        }
        return new Key(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The name of the kind. */
    public String kind() {
        return kind;
    }

    /** The name within the kind. */
    public String name() {
        return name;
    }

    /** Whether this is a key of that kind. */
    public boolean is(Kind<?> other) {
        return kind.equals(other.name());
    }

    @Override
    public int compareTo(Key o) {
        int byKind = kind.equals(o.kind) ? 0 : kind.compareTo(o.kind);
        return byKind != 0 ? byKind : name.compareTo(o.name);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return this == o || (o instanceof Key k && hash == k.hash && name.equals(k.name) && kind.equals(k.kind));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
