package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A result that another thread may make ahead of need. Who needs it before that thread has begun makes it, so nobody waits for a full pool. */
final class Ahead<T> implements Runnable {
    private final FutureTask<T> task;
    private final AtomicBoolean begun = new AtomicBoolean();

    Ahead(Supplier<T> work) {
        this.task = new FutureTask<>(work::get);
    }

    /** A result that is there. */
    static <T> Ahead<T> of(T value) {
        Ahead<T> ahead = new Ahead<>(() -> value);
        ahead.run();
        return ahead;
    }

    /** Makes it, unless that has begun. */
    @Override
    public void run() {
        if (begun.compareAndSet(false, true)) {
            task.run();
        }
    }

    /**
     * The result, made here unless that has begun.
     *
     * @throws PortolanException with CANCELLED when this thread is interrupted, which interrupts the work too; what the work throws comes as it is
     */
    T get() {
        run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw cancelled(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    /** Waits for work that has begun, whatever comes of it, and lets none begin: for when nobody wants the result any more. */
    void end() {
        if (begun.compareAndSet(false, true)) {
            task.cancel(false);
            return;
        }
        try {
            task.get();
        } catch (InterruptedException e) {
            throw cancelled(e);
        } catch (ExecutionException | CancellationException e) {
            return;
        }
    }

    private PortolanException cancelled(InterruptedException e) {
        task.cancel(true);
        Thread.currentThread().interrupt();
        return new PortolanException(Failure.of(Code.CANCELLED, "interrupted while it was planned"), e);
    }
}
