package io.portolan.testkit.memory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/** Which nasty habits a memory cloud has. Every one can be had with every {@link Temper}. Immutable. */
public final class CloudOptions {
    private final Builder b;

    private CloudOptions(Builder b) {
        this.b = new Builder(b);
    }

    /** A calm cloud of this temper: pages of 300, no lag, no throttling, nothing slow. */
    public static Builder calm(Temper temper) {
        return new Builder(temper);
    }

    /** A cloud of this temper with the habits that its kind is known for. */
    public static Builder typical(Temper temper) {
        Builder b = new Builder(temper);
        switch (temper) {
            case TOKENS ->
                b.listingLag(Duration.ofSeconds(8))
                        .readLag(Duration.ofSeconds(1))
                        .ghosts(Duration.ofSeconds(5))
                        .slow(Duration.ofSeconds(3));
            case OPERATIONS -> b.slow(Duration.ofSeconds(4));
            case DOCUMENTS -> b.listingLag(Duration.ofSeconds(3)).slow(Duration.ofSeconds(2));
            case HOST -> {}
        }
        return b;
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(b);
    }

    /** The temper. */
    public Temper temper() {
        return b.temper;
    }

    int pageSize() {
        return b.pageSize;
    }

    int throttleEvery() {
        return b.throttleEvery;
    }

    double throttleRate() {
        return b.throttleRate;
    }

    long seed() {
        return b.seed;
    }

    Duration retryAfter() {
        return b.retryAfter;
    }

    Duration listingLag() {
        return b.listingLag;
    }

    Duration readLag() {
        return b.readLag;
    }

    Duration ghosts() {
        return b.ghosts;
    }

    Duration slow() {
        return b.slow;
    }

    Duration tokenLife() {
        return b.tokenLife;
    }

    Batches batches() {
        return b.batches;
    }

    int batchCount() {
        return b.batchCount;
    }

    int batchWeight() {
        return b.batchWeight;
    }

    List<String> hosts() {
        return b.hosts;
    }

    /** What becomes of a batch of which one item is refused. */
    public enum Batches {
        /** Nothing of it happens. */
        ATOMIC,
        /** What stands before the refused item has happened. */
        HALVES
    }

    /** Builds {@link CloudOptions}. */
    public static final class Builder {
        private final Temper temper;
        private int pageSize = 300;
        private int throttleEvery;
        private double throttleRate;
        private long seed;
        private Duration retryAfter = Duration.ofSeconds(2);
        private Duration listingLag = Duration.ZERO;
        private Duration readLag = Duration.ZERO;
        private Duration ghosts = Duration.ZERO;
        private Duration slow = Duration.ZERO;
        private Duration tokenLife = Duration.ofHours(12);
        private Batches batches = Batches.ATOMIC;
        private int batchCount = 1000;
        private int batchWeight = 32_000;
        private List<String> hosts = List.of("a", "b");

        private Builder(Temper temper) {
            this.temper = requireNonNull(temper, "temper");
        }

        private Builder(Builder o) {
            temper = o.temper;
            pageSize = o.pageSize;
            throttleEvery = o.throttleEvery;
            throttleRate = o.throttleRate;
            seed = o.seed;
            retryAfter = o.retryAfter;
            listingLag = o.listingLag;
            readLag = o.readLag;
            ghosts = o.ghosts;
            slow = o.slow;
            tokenLife = o.tokenLife;
            batches = o.batches;
            batchCount = o.batchCount;
            batchWeight = o.batchWeight;
            hosts = o.hosts;
        }

        /** How many things stand on a page; at least 1. */
        public Builder pageSize(int things) {
            pageSize = Math.max(1, things);
            return this;
        }

        /** Every nth call is refused; 0: none. */
        public Builder throttleEvery(int nth) {
            throttleEvery = nth;
            return this;
        }

        /** A share of the calls is refused, chosen by a seed; 0.0 to 1.0. */
        public Builder throttle(double share, long withSeed) {
            throttleRate = share;
            seed = withSeed;
            return this;
        }

        /** What a throttled caller is told to wait; zero: it is told nothing. */
        public Builder retryAfter(Duration wait) {
            retryAfter = requireNonNull(wait, "wait");
            return this;
        }

        /** How long new things are missing from lists. */
        public Builder listingLag(Duration lag) {
            listingLag = requireNonNull(lag, "lag");
            return this;
        }

        /** How long new things are not found by id; at most the listing lag. */
        public Builder readLag(Duration lag) {
            readLag = requireNonNull(lag, "lag");
            return this;
        }

        /** How long deleted things still stand in lists. */
        public Builder ghosts(Duration time) {
            ghosts = requireNonNull(time, "time");
            return this;
        }

        /** How long a write takes until the thing can be used. */
        public Builder slow(Duration time) {
            slow = requireNonNull(time, "time");
            return this;
        }

        /** How long a client token is known. */
        public Builder tokenLife(Duration time) {
            tokenLife = requireNonNull(time, "time");
            return this;
        }

        /** What becomes of a batch of which one item is refused. */
        public Builder batches(Batches how) {
            batches = requireNonNull(how, "how");
            return this;
        }

        /** The most changes in a batch, and the most characters of values. */
        public Builder batchLimit(int changes, int characters) {
            batchCount = changes;
            batchWeight = characters;
            return this;
        }

        /** The names of the hosts; only {@link Temper#HOST} has any. */
        public Builder hosts(String... names) {
            hosts = List.of(names);
            return this;
        }

        /** The options. */
        public CloudOptions build() {
            return new CloudOptions(this);
        }
    }
}
