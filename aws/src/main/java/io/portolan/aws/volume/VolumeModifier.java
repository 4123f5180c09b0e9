package io.portolan.aws.volume;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.aws.account.Service;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeRequest;
import software.amazon.awssdk.services.ec2.model.VolumeModification;

/**
 * Changes volumes online. One call for everything that differs, since AWS counts calls: the next one is taken when the last is complete, which may take
 * hours (state {@code optimizing}), and four in 24 hours (EC2 API reference, {@code ModifyVolume}). The first is known before the call, so it is not made; the
 * second is not to be seen, and AWS's refusal says when.
 */
final class VolumeModifier {
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration EFFECT = Duration.ofMinutes(15);
    private static final String IN_EFFECT = "the change is in effect";

    private final Service<Ec2Client> ec2;

    VolumeModifier(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    /** What takes a volume to a form; asks to look again later where AWS would refuse. */
    Steps steps(Key key, Ebs ebs, VolumeForm form, Planning planning) {
        Map<String, Object> arguments = differences(key, ebs, form, planning);
        VolumeModification open = ebs.modification();
        if (arguments.isEmpty()) {
            return open != null && ebs.isModifying()
                    ? Step.await(IN_EFFECT, key)
                            .until(
                                    (run, made, reads) ->
                                            looked(ebs.volume().volumeId(), form, open.startTime(), reads),
                                    EFFECT,
                                    Call.OnTimeout.FAIL)
                    : Steps.none();
        }
        if (open != null) {
            planning.later(
                    key,
                    "AWS is not done with the last change of " + ebs.volume().volumeId() + " ("
                            + open.modificationStateAsString() + ", " + open.progress()
                            + " %), and takes the next one then",
                    AGAIN);
            return Steps.none();
        }
        String id = ebs.volume().volumeId();
        // A second one would be refused for the first, so that whoever lost the answer looks.
        Step step = ec2.step("ModifyVolume", id + " to " + arguments, key)
                .on(NativeId.of(VolumeDriver.PART, id))
                .with("VolumeId", id)
                .repeat(Repeat.PRECONDITION);
        arguments.forEach(step::with);
        return step.call(run -> ec2.write(step, run, ModifyVolumeRequest.builder(), Ec2Client::modifyVolume))
                .until(
                        IN_EFFECT,
                        (run, made, reads) ->
                                looked(id, form, made.volumeModification().startTime(), reads),
                        EFFECT,
                        Call.OnTimeout.FAIL);
    }

    private static Map<String, Object> differences(Key key, Ebs ebs, VolumeForm form, Planning planning) {
        Map<String, Object> arguments = changed(ebs, form);
        if (arguments.containsKey("Size")) {
            differs(key, "size", Ebs.gibibytes(ebs.size()), Ebs.gibibytes(form.size()), planning);
        }
        if (arguments.containsKey("VolumeType")) {
            differs(key, "type", ebs.volume().volumeTypeAsString(), form.type().word(), planning);
        }
        if (arguments.containsKey("Iops")) {
            differs(key, "iops", ebs.operations().<Object>map(n -> n).orElse("-"), form.operations(), planning);
        }
        if (arguments.containsKey("Throughput")) {
            Object before = ebs.throughput().<Object>map(Ebs::mebibytes).orElse("-");
            differs(key, "throughput", before, Ebs.mebibytes(form.throughput()), planning);
        }
        if (arguments.containsKey("MultiAttachEnabled")) {
            differs(key, "multiAttach", ebs.isShared(), form.shared(), planning);
        }
        return arguments;
    }

    /** What has to be asked for, in AWS's words. */
    static Map<String, Object> changed(Ebs ebs, VolumeForm form) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        boolean retyped = !ebs.type().equals(Optional.of(form.type()));
        if (form.size() != ebs.size()) {
            arguments.put("Size", (int) form.size());
        }
        if (retyped) {
            arguments.put("VolumeType", form.type().word());
        }
        if (form.operations() > 0
                && (retyped || form.operations() != ebs.operations().orElse(0L))) {
            arguments.put("Iops", (int) form.operations());
        }
        if (form.throughput() > 0
                && (retyped || form.throughput() != ebs.throughput().orElse(0L))) {
            arguments.put("Throughput", (int) form.throughput());
        }
        if (form.shared() != ebs.isShared()) {
            arguments.put("MultiAttachEnabled", form.shared());
        }
        return arguments;
    }

    private static void differs(Key key, String field, Object from, Object to, Planning planning) {
        planning.differs(key, FieldPath.of(field), from, to, Planning.Reason.WANTED);
    }

    /** It is in effect when AWS optimizes, or is done and shows it. A volume that does not show it, without a modification, is read too early. */
    private Poll.Progress looked(String id, VolumeForm form, Instant since, Reads reads) {
        VolumeReads ebs = new VolumeReads(ec2, reads);
        VolumeModification last = ebs.modifications().get(id);
        String state = last == null ? "completed" : last.modificationStateAsString();
        if (last != null && state.equals("failed") && !last.startTime().isBefore(since)) {
            return Poll.Progress.failed(
                    Failure.of(Code.INVALID, "AWS could not change " + id + ": " + last.statusMessage()));
        }
        boolean done = state.equals("optimizing")
                || state.equals("completed")
                        && ebs.volume(id)
                                .filter(volume ->
                                        changed(new Ebs(volume, null, ""), form).isEmpty())
                                .isPresent();
        return done ? Poll.Progress.done() : Poll.Progress.again(LOOK);
    }
}
