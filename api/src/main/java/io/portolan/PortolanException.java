package io.portolan;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The one exception of Portolan. Its {@link Failure} has the code; the native exception is the cause. */
public final class PortolanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** An exception for this failure. */
    public PortolanException(Failure failure) {
        this(failure, null);
    }

    /** An exception for this failure with the native exception behind it. */
    public PortolanException(Failure failure, @Nullable Throwable cause) {
        super(requireNonNull(failure, "failure").toString(), cause);
        this.failure = failure;
    }

    /** What failed and why. */
    public Failure failure() {
        return failure;
    }

    /** The portable code. */
    public Code code() {
        return failure.code();
    }
}
