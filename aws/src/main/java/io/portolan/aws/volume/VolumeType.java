package io.portolan.aws.volume;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The types of EBS volumes with their limits, in AWS's units: GiB, operations a second, MiB a second.
 *
 * <p>Source: EBS user guide, "Amazon EBS volume types" (gp3 of 2025: 64 TiB, 80,000 operations, 2,000 MiB/s).
 */
public enum VolumeType {
    /** General purpose; operations and throughput of their own. What a volume is when nothing is said. */
    GP3(1, 65_536, 3_000, 80_000, 500),
    /** General purpose of the generation before; operations by size. */
    GP2(1, 16_384, 0, 0, 0),
    /** Provisioned operations; may be attached to several machines. */
    IO2(4, 65_536, 100, 256_000, 1_000),
    /** Provisioned operations of the generation before; may be attached to several machines. */
    IO1(4, 16_384, 100, 64_000, 50),
    /** Hard disks for throughput. */
    ST1(125, 16_384, 0, 0, 0),
    /** Hard disks for what is seldom read. */
    SC1(125, 16_384, 0, 0, 0),
    /** Hard disks of the first generation. */
    STANDARD(1, 1_024, 0, 0, 0);

    static final long BASE_OPERATIONS = 3_000;
    static final long LEAST_THROUGHPUT = 125;
    static final long MOST_THROUGHPUT = 2_000;
    /** Operations a second that each MiB/s needs: a quarter of a MiB each. */
    static final long OPERATIONS_FOR_A_MEBIBYTE = 4;

    private final long leastSize;
    private final long mostSize;
    private final long leastOperations;
    private final long mostOperations;
    private final long operationsForAGibibyte;

    VolumeType(long leastSize, long mostSize, long leastOperations, long mostOperations, long operationsForAGibibyte) {
        this.leastSize = leastSize;
        this.mostSize = mostSize;
        this.leastOperations = leastOperations;
        this.mostOperations = mostOperations;
        this.operationsForAGibibyte = operationsForAGibibyte;
    }

    /** By AWS's word, as {@code gp3}; empty for a type that is not known here. */
    static Optional<VolumeType> named(String word) {
        for (VolumeType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** AWS's word for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    long leastSize() {
        return leastSize;
    }

    long mostSize() {
        return mostSize;
    }

    long leastOperations() {
        return leastOperations;
    }

    /** The most for any volume of this type, whatever its size. */
    long mostOperations() {
        return mostOperations;
    }

    /** Whether operations can be given. */
    boolean hasOperations() {
        return mostOperations > 0;
    }

    /** Whether throughput can be given. */
    boolean hasThroughput() {
        return this == GP3;
    }

    /** Whether several machines may have it at once. */
    boolean isShareable() {
        return this == IO1 || this == IO2;
    }

    /** The most for a volume of this size; empty where they can't be given. */
    OptionalLong operationsOf(long gibibytes) {
        if (!hasOperations()) {
            return OptionalLong.empty();
        }
        long base = this == GP3 ? BASE_OPERATIONS : leastOperations;
        return OptionalLong.of(Math.min(mostOperations, Math.max(base, gibibytes * operationsForAGibibyte)));
    }
}
