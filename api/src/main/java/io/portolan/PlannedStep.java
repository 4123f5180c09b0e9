package io.portolan;

import io.portolan.model.Key;
import io.portolan.model.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One native call of a plan, or a wait. */
public final class PlannedStep {

    private record State(
            int id,
            boolean retire,
            Kind kind,
            String call,
            String summary,
            List<Key> keys,
            List<Integer> after,
            Map<String, String> arguments,
            String repeat,
            List<Impact> impacts,
            String until,
            String digest) {}

    private final State s;

    private PlannedStep(State s) {
        this.s = s;
    }

    /** A step; by the engine. */
    public static PlannedStep of(
            int id,
            boolean retire,
            Kind kind,
            String call,
            String summary,
            List<Key> keys,
            List<Integer> after,
            Map<String, String> arguments,
            String repeat,
            List<Impact> impacts,
            String until,
            String digest) {
        return new PlannedStep(new State(
                id,
                retire,
                kind,
                call,
                summary,
                List.copyOf(keys),
                List.copyOf(after),
                java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(arguments)),
                repeat,
                List.copyOf(impacts),
                until,
                digest));
    }

    /** Its number in the plan, from 1; stable for the same plan. */
    public int id() {
        return s.id;
    }

    /** Whether it takes away what is no longer used, after all that is made. */
    public boolean retire() {
        return s.retire;
    }

    /** What it does. */
    public Kind kind() {
        return s.kind;
    }

    /** The native call, as on the wire; {@code wait} for a wait. */
    public String call() {
        return s.call;
    }

    /** A few words for people. */
    public String summary() {
        return s.summary;
    }

    /** The resources that it is for. */
    public List<Key> keys() {
        return s.keys;
    }

    /** The steps that come first. */
    public List<Integer> after() {
        return s.after;
    }

    /** The arguments as shown: secrets as {@code ***}, what is not known yet as its slot. */
    public Map<String, String> arguments() {
        return s.arguments;
    }

    /** What happens when it is sent twice: SAFE, TOKEN, PRECONDITION or BLIND. */
    public String repeat() {
        return s.repeat;
    }

    /** What it does to users. */
    public List<Impact> impacts() {
        return s.impacts;
    }

    /** What is waited for afterwards; empty when nothing is. */
    public String until() {
        return s.until;
    }

    /** The digest of its keys, call, arguments and impact: 64 hex digits. */
    public String digest() {
        return s.digest;
    }

    /** What a step does. */
    public enum Kind {
        /** Makes or changes. */
        WRITE,
        /** Takes away. */
        DELETE,
        /** Only reads. */
        WAIT
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof PlannedStep other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "PlannedStep" + s.toString().substring("State".length());
    }
}
