package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.Failure;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an observation saw, and what it could not see.
 *
 * @param <W> the world
 */
public final class Observation<W> {
    private final W world;
    private final Map<Key, Found> ours;
    private final Map<Claim, Found> foreign;
    private final Map<Key, Found> adoptable;
    private final Map<Key, Failure> unread;
    private final Map<Place, Failure> blind;
    private final Set<NativeId> absent;
    private final Set<Ref<?>> missing;

    private Observation(Builder<W> b) {
        this.world = b.world;
        this.ours = Collections.unmodifiableMap(b.ours);
        this.foreign = Collections.unmodifiableMap(b.foreign);
        this.adoptable = Collections.unmodifiableMap(b.adoptable);
        this.unread = Collections.unmodifiableMap(b.unread);
        this.blind = Collections.unmodifiableMap(b.blind);
        this.absent = Collections.unmodifiableSet(b.absent);
        this.missing = Collections.unmodifiableSet(b.missing);
    }

    /** A builder of an observation of this world. */
    public static <W> Builder<W> of(W world) {
        return new Builder<>(requireNonNull(world, "world"));
    }

    /** Everything that was read. */
    public W world() {
        return world;
    }

    /** What carries the owner's mark, by the mark's key, wanted or not. */
    public Map<Key, Found> ours() {
        return ours;
    }

    /** What is not ours and holds a claim of a wanted key. */
    public Map<Claim, Found> foreign() {
        return foreign;
    }

    /** What was found for the ids of {@link Scope#adopt()} and is not wholly ours yet. */
    public Map<Key, Found> adoptable() {
        return adoptable;
    }

    /** Keys that could not be read. */
    public Map<Key, Failure> unread() {
        return unread;
    }

    /** Places that could not be read: nothing is made or deleted there, and no absence is believed. */
    public Map<Place, Failure> blind() {
        return blind;
    }

    /** Ids of the memory that the provider, asked for each by id, said NOT_FOUND for. */
    public Set<NativeId> absent() {
        return absent;
    }

    /** Resources of {@link Scope#existing()} that do not exist; what refers to them is refused. */
    public Set<Ref<?>> missing() {
        return missing;
    }

    /**
     * Builds an {@link Observation}.
     *
     * @param <W> the world
     */
    public static final class Builder<W> {
        private final W world;
        private final Map<Key, Found> ours = new LinkedHashMap<>();
        private final Map<Claim, Found> foreign = new LinkedHashMap<>();
        private final Map<Key, Found> adoptable = new LinkedHashMap<>();
        private final Map<Key, Failure> unread = new LinkedHashMap<>();
        private final Map<Place, Failure> blind = new LinkedHashMap<>();
        private final Set<NativeId> absent = new HashSet<>();
        private final Set<Ref<?>> missing = new HashSet<>();

        private Builder(W world) {
            this.world = world;
        }

        /** Something that carries the owner's mark. */
        public Builder<W> ours(Key key, Found found) {
            ours.put(requireNonNull(key, "key"), requireNonNull(found, "found"));
            return this;
        }

        /** Something that is not ours and holds this claim. */
        public Builder<W> foreign(Claim claim, Found found) {
            foreign.put(requireNonNull(claim, "claim"), requireNonNull(found, "found"));
            return this;
        }

        /** What was found for the id that this key wants to adopt. */
        public Builder<W> adoptable(Key key, Found found) {
            adoptable.put(requireNonNull(key, "key"), requireNonNull(found, "found"));
            return this;
        }

        /** A key that could not be read. */
        public Builder<W> unread(Key key, Failure why) {
            unread.put(requireNonNull(key, "key"), requireNonNull(why, "why"));
            return this;
        }

        /** A place that could not be read. */
        public Builder<W> blind(Place place, Failure why) {
            blind.put(requireNonNull(place, "place"), requireNonNull(why, "why"));
            return this;
        }

        /** An id of the memory that the provider, asked for it by id, said NOT_FOUND for. */
        public Builder<W> absent(NativeId id) {
            absent.add(requireNonNull(id, "id"));
            return this;
        }

        /** A resource of {@link Scope#existing()} that does not exist. */
        public Builder<W> missing(Ref<?> existing) {
            missing.add(requireNonNull(existing, "existing"));
            return this;
        }

        /** The observation. */
        public Observation<W> build() {
            return new Observation<>(this);
        }
    }
}
