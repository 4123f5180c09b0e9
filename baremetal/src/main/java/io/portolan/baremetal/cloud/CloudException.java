package io.portolan.baremetal.cloud;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that the embedded cloud refused or could not finish. */
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Code {
        /** No such thing. */
        NOT_FOUND,
        /** A thing with this identity is there already; {@link CloudException#holder} names it. */
        ALREADY_EXISTS,
        /** Something uses it; {@link CloudException#holder} names one that does. */
        IN_USE,
        /** It is not at the version the request asked for: read again. */
        CONFLICT,
        /** The token was used for another request, whose effect stands. */
        TOKEN_MISMATCH,
        /** A newer holder of this owner's fence has written. Final. */
        FENCED,
        /** The request makes no sense, in itself or here. */
        INVALID,
        /** This field can't be changed once the thing exists. */
        IMMUTABLE,
        /** No room left: addresses, ports or disk. */
        QUOTA,
        /** Nobody answered, or the directory is held by another process. */
        UNAVAILABLE,
        /** The address and port are taken by something outside this cloud. */
        ADDRESS_TAKEN,
        /** The directory can't be read or written as it must. */
        INTERNAL
    }

    private final Code code;
    private final @Nullable String holder;
    private final transient List<Culprit> culprits;

    CloudException(Code code, String message) {
        this(code, message, null, List.of(), null);
    }

    CloudException(Code code, String message, Throwable cause) {
        this(code, message, null, List.of(), cause);
    }

    CloudException(
            Code code, String message, @Nullable String holder, List<Culprit> culprits, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.holder = holder;
        this.culprits = List.copyOf(culprits);
    }

    static CloudException invalid(String message) {
        return new CloudException(Code.INVALID, message);
    }

    static CloudException notFound(String kind, String id) {
        return new CloudException(Code.NOT_FOUND, "there is no " + kind + " " + id);
    }

    static CloudException inUse(String what, String holder) {
        return new CloudException(Code.IN_USE, what + " is in use by " + holder, holder, List.of(), null);
    }

    /** What went wrong, to act on. */
    public Code code() {
        return code;
    }

    /** The id of the thing that stands in the way, where one does. */
    public Optional<String> holder() {
        return Optional.ofNullable(holder);
    }

    /** The changes of a refused batch that were at fault; empty where the whole request was. */
    public List<Culprit> culprits() {
        return culprits == null ? List.of() : culprits;
    }

    /**
     * One change of a batch that was at fault.
     *
     * @param index its place in the batch, from 0
     * @param code what is wrong with it
     * @param message what is wrong with it, for people
     */
    public record Culprit(int index, Code code, String message) {}
}
