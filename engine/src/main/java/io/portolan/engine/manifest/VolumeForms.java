package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.Ref;
import io.portolan.volume.Attachment;
import io.portolan.volume.Attachment.Mode;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.util.Optional;

/** Volumes, snapshots and attachments. */
final class VolumeForms {
    private static final RefType<Volume> VOLUME_REF = new RefType<>(Volume.KIND, "volume");
    private static final RefType<Snapshot> SNAPSHOT_REF = new RefType<>(Snapshot.KIND, "snapshot");

    private static final Attribute<DataSize> SIZE =
            required("size", Texts.SIZE, "Its size; it only ever grows.").example("20Gi");
    private static final Attribute<String> ZONE = optional(
                    "zone",
                    Texts.TEXT,
                    "A zone of the provider, or a letter that is mapped to its zones in order; else the provider's choice.")
            .example("a");
    private static final Attribute<Integer> IOPS = states(
                    "iops", IntegerType.COUNT, "the provider's", "Operations a second.")
            .example("6000");
    private static final Attribute<DataRate> THROUGHPUT = states(
                    "throughput", Texts.RATE, "the provider's", "Bytes a second.")
            .example("250Mi/s");
    private static final Attribute<Ref<Snapshot>> FROM =
            optional("snapshot", SNAPSHOT_REF, "A snapshot that it is made from; looked at only when it is created.");

    /** {@code kind: Volume}. */
    static final Form<Volume> VOLUME =
            Form.of("Volume", "VolumeSpec", VolumeForms::volume, SIZE, ZONE, IOPS, THROUGHPUT, FROM);

    private static final Attribute<Ref<Volume>> OF =
            required("volume", VOLUME_REF, "The volume.").example("data");

    /** {@code kind: Snapshot}. */
    static final Form<Snapshot> SNAPSHOT =
            Form.of("Snapshot", "SnapshotSpec", in -> Optional.of(Snapshot.of(in.get(OF))), OF);

    private static final Attribute<String> INSTANCE = required(
                    "instance", Texts.TEXT, "The machine, by the provider's id of it.")
            .example("app-1");
    private static final Attribute<Mode> MODE = states(
            "mode",
            ChoiceType.of(Mode.class, "ReadWrite", Mode.READ_WRITE, "ReadOnly", Mode.READ_ONLY),
            "ReadWrite",
            "Whether the machine may write.");

    /** {@code kind: Attachment}. */
    static final Form<Attachment> ATTACHMENT = Form.of(
            "Attachment",
            "AttachmentSpec",
            in -> Optional.of(Attachment.of(in.get(OF), in.get(INSTANCE))
                    .mode(in.field(MODE))
                    .build()),
            OF,
            INSTANCE,
            MODE);

    private VolumeForms() {}

    private static Optional<Volume> volume(Filled in) {
        Volume.Builder volume = Volume.of(in.get(SIZE)).throughput(in.field(THROUGHPUT));
        volume.iops(Fields.map(in.field(IOPS), Integer::longValue));
        in.find(ZONE).ifPresent(volume::zone);
        in.find(FROM).ifPresent(volume::snapshot);
        return Optional.of(volume.build());
    }
}
