package io.portolan.aws.volume;

import io.portolan.Impact;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** The calls behind attachments. */
final class AttachmentSteps {
    /** AWS says that an attachment which takes longer is stuck (aws-ebs-csi-driver, {@code stuckAttachingTimeout}: 90 s). */
    private static final Duration ATTACHING = Duration.ofSeconds(90);

    private static final Duration DETACHING = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Service<Ec2Client> ec2;
    private final TagSteps tags;

    AttachmentSteps(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
        this.tags = new TagSteps(ec2);
    }

    /** Writes the mark before there is an attachment, so that none is ever without one. */
    Steps tag(Key key, Value<NativeId> volume, String machine, String mark) {
        return tags.set(key, volume, Map.of(Held.tagName(machine), mark));
    }

    /** Gives an attachment this mark, or takes it away; nothing when it is so. */
    Steps mark(Key key, Held held, @Nullable Mark mark) {
        if (mark == null) {
            return held.tag() == null ? Steps.none() : unmark(key, held);
        }
        String text = Marks.toText(mark);
        return text.equals(held.tag())
                ? Steps.none()
                : tag(key, Value.of(NativeId.of(VolumeDriver.PART, held.volume())), held.machine(), text);
    }

    private Steps unmark(Key key, Held held) {
        Step step = ec2.delete("DeleteTags", held.markId(), key);
        return step.call(run -> {
            String id = run.get("id", String.class);
            Tag tag = Tag.builder().key(Held.tagName(Held.machine(id))).build();
            return ec2.write(
                    step,
                    run,
                    DeleteTagsRequest.builder().resources(Held.volume(id)).tags(tag),
                    Ec2Client::deleteTags);
        });
    }

    Steps attach(Key key, Value<NativeId> volume, String machine, String device) {
        // A second one would be refused for the first, so that whoever lost the answer looks.
        Step step = ec2.step("AttachVolume", volume.map(NativeId::value) + " to " + machine, key)
                .with("VolumeId", volume.map(NativeId::value))
                .with("InstanceId", machine)
                .with("Device", device)
                .repeat(Repeat.PRECONDITION);
        return step.<NativeId>call(run -> {
                    ec2.write(step, run, AttachVolumeRequest.builder(), Ec2Client::attachVolume);
                    NativeId id = Held.id(run.get("VolumeId", String.class), machine);
                    run.made(key, id);
                    return id;
                })
                .until(
                        "it is attached",
                        (run, id, reads) -> looked(id, "attached", reads),
                        ATTACHING,
                        Call.OnTimeout.FAIL);
    }

    Steps awaitAttached(Key key, Held held) {
        return Step.await("it is attached", key)
                .until(
                        (run, made, reads) -> looked(held.nativeId(), "attached", reads),
                        ATTACHING,
                        Call.OnTimeout.FAIL);
    }

    /** Takes a volume from a machine, and the mark with it. What is on its way off already is only waited for. */
    Steps detach(Held held, Fence fence, Key... keys) {
        List<Steps> steps = new ArrayList<>(2);
        if (held.state().equals("detaching") && fence != Fence.FORCE) {
            steps.add(Step.await(letGo(held), keys)
                    .until(
                            (run, made, reads) -> looked(held.nativeId(), "detached", reads),
                            DETACHING,
                            Call.OnTimeout.FAIL));
        } else if (held.isThere()) {
            steps.add(off(held, fence, keys));
        }
        if (held.tag() != null) {
            steps.add(unmark(keys[0], held));
        }
        return Steps.sequence(steps);
    }

    private static String letGo(Held held) {
        return held.machine() + " has let go of " + held.volume()
                + " (a machine that runs does when the file system is unmounted)";
    }

    private Steps off(Held held, Fence fence, Key... keys) {
        NativeId before = held.incarnation();
        Step step = ec2.delete("DetachVolume", held.nativeId(), keys).impact(Impact.INTERRUPTS);
        if (fence == Fence.FORCE) {
            step.with("Force", true);
        }
        return step.call(run -> {
                    String id = run.get("id", String.class);
                    var answer = ec2.write(
                            step,
                            run,
                            DetachVolumeRequest.builder()
                                    .volumeId(Held.volume(id))
                                    .instanceId(Held.machine(id)),
                            Ec2Client::detachVolume);
                    run.gone(before);
                    return answer;
                })
                .until(
                        letGo(held),
                        (run, answer, reads) -> looked(held.nativeId(), "detached", reads),
                        DETACHING,
                        Call.OnTimeout.FAIL);
    }

    private Poll.Progress looked(NativeId id, String wanted, Reads reads) {
        String state = new VolumeReads(ec2, reads)
                .volume(Held.volume(id.value())).stream()
                        .flatMap(volume -> volume.attachments().stream())
                        .filter(attachment -> Held.machine(id.value()).equals(attachment.instanceId()))
                        .map(VolumeAttachment::stateAsString)
                        .findFirst()
                        .orElse("detached");
        return state.equals(wanted) ? Poll.Progress.done() : Poll.Progress.again(LOOK);
    }
}
