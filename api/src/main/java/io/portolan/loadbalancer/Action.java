package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a connection or request: it goes to a pool, to one of several by weight, or is redirected. */
public final class Action {

    private record State(List<WeightedPool> pools, @Nullable Redirect redirect) {}

    private final State s;

    private Action(State s) {
        this.s = s;
    }

    /** To this pool. */
    public static Action toPool(String pool) {
        return new Action(new State(List.of(WeightedPool.of(pool, 1)), null));
    }

    /** To one of these by weight. */
    public static Action weighted(List<WeightedPool> pools) {
        return new Action(new State(List.copyOf(pools), null));
    }

    /** Elsewhere. */
    public static Action redirect(Redirect redirect) {
        return new Action(new State(List.of(), requireNonNull(redirect, "redirect")));
    }

    /** The pools; one with its weight where the choice is a single pool, none for a redirect. */
    public List<WeightedPool> pools() {
        return s.pools;
    }

    /** The redirect. */
    public Optional<Redirect> redirect() {
        return Optional.ofNullable(s.redirect);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Action other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Action" + s.toString().substring("State".length());
    }
}
