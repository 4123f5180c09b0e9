package io.portolan;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the engine won't do what is wanted, and what to do about it. A refused plan writes nothing. */
public final class Refusal {
    /** The closed set of reasons. */
    public enum Why {
        /** The provider can't hold the spec. */
        UNSUPPORTED,
        /** The provider holds it with a loss that nobody has agreed to. */
        DEGRADED,
        /** It is protected, and would be deleted or replaced. */
        PROTECTED,
        /** Something that is not ours stands there. */
        FOREIGN,
        /** Two resources of the stack want the same identity. */
        CLAIMED,
        /** Too much would be deleted at once. */
        GUARD,
        /** The plan is not the one that was confirmed. */
        MOVED,
        /** It could not be read, so it is neither made nor deleted. */
        BLIND,
        /** Somebody else works on the stack. */
        LOCKED
    }

    private final Why why;
    private final @Nullable Key key;
    private final String message;
    private final List<String> help;

    private Refusal(Why why, @Nullable Key key, String message, List<String> help) {
        this.why = requireNonNull(why, "why");
        this.key = key;
        this.message = requireNonNull(message, "message");
        this.help = List.copyOf(help);
    }

    /** A refusal of one resource. */
    public static Refusal of(Why why, Key key, String message, String... help) {
        return new Refusal(why, requireNonNull(key, "key"), message, List.of(help));
    }

    /** A refusal of the whole plan. */
    public static Refusal ofAll(Why why, String message, String... help) {
        return new Refusal(why, null, message, List.of(help));
    }

    /** The reason. */
    public Why why() {
        return why;
    }

    /** The resource; empty when the whole plan is refused. */
    public Optional<Key> key() {
        return Optional.ofNullable(key);
    }

    /** What stands in the way. */
    public String message() {
        return message;
    }

    /** What to do, a line each. */
    public List<String> help() {
        return help;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Refusal r
                && why == r.why
                && Objects.equals(key, r.key)
                && message.equals(r.message)
                && help.equals(r.help);
    }

    @Override
    public int hashCode() {
        return Objects.hash(why, key, message);
    }

    @Override
    public String toString() {
        return why + (key == null ? "" : " " + key) + ": " + message;
    }
}
