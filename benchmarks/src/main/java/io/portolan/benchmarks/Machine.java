package io.portolan.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Where the figures were made, in general terms. */
final class Machine {
    private Machine() {}

    /** Processors, Java version and the load of the last minute, which tells how far figures can be trusted. */
    static String line() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "machine: %d processors, Java %s, heap up to %d MiB, load average %.1f",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Runtime.getRuntime().maxMemory() >> 20,
                load);
    }
}
