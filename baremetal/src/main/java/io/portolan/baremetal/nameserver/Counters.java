package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.ServerStatus.Traffic;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What was done since the start. */
final class Counters {
    final LongAdder queries = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder updates = new LongAdder();
    final LongAdder failures = new LongAdder();
    final AtomicInteger connections = new AtomicInteger();

    Traffic read() {
        return new Traffic(queries.sum(), dropped.sum(), updates.sum(), failures.sum(), connections.get());
    }
}
