package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A step together with what makes its native call, and what is waited for afterwards.
 *
 * @param <R> the answer of the call
 */
public final class Call<R> extends Steps {
    /** What happens when a wait takes too long. */
    public enum OnTimeout {
        /** The step fails with TIMEOUT: what depends on it is not begun. */
        FAIL,
        /** It goes on: a drain that is not over is cut. */
        PROCEED
    }

    /**
     * Something to wait for.
     *
     * @param <R> the answer of the call
     */
    public static final class Wait<R> {
        private final String what;
        private final Poll<R> poll;
        private final Duration most;
        private final OnTimeout onTimeout;

        Wait(String what, Poll<R> poll, Duration most, OnTimeout onTimeout) {
            this.what = requireNonNull(what, "what");
            this.poll = requireNonNull(poll, "poll");
            this.most = requireNonNull(most, "most");
            this.onTimeout = requireNonNull(onTimeout, "onTimeout");
        }

        /** Completes "wait until ...". */
        public String what() {
            return what;
        }

        /** Looks whether it is so. */
        public Poll<R> poll() {
            return poll;
        }

        /** For how long. */
        public Duration most() {
            return most;
        }

        /** What happens then. */
        public OnTimeout onTimeout() {
            return onTimeout;
        }
    }

    private final Step step;
    private final Function<Running, R> write;
    private final @Nullable Wait<R> wait;

    Call(Step step, Function<Running, R> write, @Nullable Wait<R> wait) {
        this.step = step;
        this.write = write;
        this.wait = wait;
    }

    /**
     * The same, done only when this is so: for long operations, whose handle is the answer.
     *
     * @param what completes "wait until ..."
     */
    public Call<R> until(String what, Poll<R> poll, Duration most, OnTimeout onTimeout) {
        return new Call<>(step, write, new Wait<>(what, poll, most, onTimeout));
    }

    /** The description. */
    public Step step() {
        return step;
    }

    /** Makes the call; by the engine. */
    public R run(Running running) {
        return write.apply(running);
    }

    /** What is waited for afterwards. */
    public Optional<Wait<R>> waiting() {
        return Optional.ofNullable(wait);
    }

    @Override
    public Order order() {
        return Order.CALL;
    }

    @Override
    public List<Steps> children() {
        return List.of();
    }

    @Override
    public String toString() {
        return step.toString();
    }
}
