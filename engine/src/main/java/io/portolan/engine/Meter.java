package io.portolan.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts native calls. */
final class Meter {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    void called(boolean write) {
        (write ? writes : reads).incrementAndGet();
    }

    void retried() {
        retries.incrementAndGet();
    }

    int reads() {
        return reads.get();
    }

    int writes() {
        return writes.get();
    }

    int retries() {
        return retries.get();
    }
}
