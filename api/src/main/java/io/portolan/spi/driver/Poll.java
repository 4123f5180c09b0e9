package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.Failure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether something is so. Only reads; reads in bulk through {@link Reads}, so that waits for many resources share their calls.
 *
 * @param <R> the answer of the call before it
 */
@FunctionalInterface
public interface Poll<R> {

    /** Looks once. */
    Progress look(Running running, R answer, Reads reads);

    /** What one look saw. */
    final class Progress {
        private static final Progress DONE = new Progress(null, null);

        private final @Nullable Duration again;
        private final @Nullable Failure failure;

        private Progress(@Nullable Duration again, @Nullable Failure failure) {
            this.again = again;
            this.failure = failure;
        }

        /** It is so. */
        public static Progress done() {
            return DONE;
        }

        /** Not yet; look again after this time. */
        public static Progress again(Duration in) {
            return new Progress(requireNonNull(in, "in"), null);
        }

        /** It never will be. */
        public static Progress failed(Failure why) {
            return new Progress(null, requireNonNull(why, "why"));
        }

        /** When to look again; empty when it is decided. */
        public Optional<Duration> again() {
            return Optional.ofNullable(again);
        }

        /** Why it never will be. */
        public Optional<Failure> failure() {
            return Optional.ofNullable(failure);
        }
    }
}
