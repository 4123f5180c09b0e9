package io.portolan.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition, up to a deadline. */
final class Waiting {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            NEVER.await(20, TimeUnit.MILLISECONDS);
        }
    }
}
