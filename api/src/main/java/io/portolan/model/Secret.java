package io.portolan.model;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A value that must reach nobody: a private key, a password. Prints {@code ***}; equality is constant in time. Only a native call
 * and a keyed digest may {@link #reveal()} it.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /** A secret with this text. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The text itself; never for a message, a log, a plan or a state file. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Secret s
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), s.value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for all secrets, so that a hash gives nothing away. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
