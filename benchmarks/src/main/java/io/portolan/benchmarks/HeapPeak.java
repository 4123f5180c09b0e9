package io.portolan.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The most that the heap held, garbage included: the peaks of its pools together, so never less than the truth. */
final class HeapPeak {
    private HeapPeak() {}

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    static void reset() {
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    static long mebibytes() {
        return pools().stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum() >> 20;
    }

    /** What is held now, after a collection. */
    static long live() {
        System.gc();
        return pools().stream().mapToLong(p -> p.getUsage().getUsed()).sum() >> 20;
    }
}
