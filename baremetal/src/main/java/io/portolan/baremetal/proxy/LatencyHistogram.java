package io.portolan.baremetal.proxy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets that grow with them: eight to each doubling, from a microsecond to an hour, so a percentile is off by at
 * most an eighth of its bucket's start.
 */
final class LatencyHistogram {
    private static final int STEPS = 8;
    private static final int STEP_BITS = 3;
    private static final int OCTAVES = 32;

    private final AtomicLongArray buckets = new AtomicLongArray(STEPS * OCTAVES);

    void record(long nanos) {
        buckets.getAndIncrement(bucket(TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    ProxyStatus.Latency percentiles() {
        long[] counts = new long[buckets.length()];
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = buckets.get(i);
            total += counts[i];
        }
        return new ProxyStatus.Latency(
                at(counts, rank(total, 0.50)),
                at(counts, rank(total, 0.90)),
                at(counts, rank(total, 0.99)),
                at(counts, total));
    }

    private static long rank(long total, double share) {
        return (long) Math.ceil(total * share);
    }

    private static Duration at(long[] counts, long rank) {
        if (rank == 0) {
            return Duration.ZERO;
        }
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(start(i) + start(i + 1)) / 2);
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + seen);
    }

    /** Below 8 µs a bucket is a microsecond wide; from there on the three bits after the leading one choose it. */
    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) Math.max(micros, 0);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int step = (int) (micros >>> (exponent - STEP_BITS)) & (STEPS - 1);
        return Math.min((exponent - STEP_BITS + 1) * STEPS + step, STEPS * OCTAVES - 1);
    }

    private static long start(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int exponent = bucket / STEPS + STEP_BITS - 1;
        return (long) (STEPS + bucket % STEPS) << (exponent - STEP_BITS);
    }
}
