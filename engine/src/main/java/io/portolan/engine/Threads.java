package io.portolan.engine;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for steps: virtual where the JVM has them, a bounded pool on 17. How many work at once is the run's to bound. */
final class Threads {
    private Threads() {}

    static ExecutorService pool(int most) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            AtomicInteger number = new AtomicInteger();
            return Executors.newFixedThreadPool(most, work -> {
                Thread thread = new Thread(work, "portolan-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
    }
}
