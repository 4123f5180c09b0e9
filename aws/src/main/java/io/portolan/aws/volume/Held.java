package io.portolan.aws.volume;

import io.portolan.aws.account.TagSteps;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.NativeThing;
import io.portolan.volume.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/**
 * A volume on a machine, or what is left of that: its mark. EBS attachments carry no tags, so that the mark of one is a tag of its volume, with the machine
 * in its name; it is written before the volume is attached and deleted when it is detached.
 *
 * @param attachment what AWS says; null where there is only the mark
 * @param tag the tag's value; null where there is none
 * @param mark the mark, from the tag or from the journal
 */
record Held(
        String volume,
        String machine,
        @Nullable VolumeAttachment attachment,
        @Nullable String tag,
        @Nullable Mark known)
        implements NativeThing {
    static final String PART = "attachment";
    static final String MARK_PART = "attachment-mark";
    private static final String TAG = "portolan.attachment.";
    private static final Set<String> OVER = Set.of("detached");

    /** Everything that a volume says of its machines. */
    static List<Held> of(Volume volume, Scope<Attachment> scope) {
        Map<String, String> tags = TagSteps.map(volume.tags());
        Set<String> machines = new TreeSet<>();
        volume.attachments().stream()
                .filter(a -> !OVER.contains(a.stateAsString()))
                .map(Held::holder)
                .forEach(machines::add);
        tags.keySet().stream()
                .filter(name -> name.startsWith(TAG))
                .forEach(name -> machines.add(name.substring(TAG.length())));
        List<Held> all = new ArrayList<>(machines.size());
        for (String machine : machines) {
            VolumeAttachment attachment = volume.attachments().stream()
                    .filter(a -> !OVER.contains(a.stateAsString()) && holder(a).equals(machine))
                    .findFirst()
                    .orElse(null);
            String tag = tags.get(TAG + machine);
            Mark mark = tag == null ? null : Marks.fromText(tag).orElse(null);
            Key made = scope.memory().made().get(id(volume.volumeId(), machine));
            if (mark == null && made != null) {
                mark = Mark.of(scope.owner(), made);
            }
            all.add(new Held(volume.volumeId(), machine, attachment, tag, mark));
        }
        return all;
    }

    /** The machine, or what else AWS has attached it to. */
    private static String holder(VolumeAttachment attachment) {
        return attachment.instanceId() != null
                ? attachment.instanceId()
                : String.valueOf(attachment.associatedResource());
    }

    static NativeId id(String volume, String machine) {
        return NativeId.of(PART, volume + ":" + machine);
    }

    /** The volume in an id; the whole where it is no such id. */
    static String volume(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    static String machine(String id) {
        return id.substring(id.indexOf(':') + 1);
    }

    static String tagName(String machine) {
        return TAG + machine;
    }

    static Claim claim(String volume, String machine) {
        return Claim.of("attachment", volume, machine);
    }

    @Override
    public NativeId nativeId() {
        return id(volume, machine);
    }

    /** Ids come again when a volume is attached again. */
    @Override
    public NativeId incarnation() {
        return attachment == null
                ? markId()
                : NativeId.of(PART, volume + ":" + machine + "@" + attachment.attachTime());
    }

    NativeId markId() {
        return NativeId.of(MARK_PART, volume + ":" + machine);
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.ofNullable(known);
    }

    @Override
    public Set<Claim> claims() {
        return Set.of(claim(volume, machine));
    }

    @Override
    public Map<NativeId, java.time.Duration> uses() {
        return Map.of(NativeId.of(VolumeDriver.PART, volume), java.time.Duration.ZERO);
    }

    @Override
    public Map<Output<?>, Object> outputs() {
        return device().<Map<Output<?>, Object>>map(device -> Map.of(Attachment.DEVICE, device))
                .orElse(Map.of());
    }

    Optional<String> device() {
        return Optional.ofNullable(attachment).map(VolumeAttachment::device);
    }

    /** {@code attaching}, {@code attached}, {@code busy} or {@code detaching}; {@code marked} where it is not attached. */
    String state() {
        return attachment == null ? "marked" : attachment.stateAsString();
    }

    boolean isThere() {
        return attachment != null;
    }

    Map<String, String> tags() {
        return tag == null ? Map.of() : Map.of(tagName(machine), tag);
    }
}
