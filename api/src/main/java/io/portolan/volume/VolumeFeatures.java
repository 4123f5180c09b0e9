package io.portolan.volume;

import io.portolan.model.Feature;
import io.portolan.model.FieldPath;
import io.portolan.model.Use;
import java.util.ArrayList;
import java.util.List;

/** The features of volumes, snapshots and attachments, as support tables list them. */
public final class VolumeFeatures {
    /** The size, with a range. */
    public static final Feature SIZE = Feature.of("Volume", "size");
    /** A zone of the user's choice. */
    public static final Feature ZONE = Feature.of("Volume", "zone");
    /** Operations a second, with a range. */
    public static final Feature IOPS = Feature.of("Volume", "iops");
    /** Bytes a second, with a range. */
    public static final Feature THROUGHPUT = Feature.of("Volume", "throughput");
    /** Made from a snapshot. */
    public static final Feature RESTORE = Feature.of("Volume", "from a snapshot");
    /** Grown while it is used. */
    public static final Feature GROW = Feature.of("Volume", "grow");
    /** Snapshots. */
    public static final Feature SNAPSHOT = Feature.of("Snapshot", "snapshot");
    /** Attached for reading and writing. */
    public static final Feature ATTACH = Feature.of("Attachment", "read and write");
    /** Attached for reading. */
    public static final Feature ATTACH_READ_ONLY = Feature.of("Attachment", "read only");

    private VolumeFeatures() {}

    static List<Use> of(Volume volume) {
        List<Use> uses = new ArrayList<>();
        uses.add(Use.of(SIZE, FieldPath.of("size"), volume.size()));
        volume.zone().ifPresent(z -> uses.add(Use.of(ZONE, FieldPath.of("zone"))));
        volume.iops().value().ifPresent(n -> uses.add(Use.of(IOPS, FieldPath.of("iops"), n)));
        volume.throughput().value().ifPresent(r -> uses.add(Use.of(THROUGHPUT, FieldPath.of("throughput"), r)));
        volume.snapshot().ifPresent(x -> uses.add(Use.of(RESTORE, FieldPath.of("snapshot"))));
        return uses;
    }
}
