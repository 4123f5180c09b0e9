package io.portolan.loadbalancer;

import io.portolan.model.Field;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a client comes back to the same target. */
public final class Stickiness {
    /** How long a cookie lasts where no duration is given. */
    public static final Duration DEFAULT_DURATION = Duration.ofDays(1);

    private record State(By by, Field<Duration> duration) {}

    private final State s;

    private Stickiness(State s) {
        this.s = s;
    }

    /** Not at all. */
    public static Stickiness none() {
        return new Stickiness(new State(By.NONE, Field.unset()));
    }

    /** By the client's address. */
    public static Stickiness clientIp() {
        return new Stickiness(new State(By.CLIENT_IP, Field.unset()));
    }

    /** By a cookie of the balancer; HTTP only. */
    public static Stickiness cookie(Field<Duration> duration) {
        return new Stickiness(new State(By.COOKIE, duration));
    }

    /** How it is known again. */
    public By by() {
        return s.by;
    }

    /** For how long by cookie; default a day. */
    public Field<Duration> duration() {
        return s.duration;
    }

    /** How a client is known again. */
    public enum By {
        /** It is not. */
        NONE,
        /** By its address. */
        CLIENT_IP,
        /** By a cookie of the balancer. */
        COOKIE
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Stickiness other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Stickiness" + s.toString().substring("State".length());
    }
}
