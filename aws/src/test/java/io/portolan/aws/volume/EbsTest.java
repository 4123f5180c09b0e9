package io.portolan.aws.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.aws.MotoSubject;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.DataSize;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeOptions;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.volume.Attachment;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** What the kit can't know of EBS: its types, its limits on change, its machines, its regions. */
class EbsTest {
    private static final Ref<Volume> DATA = Ref.to(Volume.KIND, "data");

    @TempDir
    private Path data;

    private final Map<String, Integer> calls = new TreeMap<>();
    private MotoSubject subject;
    private Portolan portolan;
    private Ec2Client ec2;

    @BeforeEach
    void begin() {
        subject = new MotoSubject();
        ec2 = subject.account().client(Ec2Client.builder());
        EventListener count = event -> {
            if (event.what() == Event.What.CALLED) {
                calls.merge(event.call(), 1, Integer::sum);
            }
        };
        portolan = Portolan.builder()
                .provider("aws", subject.factory(), subject::configure)
                .state(StateStore.memory())
                .time(subject.time())
                .listener(count)
                .data(data)
                .build();
    }

    @AfterEach
    void end() {
        portolan.close();
        ec2.close();
        subject.close();
    }

    private static Stack stack(DataSize size, NativeOptions... options) {
        return with(Stack.named("shop"), "data", Volume.of(size).build(), options);
    }

    private static Stack with(Stack stack, String name, Spec spec, NativeOptions... options) {
        stack.add(stack.resource(name, spec, Lifecycle.STANDARD).options(List.of(options)));
        return stack;
    }

    private Outcome done(Stack stack) {
        Outcome outcome = portolan.apply(portolan.plan(stack));
        assertThat(outcome.status())
                .as("failures %s, refusals %s", outcome.failures(), outcome.refusals())
                .isEqualTo(Outcome.Status.DONE);
        assertThat(portolan.plan(stack).isEmpty())
                .as("the second plan is empty")
                .isTrue();
        return outcome;
    }

