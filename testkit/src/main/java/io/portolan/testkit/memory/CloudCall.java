package io.portolan.testkit.memory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that arrived at a memory cloud, as its request log keeps it. */
public final class CloudCall {
    private final Instant at;
    private final String call;
    private final boolean write;
    private final Map<String, Object> arguments;
    private final @Nullable String error;

    CloudCall(Instant at, String call, boolean write, Map<String, Object> arguments, @Nullable String error) {
        this.at = requireNonNull(at, "at");
        this.call = requireNonNull(call, "call");
        this.write = write;
        this.arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        this.error = error;
    }

    /** When it arrived. */
    public Instant at() {
        return at;
    }

    /** Its name. */
    public String call() {
        return call;
    }

    /** Whether it writes. */
    public boolean isWrite() {
        return write;
    }

    /**
     * What was sent. Names that begin with {@code @} are the transport's: {@code @token}, {@code @fence}; all others are a step's arguments.
     */
    public Map<String, Object> arguments() {
        return arguments;
    }

    /** The native code that it was refused with; empty when it succeeded. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public String toString() {
        return call + " " + arguments + (error == null ? "" : " -> " + error);
    }
}
