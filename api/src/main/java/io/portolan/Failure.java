package io.portolan;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why something failed: the portable code, what was tried, and what the provider said. Carries no secret. The native exception is
 * the cause of the {@link PortolanException} that a failure is thrown with.
 */
public final class Failure {
    private record State(
            Code code,
            String message,
            @Nullable String remedy,
            @Nullable String nativeCall,
            @Nullable String nativeCode,
            @Nullable String requestId,
            @Nullable String holder,
            @Nullable Duration retryAfter,
            Set<Key> culprits) {}

    private final State s;

    private Failure(State s) {
        this.s = s;
    }

    /** A failure; the message is what the provider or the engine has to say, without a final dot. */
    public static Failure of(Code code, String message) {
        return new Failure(new State(
                requireNonNull(code, "code"),
                requireNonNull(message, "message"),
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of()));
    }

    /** The same with what to do about it. */
    public Failure remedy(String text) {
        return new Failure(new State(
                s.code, s.message, text, s.nativeCall, s.nativeCode, s.requestId, s.holder, s.retryAfter, s.culprits));
    }

    /** The same with the native call that failed. */
    public Failure nativeCall(String call) {
        return new Failure(new State(
                s.code, s.message, s.remedy, call, s.nativeCode, s.requestId, s.holder, s.retryAfter, s.culprits));
    }

    /** The same with the provider's own code. */
    public Failure nativeCode(String code) {
        return new Failure(new State(
                s.code, s.message, s.remedy, s.nativeCall, code, s.requestId, s.holder, s.retryAfter, s.culprits));
    }

    /** The same with the provider's id of the request. */
    public Failure requestId(String id) {
        return new Failure(new State(
                s.code, s.message, s.remedy, s.nativeCall, s.nativeCode, id, s.holder, s.retryAfter, s.culprits));
    }

    /** The same with who holds it ({@link Code#IN_USE}). */
    public Failure holder(String who) {
        return new Failure(new State(
                s.code, s.message, s.remedy, s.nativeCall, s.nativeCode, s.requestId, who, s.retryAfter, s.culprits));
    }

    /** The same with how long the provider asks to wait. */
    public Failure retryAfter(Duration wait) {
        return new Failure(new State(
                s.code, s.message, s.remedy, s.nativeCall, s.nativeCode, s.requestId, s.holder, wait, s.culprits));
    }

    /** The same with the keys of a batch that the provider blames; the engine goes on without them. */
    public Failure culprits(Set<Key> keys) {
        return new Failure(new State(
                s.code,
                s.message,
                s.remedy,
                s.nativeCall,
                s.nativeCode,
                s.requestId,
                s.holder,
                s.retryAfter,
                java.util.Collections.unmodifiableSet(new TreeSet<>(keys))));
    }

    /** The portable code. */
    public Code code() {
        return s.code;
    }

    /** What was said. */
    public String message() {
        return s.message;
    }

    /** What to do about it. */
    public Optional<String> remedy() {
        return Optional.ofNullable(s.remedy);
    }

    /** The native call, such as {@code ec2 CreateVpc}. */
    public Optional<String> nativeCall() {
        return Optional.ofNullable(s.nativeCall);
    }

    /** The provider's own code. */
    public Optional<String> nativeCode() {
        return Optional.ofNullable(s.nativeCode);
    }

    /** The provider's id of the request. */
    public Optional<String> requestId() {
        return Optional.ofNullable(s.requestId);
    }

    /** Who holds it. */
    public Optional<String> holder() {
        return Optional.ofNullable(s.holder);
    }

    /** How long the provider asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(s.retryAfter);
    }

    /** The keys that the provider blames, where it says who; else empty. */
    public Set<Key> culprits() {
        return s.culprits;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Failure f && s.equals(f.s);
    }

    @Override
    public int hashCode() {
        return Objects.hash(s.code, s.message);
    }

    @Override
    public String toString() {
        return s.code
                + ": "
                + s.message
                + (s.nativeCall == null
                        ? ""
                        : " (" + s.nativeCall + (s.nativeCode == null ? "" : ", " + s.nativeCode) + ")");
    }
}
