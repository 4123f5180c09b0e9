package io.portolan.aws.volume;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Things;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** What volumes need to become what is wanted. Pure. */
final class VolumePlanner {
    private static final Duration CREATION = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Service<Ec2Client> ec2;
    private final TagSteps tags;
    private final VolumeModifier modifier;

    VolumePlanner(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
        this.tags = new TagSteps(ec2);
        this.modifier = new VolumeModifier(ec2);
    }

    void plan(Things<AwsThing> world, Change<Volume> change, Planning planning) {
        List<AwsThing> things = world.of(change);
        switch (change.intent()) {
            case APPLY, ADOPT -> apply(world, change, things, planning);
            case KEEP, RELEASE -> planning.make(Steps.each(things, thing -> mark(change, thing)));
            case DELETE -> planning.retire(Steps.each(things, thing -> delete(change.key(), thing)));
        }
    }

    private void apply(Things<AwsThing> world, Change<Volume> change, List<AwsThing> things, Planning planning) {
        Volume spec = change.desired().orElseThrow();
        List<AwsThing> fit = things.stream()
                .filter(thing -> spec.zone()
                        .map(word -> Zones.means(word, zone(thing))
                                || Zones.named(word, zones(world)).equals(Optional.of(zone(thing))))
                        .orElse(true))
                .toList();
        if (fit.size() > 1) {
            refuseTwice(change.key(), fit, planning);
            return;
        }
        AwsVolumeOptions options = change.options(AwsVolumeOptions.class).orElse(AwsVolumeOptions.NONE);
        Optional<Ebs> there = fit.stream().findFirst().map(thing -> thing.object(Ebs.class));
        if (there.filter(ebs -> ebs.type().isEmpty()).isPresent()
                && options.type().isEmpty()) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.UNSUPPORTED,
                    fit.get(0).nativeId() + " is of a type that is not known here",
                    "name a type in the volume's options, to which it is changed");
            return;
        }
        VolumeForm form = VolumeForm.of(spec, options, there);
        List<String> problems = form.problems(spec);
        if (!problems.isEmpty()) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.UNSUPPORTED,
                    String.join("; ", problems),
                    "change size, iops or throughput, or the type in the volume's options");
            return;
        }
        if (there.isPresent()) {
            update(change, fit.get(0), form, options, planning);
        } else {
            Optional<String> zone = spec.zone().isPresent()
                    ? Zones.named(spec.zone().get(), zones(world))
                    : zones(world).stream().findFirst();
            if (zone.isEmpty()) {
                planning.refuse(
                        change.key(),
                        Refusal.Why.UNSUPPORTED,
                        "there is no zone " + spec.zone().orElse("that may be used") + " among " + zones(world),
                        "name one of these zones");
                return;
            }
            planning.output(change.key(), Zones.OF_VOLUME, Value.of(zone.get()));
            planning.make(create(change, form, options, zone.get()));
        }
        planning.retire(Steps.each(
                things.stream().filter(thing -> !fit.contains(thing)).toList(), thing -> delete(change.key(), thing)));
    }

    private static String zone(AwsThing thing) {
        return thing.object(Ebs.class).zone();
    }

    private static List<String> zones(Things<AwsThing> world) {
        return world.all().stream()
                .filter(thing -> thing.is(VolumeDriver.ZONE))
                .map(thing -> thing.nativeId().value())
                .toList();
    }

    /** Which of them has the data nobody can tell from here. */
    static void refuseTwice(Key key, List<AwsThing> things, Planning planning) {
        planning.refuse(
                key,
                Refusal.Why.GUARD,
                "several things hold its data: "
                        + things.stream().map(AwsThing::nativeId).toList(),
                "look which one is in use, and delete or release the others by hand");
    }

    private Steps create(Change<Volume> change, VolumeForm form, AwsVolumeOptions options, String zone) {
        Key key = change.key();
        Step step = ec2.step("CreateVolume", form.size() + " GiB " + form.type().word() + " in " + zone, key)
                .with("AvailabilityZone", zone)
                .with("Size", (int) form.size())
                .with("VolumeType", form.type().word());
        if (form.operations() > 0) {
            step.with("Iops", (int) form.operations());
        }
        if (form.throughput() > 0) {
            step.with("Throughput", (int) form.throughput());
        }
        if (form.shared()) {
            step.with("MultiAttachEnabled", true);
        }
        if (options.isEncrypted()) {
            step.with("Encrypted", true);
        }
        options.kmsKey().ifPresent(kms -> step.with("KmsKeyId", kms));
        change.desired()
                .flatMap(Volume::snapshot)
                .ifPresent(from -> step.with(
                        "SnapshotId", change.references().of(from, Snapshot.ID).map(NativeId::value)));
        step.with("TagSpecifications", TagSteps.ofNew(ResourceType.VOLUME, change, Map.of()))
                .repeat(Repeat.TOKEN)
                .impact(Impact.COSTS)
                .fills(key, Volume.ID);
        if (change.ours().isPresent()) {
            step.impact(Impact.REPLACES, Impact.LOSES_DATA);
        }
        return step.call(run -> ec2.create(
                        step,
                        run,
                        CreateVolumeRequest.builder(),
                        Ec2Client::createVolume,
                        Volume.ID,
                        made -> NativeId.of(VolumeDriver.PART, made.volumeId())))
                .until(
                        "it is available",
                        (run, made, reads) -> looked(NativeId.of(VolumeDriver.PART, made.volumeId()), reads),
                        CREATION,
                        Call.OnTimeout.FAIL);
    }

    /** A volume that no list shows yet is on its way. */
    private Poll.Progress looked(NativeId id, Reads reads) {
        String state = new VolumeReads(ec2, reads)
                .volume(id.value())
                .map(volume -> volume.stateAsString())
                .orElse("creating");
        return switch (state) {
            case "creating" -> Poll.Progress.again(LOOK);
            case "error" ->
                Poll.Progress.failed(Failure.of(Code.INVALID, "AWS could not make " + id)
                        .remedy("look whether the KMS key may be used, delete " + id.value() + ", then apply again"));
            default -> Poll.Progress.done();
        };
    }

    private void update(
            Change<Volume> change, AwsThing thing, VolumeForm form, AwsVolumeOptions options, Planning planning) {
        Ebs ebs = thing.object(Ebs.class);
        Optional<String> fixed = fixed(ebs, form, options);
        if (fixed.isPresent()) {
            planning.refuse(change.key(), Refusal.Why.UNSUPPORTED, fixed.get(), remedy(ebs, form));
            return;
        }
        Steps waits = Steps.none();
        if ("creating".equals(ebs.volume().stateAsString())) {
            waits = Step.await("it is available", change.key())
                    .until((run, made, reads) -> looked(thing.nativeId(), reads), CREATION, Call.OnTimeout.FAIL);
        }
        planning.make(Steps.sequence(waits, mark(change, thing), modifier.steps(change.key(), ebs, form, planning)));
    }

    /** What can't be changed on a volume that is there. */
    private static Optional<String> fixed(Ebs ebs, VolumeForm form, AwsVolumeOptions options) {
        if (form.size() < ebs.size()) {
            return Optional.of("a volume only ever grows: it has " + Ebs.gibibytes(ebs.size()) + ", and "
                    + Ebs.gibibytes(form.size()) + " are wanted");
        }
        if ("error".equals(ebs.volume().stateAsString())) {
            return Optional.of("AWS says that " + ebs.volume().volumeId() + " is broken");
        }
        boolean encrypted = Boolean.TRUE.equals(ebs.volume().encrypted());
        if (options.isEncrypted() && !encrypted) {
            return Optional.of("a volume is encrypted from its beginning or never: "
                    + ebs.volume().volumeId() + " is not");
        }
        String kms = ebs.volume().kmsKeyId();
        boolean other = options.kmsKey()
                .filter(asked -> kms != null && asked.startsWith("arn:") && !asked.contains(":alias/"))
                .filter(asked -> !asked.equals(kms))
                .isPresent();
        return other ? Optional.of("the key of a volume stays what it is: " + kms) : Optional.empty();
    }

    private static String remedy(Ebs ebs, VolumeForm form) {
        return form.size() < ebs.size()
                ? "leave the size at " + Ebs.gibibytes(ebs.size()) + ", or make another volume"
                : "make another volume from a snapshot of it";
    }

    private Steps mark(Change<Volume> change, AwsThing thing) {
        return tags.change(change.key(), Map.of(thing, TagSteps.wanted(change, thing, Map.of())));
    }

    private Steps delete(Key key, AwsThing thing) {
        Step step = ec2.delete("DeleteVolume", thing.nativeId(), key)
                .impact(Impact.DELETES, Impact.LOSES_DATA)
                .exclusive(thing.nativeId());
        return step.call(run -> ec2.write(
                step,
                run,
                DeleteVolumeRequest.builder().volumeId(run.get("id", String.class)),
                Ec2Client::deleteVolume));
    }
}
