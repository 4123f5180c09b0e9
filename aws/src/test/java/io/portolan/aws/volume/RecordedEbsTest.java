package io.portolan.aws.volume;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portolan.model.Ref;
import io.portolan.volume.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Volumes, snapshots and modifications of the real AWS, as recorded by cloud-custodian's tests, through the readers. */
class RecordedEbsTest {
    private static final Set<String> UNKNOWN = new TreeSet<>();
    private static int members;

    @AfterAll
    static void sayWhatWasRead() {
        System.out.println("recorded members of volumes, snapshots and modifications that the SDK knows: "
                + (members - UNKNOWN.size()) + " of " + members + (UNKNOWN.isEmpty() ? "" : ", not " + UNKNOWN));
    }

    private static List<JsonNode> recorded(String operation, String list) {
        Path folder = Path.of(System.getProperty("portolan.shared", ""), "recordings", "aws", "c7n-placebo");
        Assumptions.assumeTrue(Files.isDirectory(folder), "the recordings of cloud-custodian are absent");
        List<JsonNode> items = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("ec2." + operation + "_"))
                    .sorted()
                    .toList()) {
                new ObjectMapper()
                        .readTree(file.toFile())
                        .path("data")
                        .path(list)
                        .forEach(items::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    /** Recordings name members as the service model does. */
    private static <T, B extends SdkPojo & SdkBuilder<B, T>> T read(JsonNode node, B builder) {
        fill(node, builder);
        return builder.build();
    }

    private static void fill(JsonNode node, SdkPojo pojo) {
        node.fieldNames().forEachRemaining(name -> {
            members++;
            Optional<SdkField<?>> field = pojo.sdkFields().stream()
                    .filter(f -> f.memberName().equals(name))
                    .findFirst();
            field.ifPresentOrElse(f -> f.set(pojo, value(node.get(name), f)), () -> UNKNOWN.add(name));
        });
    }

    private static Object value(JsonNode node, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return StreamSupport.stream(node.spliterator(), false)
                    .map(item -> value(item, member))
                    .toList();
        }
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo pojo = field.constructor().get();
            fill(node, pojo);
            return ((SdkBuilder<?, ?>) pojo).build();
        }
        if (type == MarshallingType.INSTANT) {
            return instant(node);
        }
        if (type == MarshallingType.BOOLEAN) {
            return node.asBoolean();
        }
        if (type == MarshallingType.LONG) {
            return node.asLong();
        }
        return type == MarshallingType.INTEGER ? (Object) node.asInt() : node.asText();
    }

    private static Instant instant(JsonNode node) {
        if (node.isTextual()) {
            return OffsetDateTime.parse(node.asText().replace(' ', 'T')).toInstant();
        }
        return LocalDateTime.of(
                        node.path("year").asInt(),
                        node.path("month").asInt(),
                        node.path("day").asInt(),
                        node.path("hour").asInt(),
                        node.path("minute").asInt(),
                        node.path("second").asInt())
                .toInstant(ZoneOffset.UTC);
    }

    @Test
    void aVolumeAsItIsNeedsNoChange() {
        List<JsonNode> all = recorded("DescribeVolumes", "Volumes");
        for (JsonNode node : all) {
            Ebs ebs = new Ebs(
                    read(node, Volume.builder()),
                    null,
                    node.path("AvailabilityZone").asText());
            assertThat(ebs.type()).as("the type of %s", node).isPresent();
            assertThat(ebs.size()).isEqualTo(node.path("Size").asLong());
            io.portolan.volume.Volume spec = VolumeDriver.spec(ebs);
            assertThat(spec.validate()).isEmpty();
            VolumeForm form = VolumeForm.of(spec, AwsVolumeOptions.NONE, Optional.of(ebs));
            assertThat(VolumeModifier.changed(ebs, form))
                    .as("what would be changed of %s", node)
                    .isEmpty();
            assertThat(form.problems(spec)).as("what is wrong with %s", node).isEmpty();
        }
        System.out.println("recorded volumes that need no change as they are: " + all.size() + " of " + all.size());
        assertThat(all).hasSizeGreaterThan(20);
    }

    @Test
    void everyAttachmentIsSeenWithItsDevice() {
        int seen = 0;
        for (JsonNode node : recorded("DescribeVolumes", "Volumes")) {
            Volume volume = read(node, Volume.builder());
            List<Held> held = Held.of(volume, new Nobody());
            assertThat(held).hasSize(node.path("Attachments").size());
            for (Held one : held) {
                assertThat(one.device()).isPresent();
                assertThat(one.claims()).containsExactly(Held.claim(volume.volumeId(), one.machine()));
                assertThat(Ref.id(Attachment.KIND, one.nativeId().value()).value())
                        .isEqualTo(volume.volumeId() + ":" + one.machine());
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    @Test
    void snapshotsAndModificationsAreRead() {
        List<JsonNode> snapshots = recorded("DescribeSnapshots", "Snapshots");
        assertThat(snapshots).isNotEmpty().allSatisfy(node -> {
            Snapshot snapshot = read(node, Snapshot.builder());
            assertThat(snapshot.stateAsString()).isIn("pending", "completed", "error");
            assertThat(snapshot.volumeId()).isNotBlank();
        });
        List<JsonNode> modifications = recorded("DescribeVolumesModifications", "VolumesModifications");
        assertThat(modifications).isNotEmpty().allSatisfy(node -> {
            VolumeModification modification = read(node, VolumeModification.builder());
            Ebs ebs = new Ebs(Volume.builder().size(1).volumeType("gp2").build(), modification, "a");
            assertThat(ebs.type().map(VolumeType::word))
                    .contains(node.path("TargetVolumeType").asText());
        });
    }
}
