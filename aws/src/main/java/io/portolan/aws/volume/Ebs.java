package io.portolan.aws.volume;

import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;

/**
 * A volume as it was read, with the modification that is going on: what it is being changed to counts as what it is, so that no change is asked for
 * twice. AWS shows the new size only when the modification is optimizing.
 *
 * @param volume the SDK's object
 * @param modification the one that is modifying or optimizing; null where there is none
 * @param zoneWord its zone as the spec calls it: a letter where the spec gives one that means this zone
 */
record Ebs(Volume volume, @Nullable VolumeModification modification, String zoneWord) {

    boolean isModifying() {
        return modification != null && "modifying".equals(modification.modificationStateAsString());
    }

    String zone() {
        return volume.availabilityZone();
    }

    long size() {
        Integer target = modification == null ? null : modification.targetSize();
        return target != null ? target : volume.size();
    }

    /** Empty for a type that is not known here, which is left as it is. */
    Optional<VolumeType> type() {
        String target = modification == null ? null : modification.targetVolumeTypeAsString();
        return VolumeType.named(target != null ? target : volume.volumeTypeAsString());
    }

    Optional<Long> operations() {
        Integer target = modification == null ? null : modification.targetIops();
        return Optional.ofNullable(target != null ? target : volume.iops()).map(Integer::longValue);
    }

    /** In MiB/s; what gp3 has at least where AWS does not say. */
    Optional<Long> throughput() {
        Integer target = modification == null ? null : modification.targetThroughput();
        Integer said = target != null ? target : volume.throughput();
        if (said == null && type().filter(VolumeType::hasThroughput).isPresent()) {
            return Optional.of(VolumeType.LEAST_THROUGHPUT);
        }
        return Optional.ofNullable(said).map(Integer::longValue);
    }

    boolean isShared() {
        Boolean target = modification == null ? null : modification.targetMultiAttachEnabled();
        return Boolean.TRUE.equals(target != null ? target : volume.multiAttachEnabled());
    }

    static DataSize gibibytes(long n) {
        return DataSize.ofGibibytes(n);
    }

    static DataRate mebibytes(long n) {
        return DataRate.perSecond(DataSize.ofMebibytes(n));
    }
}
