package io.portolan;

import io.portolan.model.Key;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A resource that is not as wanted, and for which nothing can be done right now. */
public final class Waiting {

    private record State(Key key, String why, Duration again) {}

    private final State s;

    private Waiting(State s) {
        this.s = s;
    }

    /** A wait. */
    public static Waiting of(Key key, String why, Duration again) {
        return new Waiting(new State(key, why, again));
    }

    /** The resource. */
    public Key key() {
        return s.key;
    }

    /** Why not. */
    public String why() {
        return s.why;
    }

    /** When to look again. */
    public Duration again() {
        return s.again;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Waiting other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Waiting" + s.toString().substring("State".length());
    }
}