    private static List<String> callsOf(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.kind() != PlannedStep.Kind.WAIT)
                .map(PlannedStep::call)
                .toList();
    }

    private software.amazon.awssdk.services.ec2.model.Volume volume(Outcome outcome, String name) {
        String id =
                outcome.get(Ref.to(Volume.KIND, name), Volume.ID).orElseThrow().value();
        return ec2.describeVolumes(r -> r.volumeIds(id)).volumes().get(0);
    }

    @Test
    void aHundredVolumesPlanWithAtMostThreeCalls() {
        Stack stack = Stack.named("shop");
        for (int i = 0; i < 100; i++) {
            with(stack, "v" + i, Volume.of(DataSize.ofGibibytes(1)).zone("a").build());
        }
        done(stack);
        calls.clear();
        assertThat(portolan.plan(stack).isEmpty()).isTrue();
        assertThat(calls)
                .containsEntry("ec2:DescribeVolumes", 1)
                .containsEntry("ec2:DescribeVolumesModifications", 1)
                .doesNotContainKeys("ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeTags");
        assertThat(calls.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(3);
    }

    @Test
    void aVolumeThatAwsStillChangesIsNotChangedAgain() throws InterruptedException {
        done(stack(DataSize.ofGibibytes(1)));
        done(stack(DataSize.ofGibibytes(2)));
        Plan early = portolan.plan(stack(DataSize.ofGibibytes(3)));
        assertThat(early.steps()).isEmpty();
        assertThat(early.waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.toString()).contains("optimizing"));
        for (int looks = 0;
                looks < 10
                        && !portolan.plan(stack(DataSize.ofGibibytes(3)))
                                .waiting()
                                .isEmpty();
                looks++) {
            subject.time().sleep(Duration.ofMinutes(5));
        }
        Outcome outcome = done(stack(DataSize.ofGibibytes(3)));
        assertThat(volume(outcome, "data").size()).isEqualTo(3);
        assertThat(calls.get("ec2:ModifyVolume")).as("none was sent in vain").isEqualTo(2);
    }

    @Test
    void whatAwsWouldNotTakeIsRefusedBeforeTheFirstWrite() {
        done(stack(DataSize.ofGibibytes(20)));
        calls.clear();
        refused(stack(DataSize.ofGibibytes(10)), "a volume only ever grows: it has 20Gi, and 10Gi are wanted");
        refused(stack(DataSize.ofGibibytes(20), type(VolumeType.ST1)), "st1 has 125 to 16384 GiB, not 20");
        refused(
                stack(
                        DataSize.ofGibibytes(20),
                        AwsVolumeOptions.builder().multiAttach(true).build()),
                "gp3 is for one machine: several take io1 or io2");
        refused(
                stack(
                        DataSize.ofGibibytes(20),
                        AwsVolumeOptions.builder().encrypted(true).build()),
                "a volume is encrypted from its beginning or never");
        Volume fast = Volume.of(DataSize.ofGibibytes(20)).iops(20_000L).build();
        refused(
                with(Stack.named("shop"), "data", fast),
                "gp3 of 20 GiB has 3000 to 10000 operations a second, not 20000");
        assertThat(calls.keySet()).noneMatch(call -> !call.matches(".*:(Describe|List|Get).*"));
    }

    private void refused(Stack stack, String message) {
        Plan plan = portolan.plan(stack);
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.why()).isEqualTo(Refusal.Why.UNSUPPORTED);
            assertThat(refusal.message()).contains(message);
            assertThat(refusal.help()).isNotEmpty();
        });
        assertThat(portolan.apply(plan).status()).isEqualTo(Outcome.Status.REFUSED);
    }

    private static AwsVolumeOptions type(VolumeType type) {
        return AwsVolumeOptions.builder().type(type).build();
    }

    @Test
    void everyTypeIsMadeAndRetypedOnlineInOneCall() {
        for (VolumeType type : VolumeType.values()) {
            Stack stack = with(
                    Stack.named(type.word()),
                    "data",
                    Volume.of(DataSize.ofGibibytes(200)).build(),
                    type(type));
            assertThat(volume(done(stack), "data").volumeTypeAsString()).isEqualTo(type.word());
        }
        Stack fast = with(
                Stack.named("gp2"),
                "data",
                Volume.of(DataSize.ofGibibytes(300)).iops(9_000L).build(),
                type(VolumeType.IO2));
        Plan plan = portolan.plan(fast);
        assertThat(callsOf(plan)).containsExactly("ec2:ModifyVolume");
        assertThat(plan.steps().get(0).arguments())
                .containsEntry("Size", "300")
                .containsEntry("VolumeType", "io2")
                .containsEntry("Iops", "9000");
        var volume = volume(done(fast), "data");
        assertThat(volume.volumeTypeAsString()).isEqualTo("io2");
        assertThat(volume.iops()).isEqualTo(9000);
    }

    @Test
    void aVolumeIsEncryptedWithTheKeyThatIsNamed() {
        String kms = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        Stack stack = stack(
                DataSize.ofGibibytes(1), AwsVolumeOptions.builder().kmsKey(kms).build());
        var volume = volume(done(stack), "data");
        assertThat(volume.encrypted()).isTrue();
        assertThat(volume.kmsKeyId()).isEqualTo(kms);
        refused(
                stack(
                        DataSize.ofGibibytes(1),
                        AwsVolumeOptions.builder()
                                .kmsKey(kms.replace("1234", "9999"))
                                .build()),
                "the key of a volume stays what it is: " + kms);
    }

    private Stack attached(String name, int machine, NativeOptions... options) {
        return with(
                stack(DataSize.ofGibibytes(1)),
                name,
                Attachment.of(DATA, subject.instances().get(machine)).build(),
                options);
    }

    private List<VolumeAttachment> attachments(Outcome outcome) {
        return volume(outcome, "data").attachments();
    }

    @Test
    void deviceNamesAreChosenAndNamedByTheUser() {
        Outcome outcome = done(attached("data", 0));
        assertThat(attachments(outcome)).extracting(VolumeAttachment::device).containsExactly("/dev/sdf");
        Key key = Key.of(Attachment.KIND, "data");
        assertThat(outcome.get(key, Attachment.DEVICE)).contains("/dev/sdf");
        Stack more = with(
                attached("data", 0), "more", Volume.of(DataSize.ofGibibytes(1)).build());
        Attachment second = Attachment.of(
                        Ref.to(Volume.KIND, "more"), subject.instances().get(0))
                .build();
        refused(with(more, "a", second, AwsAttachmentOptions.device("/dev/xvdf")), "has /dev/xvdf in use");
        Stack named = with(
                attached("data", 0), "more", Volume.of(DataSize.ofGibibytes(1)).build());
        outcome = done(with(named, "a", second, AwsAttachmentOptions.device("/dev/sdm")));
        assertThat(outcome.get(Key.of(Attachment.KIND, "a"), Attachment.DEVICE)).contains("/dev/sdm");
    }

    @Test
    void aVolumeGoesToAnotherMachineWhenTheFirstHasLetGo() {
        done(attached("data", 0));
        Plan plan = portolan.plan(attached("data", 1));
        assertThat(callsOf(plan))
                .containsExactly("ec2:DetachVolume", "ec2:DeleteTags", "ec2:CreateTags", "ec2:AttachVolume");
        assertThat(attachments(done(attached("data", 1))))
                .extracting(VolumeAttachment::instanceId)
                .containsExactly(subject.instances().get(1));
    }

    @Test
    void aVolumeThatOneKeyGivesUpAnotherGets() {
        done(attached("first", 0));
        Outcome outcome = done(attached("second", 1));
        assertThat(attachments(outcome))
                .extracting(VolumeAttachment::instanceId)
                .containsExactly(subject.instances().get(1));
    }

    @Test
    void aVolumeThatSomebodyElseHasAttachedIsNotTaken() {
        Outcome outcome = done(stack(DataSize.ofGibibytes(1)));
        String id = volume(outcome, "data").volumeId();
        ec2.attachVolume(
                r -> r.volumeId(id).instanceId(subject.instances().get(1)).device("/dev/sdz"));
        Plan plan = portolan.plan(attached("data", 0));
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.why()).isEqualTo(Refusal.Why.FOREIGN);
            assertThat(refusal.message())
                    .contains("is attached to " + subject.instances().get(1));
        });
    }

    @Test
    void aMachineThatCanNotHaveTheVolumeIsRefused() {
        ec2.terminateInstances(r -> r.instanceIds(subject.instances().get(1)));
        refused(attached("data", 1), "is terminated");
        Stack elsewhere = with(
                Stack.named("shop"),
                "data",
                Volume.of(DataSize.ofGibibytes(1)).zone("b").build());
        done(elsewhere);
        Attachment attachment = Attachment.of(DATA, subject.instances().get(0)).build();
        refused(
                with(elsewhere, "data", attachment),
                "is in eu-central-1b and " + subject.instances().get(0));
    }

    @Test
    void severalMachinesHaveOneVolumeThatIsMadeForIt() {
        Stack stack = with(
                Stack.named("shop"),
                "data",
                Volume.of(DataSize.ofGibibytes(4)).iops(4_000L).build(),
                AwsVolumeOptions.builder()
                        .type(VolumeType.IO2)
                        .multiAttach(true)
                        .build());
        for (int i = 0; i < 2; i++) {
            with(
                    stack,
                    "at" + i,
                    Attachment.of(DATA, subject.instances().get(i)).build());
        }
        assertThat(attachments(done(stack)))
                .extracting(VolumeAttachment::instanceId)
                .containsExactlyInAnyOrderElementsOf(subject.instances());
    }

    @Test
    void aSnapshotIsCopiedFromAnotherRegion() {
        String source;
        try (Ec2Client there = subject.account().client(Ec2Client.builder(), Region.US_EAST_1)) {
            String volume = there.createVolume(r -> r.size(1).availabilityZone("us-east-1a"))
                    .volumeId();
            source = there.createSnapshot(r -> r.volumeId(volume)).snapshotId();
        }
        Stack stack = with(
                stack(DataSize.ofGibibytes(1)),
                "copy",
                Snapshot.of(DATA),
                AwsSnapshotOptions.builder().copyOf("us-east-1", source).build());
        assertThat(callsOf(portolan.plan(stack))).contains("ec2:CopySnapshot").doesNotContain("ec2:CreateSnapshot");
        done(stack);
        assertThat(ec2.describeSnapshots(r -> r.ownerIds("self")).snapshots())
                .singleElement()
                .satisfies(copy ->
                        assertThat(copy.tags()).anyMatch(tag -> tag.value().equals("Snapshot/copy")));
    }
}
