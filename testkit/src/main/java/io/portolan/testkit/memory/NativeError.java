package io.portolan.testkit.memory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the memory cloud answers instead of success: a code of its own, and what it says besides. */
public final class NativeError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String holder;
    private final transient @Nullable Duration retryAfter;
    private final List<String> blamed;

    private NativeError(
            String code, String message, @Nullable String holder, @Nullable Duration retryAfter, List<String> blamed) {
        super(requireNonNull(message, "message"));
        this.code = requireNonNull(code, "code");
        this.holder = holder;
        this.retryAfter = retryAfter;
        this.blamed = List.copyOf(blamed);
    }

    /** An error of this code. */
    public static NativeError of(String code, String message) {
        return new NativeError(code, message, null, null, List.of());
    }

    /** The same with who holds the thing. */
    public NativeError holder(String who) {
        return new NativeError(code, String.valueOf(getMessage()), who, retryAfter, blamed);
    }

    /** The same with how long to wait. */
    public NativeError retryAfter(Duration wait) {
        return new NativeError(code, String.valueOf(getMessage()), holder, wait, blamed);
    }

    /** The same with the items of a batch that are at fault. */
    public NativeError blamed(List<String> items) {
        return new NativeError(code, String.valueOf(getMessage()), holder, retryAfter, items);
    }

    /** The cloud's own code. */
    public String code() {
        return code;
    }

    /** Who holds the thing; for {@code InUse}. */
    public Optional<String> holder() {
        return Optional.ofNullable(holder);
    }

    /** How long to wait; for {@code SlowDown}. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The items of a batch that are at fault, where the cloud says which. */
    public List<String> blamed() {
        return blamed;
    }
}
