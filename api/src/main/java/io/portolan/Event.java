package io.portolan;

import io.portolan.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened while reading or applying. */
public final class Event {

    private record State(
            Instant at, What what, @Nullable Key key, int step, String call, Duration took, String detail) {}

    private final State s;

    private Event(State s) {
        this.s = s;
    }

    /** An event; by the engine. */
    public static Event of(
            Instant at, What what, @Nullable Key key, int step, String call, Duration took, String detail) {
        return new Event(new State(at, what, key, step, call, took, detail));
    }

    /** When. */
    public Instant at() {
        return s.at;
    }

    /** What. */
    public What what() {
        return s.what;
    }

    /** The resource; the first where a step has several; empty for a read. */
    public Optional<Key> key() {
        return Optional.ofNullable(s.key);
    }

    /** The number of the step in the plan; 0 for none. */
    public int step() {
        return s.step;
    }

    /** The native call; {@code wait} for a wait; may be empty. */
    public String call() {
        return s.call;
    }

    /** How long it took; zero where it only begins. */
    public Duration took() {
        return s.took;
    }

    /** More for people: what is waited for, what failed. Carries no secret; may be empty. */
    public String detail() {
        return s.detail;
    }

    /** What can happen. */
    public enum What {
        /** A native call was answered, or failed: every one, reads included. */
        CALLED,
        /** A native call is tried again. */
        RETRIED,
        /** A step begins. */
        BEGUN,
        /** A step waits. */
        WAITING,
        /** A step is done. */
        DONE,
        /** A step failed. */
        FAILED,
        /** A step is not begun, because what it needs failed or it was asked to stop. */
        SKIPPED,
        /** What is left is planned again. */
        REPLANNED
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Event other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Event" + s.toString().substring("State".length());
    }
}
