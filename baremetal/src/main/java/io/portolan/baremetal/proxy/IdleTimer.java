package io.portolan.baremetal.proxy;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls back when a connection has been quiet for its idle timeout, again and again until stopped. A touch costs one field: the timer
 * looks when it fires and sleeps for what is left. All on the connection's event loop.
 */
final class IdleTimer implements Runnable {
    /** A timeout that was shortened takes hold of connections that already wait within this time. */
    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(5);

    private final EventExecutor loop;
    private final LongSupplier timeoutNanos;
    private final Runnable onIdle;
    private long last = System.nanoTime();
    private @Nullable Future<?> sleep;

    IdleTimer(EventExecutor loop, LongSupplier timeoutNanos, Runnable onIdle) {
        this.loop = loop;
        this.timeoutNanos = timeoutNanos;
        this.onIdle = onIdle;
    }

    void start() {
        touch();
        sleep(timeoutNanos.getAsLong());
    }

    void touch() {
        last = System.nanoTime();
    }

    void stop() {
        if (sleep != null) {
            sleep.cancel(false);
            sleep = null;
        }
    }

    @Override
    public void run() {
        if (sleep == null) {
            return;
        }
        long left = last + timeoutNanos.getAsLong() - System.nanoTime();
        if (left > 0) {
            sleep(left);
            return;
        }
        touch();
        sleep(timeoutNanos.getAsLong());
        onIdle.run();
    }

    private void sleep(long nanos) {
        sleep = loop.schedule(this, Math.min(nanos, LONGEST_SLEEP), TimeUnit.NANOSECONDS);
    }
}
