package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.model.NativeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The native things that one key has, or that hold one claim. A key is a bag: everything that carries its mark is in it, duplicates
 * included; the driver picks.
 */
public final class Found {
    private final Map<NativeId, Mark.Origin> parts;
    private final List<Mark> marks;
    private final Map<NativeId, Duration> uses;
    private final Set<Claim> claims;
    private final String condition;

    private Found(Builder b) {
        this.parts =
                b.parts.size() < 2 ? Map.copyOf(b.parts) : Collections.unmodifiableMap(new LinkedHashMap<>(b.parts));
        this.marks = List.copyOf(b.marks);
        this.uses = Map.copyOf(b.uses);
        this.claims = Set.copyOf(b.claims);
        this.condition = b.condition;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Every native part, in the order found, and how it came to be ours; foreign ones count as adopted. */
    public Map<NativeId, Mark.Origin> parts() {
        return parts;
    }

    /** Every mark on them: none on a foreign thing, several when several owners contribute. */
    public List<Mark> marks() {
        return marks;
    }

    /** The strongest hold among the marks of this owner. */
    public Mark.Hold hold(String owner) {
        Mark.Hold hold = Mark.Hold.NONE;
        for (Mark mark : marks) {
            if (mark.owner().equals(owner) && mark.hold().compareTo(hold) > 0) {
                hold = mark.hold();
            }
        }
        return hold;
    }

    /** The native things of other resources that these parts use now; gives the order in which things are retired. */
    public Set<NativeId> uses() {
        return uses.keySet();
    }

    /** The claims that they hold. */
    public Set<Claim> claims() {
        return claims;
    }

    /** How long others may go on using that native thing after these parts have changed: for the target of a DNS answer its TTL; else zero. */
    public Duration linger(NativeId used) {
        return uses.getOrDefault(used, Duration.ZERO);
    }

    /** A word on its state, for people; may be empty. */
    public String condition() {
        return condition;
    }

    /** The first id of this part. */
    public Optional<NativeId> part(String part) {
        for (NativeId id : parts.keySet()) {
            if (id.part().equals(part)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return parts.keySet() + (marks.isEmpty() ? " foreign" : " " + marks);
    }

    /** Builds a {@link Found}. */
    public static final class Builder {
        // Most bags have one of each, and an observation of many resources makes many bags.
        private Map<NativeId, Mark.Origin> parts = Map.of();
        private List<Mark> marks = List.of();
        private Map<NativeId, Duration> uses = Map.of();
        private Set<Claim> claims = Set.of();
        private String condition = "";

        private Builder() {}

        /** A part that we made. */
        public Builder part(NativeId id) {
            return part(id, Mark.Origin.CREATED);
        }

        /** A part. */
        public Builder part(NativeId id, Mark.Origin origin) {
            requireNonNull(id, "id");
            requireNonNull(origin, "origin");
            if (parts.isEmpty()) {
                parts = Map.of(id, origin);
            } else {
                parts = parts.size() == 1 ? new LinkedHashMap<>(parts) : parts;
                parts.put(id, origin);
            }
            return this;
        }

        /** A mark on the parts. */
        public Builder mark(Mark mark) {
            requireNonNull(mark, "mark");
            if (marks.isEmpty()) {
                marks = List.of(mark);
            } else {
                marks = marks.size() == 1 ? new ArrayList<>(marks) : marks;
                marks.add(mark);
            }
            return this;
        }

        /** Something of another resource that is used, and by nobody any more once these parts have changed. */
        public Builder uses(NativeId id) {
            return uses(id, Duration.ZERO);
        }

        /** Something of another resource that is used, and may be for so long after these parts have changed. */
        public Builder uses(NativeId id, Duration linger) {
            requireNonNull(id, "id");
            requireNonNull(linger, "linger");
            if (uses.isEmpty()) {
                uses = Map.of(id, linger);
            } else {
                uses = uses.size() == 1 ? new HashMap<>(uses) : uses;
                uses.merge(id, linger, (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
            return this;
        }

        /** A claim that is held. */
        public Builder claim(Claim claim) {
            requireNonNull(claim, "claim");
            if (claims.isEmpty()) {
                claims = Set.of(claim);
            } else {
                claims = claims.size() == 1 ? new HashSet<>(claims) : claims;
                claims.add(claim);
            }
            return this;
        }

        /** A word on its state. */
        public Builder condition(String text) {
            condition = requireNonNull(text, "text");
            return this;
        }

        /** The bag. */
        public Found build() {
            return new Found(this);
        }
    }
}
