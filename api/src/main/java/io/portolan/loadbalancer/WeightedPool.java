package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A pool and its share of the requests. */
public final class WeightedPool {

    private record State(String pool, int weight) {}

    private final State s;

    private WeightedPool(State s) {
        this.s = s;
    }

    /** A pool with a weight. */
    public static WeightedPool of(String pool, int weight) {
        return new WeightedPool(new State(requireNonNull(pool, "pool"), weight));
    }

    /** The pool's name. */
    public String pool() {
        return s.pool;
    }

    /** Its share: this weight among the sum, 0 to 1,000,000. 0: none. */
    public int weight() {
        return s.weight;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof WeightedPool other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "WeightedPool" + s.toString().substring("State".length());
    }
}
