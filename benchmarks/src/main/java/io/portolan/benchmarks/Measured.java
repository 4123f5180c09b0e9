package io.portolan.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Some rounds of one piece of work: how long each took, and how much processor time. */
final class Measured {
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();

    private Measured() {}

    /** Does the work so many times. Processor time is that of all threads, garbage collection and compilation included. */
    static Measured rounds(int count, Runnable work) {
        Measured measured = new Measured();
        for (int i = 0; i < count; i++) {
            long processor = processorTime();
            long begun = System.nanoTime();
            work.run();
            measured.wall.add((System.nanoTime() - begun) / 1e9);
            measured.processor.add((processorTime() - processor) / 1e9);
        }
        return measured;
    }

    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    /** Seconds, of the middle round. */
    double median() {
        return median(wall);
    }

    /** Seconds, of the fastest round. */
    double best() {
        return wall.stream().mapToDouble(d -> d).min().orElseThrow();
    }

    /** Seconds, of the slowest round. */
    double worst() {
        return wall.stream().mapToDouble(d -> d).max().orElseThrow();
    }

    /** Processor seconds, of the middle round. */
    double medianProcessor() {
        return median(processor);
    }

    int count() {
        return wall.size();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
