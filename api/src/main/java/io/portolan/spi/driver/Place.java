package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Where a write goes or a read comes from, if not everywhere: a zone, a host, a region. */
public final class Place implements Comparable<Place> {
    private final String kind;
    private final String id;

    private Place(String kind, String id) {
        this.kind = requireNonNull(kind, "kind");
        this.id = requireNonNull(id, "id");
    }

    /** A place of some kind ({@code zone}, {@code host}) by its native id. */
    public static Place of(String kind, String id) {
        return new Place(kind, id);
    }

    /** The kind of place. */
    public String kind() {
        return kind;
    }

    /** The native id. */
    public String id() {
        return id;
    }

    @Override
    public int compareTo(Place o) {
        int byKind = kind.compareTo(o.kind);
        return byKind != 0 ? byKind : id.compareTo(o.id);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Place p && kind.equals(p.kind) && id.equals(p.id);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + id.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
