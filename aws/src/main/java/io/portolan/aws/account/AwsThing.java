package io.portolan.aws.account;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.NativeThing;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A thing at AWS that can carry tags, as it was read: its id, its tags with the mark in them, and the SDK's own object. Immutable.
 *
 * <p>A kind that takes several things, as a network does, puts all of them into one {@link io.portolan.spi.toolkit.Things}: {@link #nativeId()} says by
 * its part which is which.
 */
public final class AwsThing implements NativeThing {
    private final NativeId id;
    private final Object object;
    private final Map<String, String> tags;
    private final @Nullable Mark mark;
    private final Set<Claim> claims;
    private final Map<Output<?>, Object> outputs;
    private final Map<NativeId, Duration> uses;

    private AwsThing(Builder b) {
        this.id = b.id;
        this.object = b.object;
        this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(b.tags));
        this.mark = b.mark;
        this.claims = Set.copyOf(b.claims);
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(b.outputs));
        this.uses = Map.copyOf(b.uses);
    }

    /**
     * A builder.
     *
     * @param part what it is in AWS's words, lower case: {@code vpc}, {@code volume}, {@code target-group}
     * @param object the SDK's object
     */
    public static Builder of(String part, String id, Object object) {
        return new Builder(NativeId.of(part, id), object);
    }

    @Override
    public NativeId nativeId() {
        return id;
    }

    /** The SDK's object. */
    public <T> T object(Class<T> type) {
        return type.cast(object);
    }

    /** Whether it is one of these, by the part of its id. */
    public boolean is(String part) {
        return id.part().equals(part);
    }

    /** Its tags, the mark's included. */
    public Map<String, String> tags() {
        return tags;
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.ofNullable(mark);
    }

    @Override
    public Set<Claim> claims() {
        return claims;
    }

    @Override
    public Map<Output<?>, Object> outputs() {
        return outputs;
    }

    @Override
    public Map<NativeId, Duration> uses() {
        return uses;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof AwsThing other
                && id.equals(other.id)
                && object.equals(other.object)
                && tags.equals(other.tags)
                && Objects.equals(mark, other.mark);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id + " " + tags;
    }

    /** Builds an {@link AwsThing}. */
    public static final class Builder {
        private final NativeId id;
        private final Object object;
        private final Map<String, String> tags = new LinkedHashMap<>();
        private final Set<Claim> claims = new HashSet<>(2);
        private final Map<Output<?>, Object> outputs = new LinkedHashMap<>();
        private final Map<NativeId, Duration> uses = new HashMap<>(2);
        private @Nullable Mark mark;

        private Builder(NativeId id, Object object) {
            this.id = requireNonNull(id, "id");
            this.object = requireNonNull(object, "object");
        }

        /** Its tags. A mark in them is its mark. */
        public Builder tags(Map<String, String> values) {
            tags.putAll(values);
            mark = Marks.fromTags(values).orElse(mark);
            return this;
        }

        /**
         * What the journal believes of it where its tags have no mark yet: AWS lists things before their tags, and what our own call made is ours.
         * Asked after {@link #tags}.
         */
        public Builder remembered(Scope<?> scope) {
            Key made = scope.memory().made().get(id);
            if (mark == null && made != null) {
                mark = Mark.of(scope.owner(), made);
            }
            return this;
        }

        /** The mark, where it is not in tags. */
        public Builder mark(@Nullable Mark value) {
            mark = value;
            return this;
        }

        /** A claim that it holds. */
        public Builder claim(Claim claim) {
            claims.add(requireNonNull(claim, "claim"));
            return this;
        }

        /** What it has as an output of its kind. */
        public <T> Builder output(Output<T> output, T value) {
            outputs.put(requireNonNull(output, "output"), requireNonNull(value, "value"));
            return this;
        }

        /** A thing of another resource that it uses. */
        public Builder uses(NativeId used) {
            uses.put(requireNonNull(used, "used"), Duration.ZERO);
            return this;
        }

        /** The thing. */
        public AwsThing build() {
            return new AwsThing(this);
        }
    }
}
