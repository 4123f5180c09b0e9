package io.portolan.testkit.conformance;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A write as it arrived on the native side, for subjects that can show it. */
public final class Received {
    private final String call;
    private final Map<String, Object> arguments;

    private Received(String call, Map<String, Object> arguments) {
        this.call = requireNonNull(call, "call");
        this.arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /**
     * A write.
     *
     * @param call its name, as a step names it
     * @param arguments what came with it, by the names that steps give; without what the transport adds, such as tokens
     */
    public static Received of(String call, Map<String, Object> arguments) {
        return new Received(call, arguments);
    }

    /** Its name. */
    public String call() {
        return call;
    }

    /** What came with it. */
    public Map<String, Object> arguments() {
        return arguments;
    }

    @Override
    public String toString() {
        return call + " " + arguments;
    }
}
