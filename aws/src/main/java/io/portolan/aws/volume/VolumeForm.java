package io.portolan.aws.volume;

import io.portolan.model.DataRate;
import io.portolan.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can be changed on a volume in place: what it is to be. Pure.
 *
 * @param size in GiB
 * @param operations a second; zero where the type has none of its own
 * @param throughput in MiB/s; zero where the type has none of its own
 * @param shared whether several machines may have it at once
 */
record VolumeForm(VolumeType type, long size, long operations, long throughput, boolean shared) {

    /**
     * What a spec means. What it does not give is left as it is, or has what AWS gives without a charge: gp3, 3,000 operations, 125 MiB/s.
     *
     * <p>Input: 100,000 operations without a type. After: io2, since gp3 ends at 80,000. Input: 1,000 MiB/s without operations. After: 4,000 operations,
     * which gp3 needs for it.
     */
    static VolumeForm of(Volume spec, AwsVolumeOptions options, Optional<Ebs> there) {
        VolumeType type = type(spec, options, there);
        long size = spec.size().bytes() >> 30;
        Optional<Ebs> alike = there.filter(ebs -> ebs.type().equals(Optional.of(type)));
        long throughput = !type.hasThroughput()
                ? 0
                : spec.throughput()
                                .resolve(
                                        alike.flatMap(Ebs::throughput).map(Ebs::mebibytes),
                                        Ebs.mebibytes(VolumeType.LEAST_THROUGHPUT))
                                .perSecond()
                                .bytes()
                        >> 20;
        long operations = 0;
        if (type.hasOperations()) {
            long usual =
                    Math.min(VolumeType.BASE_OPERATIONS, type.operationsOf(size).orElse(VolumeType.BASE_OPERATIONS));
            operations = spec.iops().resolve(alike.flatMap(Ebs::operations), usual);
            if (spec.iops().value().isEmpty()) {
                operations = Math.max(operations, throughput * VolumeType.OPERATIONS_FOR_A_MEBIBYTE);
            }
        }
        boolean shared =
                options.multiAttach().or(() -> there.map(Ebs::isShared)).orElse(false);
        return new VolumeForm(type, size, operations, throughput, shared);
    }

    private static VolumeType type(Volume spec, AwsVolumeOptions options, Optional<Ebs> there) {
        VolumeType type = options.type().or(() -> there.flatMap(Ebs::type)).orElse(VolumeType.GP3);
        boolean more = spec.iops()
                .value()
                .filter(n -> n > VolumeType.GP3.mostOperations())
                .isPresent();
        return options.type().isEmpty() && type == VolumeType.GP3 && more ? VolumeType.IO2 : type;
    }

    /** What AWS would refuse, a line each. */
    List<String> problems(Volume spec) {
        List<String> problems = new ArrayList<>();
        String word = type.word();
        if (size < type.leastSize() || size > type.mostSize()) {
            problems.add(word + " has " + type.leastSize() + " to " + type.mostSize() + " GiB, not " + size);
        }
        OptionalLong most = type.operationsOf(size);
        if (most.isEmpty() && spec.iops().value().isPresent()) {
            problems.add(word + " has no operations of its own");
        } else if (most.isPresent() && (operations < type.leastOperations() || operations > most.getAsLong())) {
            problems.add(word + " of " + size + " GiB has " + type.leastOperations() + " to " + most.getAsLong()
                    + " operations a second, not " + operations);
        }
        problems.addAll(throughputProblems(spec.throughput().value()));
        if (shared && !type.isShareable()) {
            problems.add(word + " is for one machine: several take io1 or io2");
        }
        return problems;
    }

    private List<String> throughputProblems(Optional<DataRate> asked) {
        if (!type.hasThroughput()) {
            return asked.map(rate -> List.of(type.word() + " has no throughput of its own"))
                    .orElse(List.of());
        }
        if (throughput < VolumeType.LEAST_THROUGHPUT || throughput > VolumeType.MOST_THROUGHPUT) {
            return List.of(type.word() + " has " + VolumeType.LEAST_THROUGHPUT + " to " + VolumeType.MOST_THROUGHPUT
                    + " MiB/s, not " + throughput);
        }
        return throughput * VolumeType.OPERATIONS_FOR_A_MEBIBYTE > operations
                ? List.of(throughput + " MiB/s need " + throughput * VolumeType.OPERATIONS_FOR_A_MEBIBYTE
                        + " operations a second, not " + operations)
                : List.of();
    }
}
