package io.portolan.baremetal.nameserver;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands updates to the store, one after the other, and serves what came of them. */
final class Updates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Updates.class);
    private static final int MAX_WAITING = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ZoneStore store;
    private final Consumer<ZoneData> serve;
    private final Counters counters;
    private final ThreadPoolExecutor thread;

    /** @param serve takes each changed zone before its update is answered */
    Updates(ZoneStore store, Consumer<ZoneData> serve, Counters counters) {
        this.store = store;
        this.serve = serve;
        this.counters = counters;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> {
            Thread made = new Thread(work, "dns-updates");
            made.setDaemon(true);
            return made;
        });
    }

    /** Tells {@code then} the outcome, on another thread unless too many wait. */
    void submit(ZoneUpdate update, Consumer<UpdateOutcome> then) {
        try {
            thread.execute(() -> then.accept(make(update)));
        } catch (RejectedExecutionException e) {
            counters.failures.increment();
            then.accept(
                    UpdateOutcome.rejected(UpdateOutcome.Code.SERVFAIL, "too many updates wait, or the server stops"));
        }
    }

    /** Awaits the update in the store's hands; drops those that wait. */
    @Override
    public void close() {
        thread.getQueue().clear();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private UpdateOutcome make(ZoneUpdate update) {
        try {
            counters.updates.increment();
            UpdateOutcome outcome = store.update(update);
            outcome.zone().ifPresent(serve);
            return outcome;
        } catch (RuntimeException e) {
            counters.failures.increment();
            LOG.warn("{} could not be made", update, e);
            return UpdateOutcome.rejected(UpdateOutcome.Code.SERVFAIL, "the update could not be made");
        }
    }
}
