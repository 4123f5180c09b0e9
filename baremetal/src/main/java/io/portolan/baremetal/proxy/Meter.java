package io.portolan.baremetal.proxy;

import java.util.concurrent.atomic.LongAdder;

/** The counters of a frontend or a target; written on event loops, read by whoever asks for the status. */
final class Meter {
    private final LongAdder active = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LatencyHistogram latency = new LatencyHistogram();

    void entered() {
        active.increment();
    }

    void left() {
        active.decrement();
    }

    void begun() {
        total.increment();
    }

    void failed() {
        failures.increment();
    }

    void took(long nanos) {
        latency.record(nanos);
    }

    long active() {
        return active.sum();
    }

    ProxyStatus.Traffic read() {
        return new ProxyStatus.Traffic(active.sum(), total.sum(), failures.sum(), latency.percentiles());
    }
}
