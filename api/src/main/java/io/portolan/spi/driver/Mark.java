package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sign of ownership that a native thing carries. Small, so that every provider can hold it. Two marks are of the same resource when
 * owner and key are equal; spec hashes and generations belong in the journal.
 */
public final class Mark {
    /** How a part came to be ours. */
    public enum Origin {
        /** We made it. */
        CREATED,
        /** We took it over. */
        ADOPTED
    }

    /** Whether it may be deleted when the manifest no longer names it. */
    public enum Hold {
        /** It may. */
        NONE,
        /** It may not: it was protected when it was last applied. */
        PROTECTED,
        /** It stays, retained. */
        RETAINED
    }

    private final String owner;
    private final Key key;
    private final Origin origin;
    private final Hold hold;

    private Mark(String owner, Key key, Origin origin, Hold hold) {
        this.owner = requireNonNull(owner, "owner");
        this.key = requireNonNull(key, "key");
        this.origin = requireNonNull(origin, "origin");
        this.hold = requireNonNull(hold, "hold");
    }

    /** A mark of a thing that we make, without a hold. */
    public static Mark of(String owner, Key key) {
        return new Mark(owner, key, Origin.CREATED, Hold.NONE);
    }

    /** The same with this origin. */
    public Mark origin(Origin value) {
        return value == origin ? this : new Mark(owner, key, value, hold);
    }

    /** The same with this hold. */
    public Mark hold(Hold value) {
        return value == hold ? this : new Mark(owner, key, origin, value);
    }

    /** The owner: {@code stack} or {@code stack/environment}. */
    public String owner() {
        return owner;
    }

    /** The key within the owner. */
    public Key key() {
        return key;
    }

    /** How the part came to be ours. */
    public Origin origin() {
        return origin;
    }

    /** Whether it may be deleted. */
    public Hold hold() {
        return hold;
    }

    /** Whether both are of the same resource. */
    public boolean sameResource(Mark other) {
        return owner.equals(other.owner) && key.equals(other.key);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Mark m && sameResource(m) && origin == m.origin && hold == m.hold;
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, key);
    }

    @Override
    public String toString() {
        return owner + " " + key + " " + origin + (hold == Hold.NONE ? "" : " " + hold);
    }
}
