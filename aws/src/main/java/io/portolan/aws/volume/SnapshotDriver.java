package io.portolan.aws.volume;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.toolkit.ThingDriver;
import io.portolan.spi.toolkit.Things;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CopySnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * EBS snapshots: taken of a volume, or copied from another region. AWS has no token for either, so they are looked for by their tags before they are made
 * again.
 *
 * <p>Their content is of the moment of the call; they can be used when it is written, which is waited for.
 */
final class SnapshotDriver implements ThingDriver<Snapshot, AwsThing> {
    static final String PART = "snapshot";
    private static final Duration WRITTEN = Duration.ofHours(2);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final String COMPLETE = "it is complete";
    private static final Support SUPPORT =
            Support.builder().natively(VolumeFeatures.SNAPSHOT).build();

    private final Account account;
    private final Service<Ec2Client> ec2;
    private final TagSteps tags;

    SnapshotDriver(Account account) {
        this.account = account;
        this.ec2 = account.ec2();
        this.tags = new TagSteps(ec2);
    }

    @Override
    public Kind<Snapshot> kind() {
        return Snapshot.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public Observation<Things<AwsThing>> observe(Scope<Snapshot> scope, Reads reads) {
        VolumeReads ebs = new VolumeReads(ec2, reads);
        Things.Builder<AwsThing> seen = Things.of(this, scope);
        seen.read(Place.of("list", "snapshots"), scope.wanted().keySet(), () -> all(ebs, scope))
                .ifPresent(all -> {
                    all.forEach(snapshot -> seen.add(thing(snapshot, scope)));
                    // The same read asked for them by id.
                    seen.remembered(VolumeReads::missing);
                });
        return seen.observation().build();
    }

    private static List<software.amazon.awssdk.services.ec2.model.Snapshot> all(
            VolumeReads ebs, Scope<Snapshot> scope) {
        Set<String> ids = new TreeSet<>(scope.adopt().values());
        scope.existing().stream().filter(ref -> ref.form() == Ref.Form.ID).forEach(ref -> ids.add(ref.value()));
        scope.memory().made().keySet().stream()
                .filter(id -> id.part().equals(PART))
                .forEach(id -> ids.add(id.value()));
        Map<String, software.amazon.awssdk.services.ec2.model.Snapshot> all = new LinkedHashMap<>();
        ebs.markedSnapshots().forEach(snapshot -> all.put(snapshot.snapshotId(), snapshot));
        ebs.snapshots(ids).forEach(snapshot -> all.put(snapshot.snapshotId(), snapshot));
        return List.copyOf(all.values());
    }

    private static AwsThing thing(software.amazon.awssdk.services.ec2.model.Snapshot snapshot, Scope<Snapshot> scope) {
        return AwsThing.of(PART, snapshot.snapshotId(), snapshot)
                .tags(TagSteps.map(snapshot.tags()))
                .remembered(scope)
                .output(Snapshot.ID, NativeId.of(PART, snapshot.snapshotId()))
                .build();
    }

    private static software.amazon.awssdk.services.ec2.model.Snapshot snapshot(AwsThing thing) {
        return thing.object(software.amazon.awssdk.services.ec2.model.Snapshot.class);
    }

    @Override
    public Snapshot spec(AwsThing there) {
        return Snapshot.of(Ref.id(Volume.KIND, snapshot(there).volumeId()));
    }

    /** Which of two has the data that counts nobody can tell from here. */
    @Override
    public void plan(Things<AwsThing> world, List<Change<Snapshot>> changes, Planning planning) {
        for (Change<Snapshot> change : changes) {
            boolean wanted = change.intent() == Change.Intent.APPLY || change.intent() == Change.Intent.ADOPT;
            List<AwsThing> things = world.of(change);
            if (wanted && things.size() > 1) {
                VolumePlanner.refuseTwice(change.key(), things, planning);
            } else {
                ThingDriver.super.plan(world, List.of(change), planning);
            }
        }
    }

    @Override
    public Steps create(Change<Snapshot> change, Planning planning) {
        Key key = change.key();
        AwsSnapshotOptions options = change.options(AwsSnapshotOptions.class).orElse(AwsSnapshotOptions.NONE);
        Step step = options.sourceSnapshot().isPresent()
                ? copy(key, options)
                : ec2.step("CreateSnapshot", key.name(), key)
                        .with(
                                "VolumeId",
                                change.references()
                                        .of(change.desired().orElseThrow().volume(), Volume.ID)
                                        .map(NativeId::value));
        step.with("TagSpecifications", TagSteps.ofNew(ResourceType.SNAPSHOT, change, Map.of()))
                .repeat(Repeat.BLIND)
                .impact(Impact.COSTS)
                .fills(key, Snapshot.ID);
        return step.<NativeId>call(run -> {
                    NativeId id = NativeId.of(PART, made(step, run, options));
                    run.made(key, id);
                    run.fill(key, Snapshot.ID, id);
                    return id;
                })
                .until(COMPLETE, (run, id, reads) -> looked(id, reads), WRITTEN, Call.OnTimeout.FAIL);
    }

    private Step copy(Key key, AwsSnapshotOptions options) {
        // The region is for the SDK, which asks the source region for a URL that is good for it.
        Step step = ec2.step("CopySnapshot", key.name(), key)
                .with("DestinationRegion", account.region())
                .with("SourceRegion", options.sourceRegion().orElseThrow())
                .with("SourceSnapshotId", options.sourceSnapshot().orElseThrow());
        options.kmsKey().ifPresent(kms -> step.with("Encrypted", true).with("KmsKeyId", kms));
        return step;
    }

    private String made(Step step, Running run, AwsSnapshotOptions options) {
        return options.sourceSnapshot().isPresent()
                ? ec2.write(step, run, CopySnapshotRequest.builder(), Ec2Client::copySnapshot)
                        .snapshotId()
                : ec2.write(step, run, CreateSnapshotRequest.builder(), Ec2Client::createSnapshot)
                        .snapshotId();
    }

    /** One that no list shows yet is on its way. */
    private Poll.Progress looked(NativeId id, Reads reads) {
        String state = new VolumeReads(ec2, reads)
                .snapshots(List.of(id.value())).stream()
                        .findFirst()
                        .map(snapshot -> snapshot.stateAsString())
                        .orElse("pending");
        return switch (state) {
            case "completed" -> Poll.Progress.done();
            case "error" ->
                Poll.Progress.failed(Failure.of(Code.INVALID, "AWS could not write " + id)
                        .remedy("look whether the KMS key may be used, delete " + id.value() + ", then apply again"));
            default -> Poll.Progress.again(LOOK);
        };
    }

    @Override
    public Steps update(Change<Snapshot> change, AwsThing there, Planning planning) {
        String state = snapshot(there).stateAsString();
        Steps mark = tags.change(change.key(), Map.of(there, TagSteps.wanted(change, there, Map.of())));
        if (change.desired().isEmpty() || state.equals("completed")) {
            return mark;
        }
        if (state.equals("error")) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.GUARD,
                    "AWS says that " + there.nativeId() + " is broken",
                    "delete it by hand; the next apply makes another one");
            return Steps.none();
        }
        Steps written = Step.await(COMPLETE, change.key())
                .until((run, made, reads) -> looked(there.nativeId(), reads), WRITTEN, Call.OnTimeout.FAIL);
        return Steps.sequence(mark, written);
    }

    @Override
    public Steps delete(Change<Snapshot> change, AwsThing there) {
        Step step = ec2.delete("DeleteSnapshot", there.nativeId(), change.key())
                .impact(Impact.DELETES, Impact.LOSES_DATA)
                .exclusive(there.nativeId());
        return step.call(run -> ec2.write(
                step,
                run,
                DeleteSnapshotRequest.builder().snapshotId(run.get("id", String.class)),
                Ec2Client::deleteSnapshot));
    }
}
