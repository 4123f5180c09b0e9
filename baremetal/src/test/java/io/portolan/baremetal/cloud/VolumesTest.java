package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.all;
import static io.portolan.baremetal.cloud.Requests.id;
import static io.portolan.baremetal.cloud.Requests.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumesTest {
    private static final long SIZE = 20 << 20;

    @TempDir
    Path directory;

    private EmbeddedCloud cloud;

    @BeforeEach
    void open() {
        cloud = EmbeddedCloud.open(directory, CloudOptions.defaults());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Map<String, Object> volume() {
        return cloud.call("volume.create", of("name", "data", "size", SIZE, "zone", "a"));
    }

    private static Path file(Map<String, Object> volume) {
        return Path.of((String) volume.get("file"));
    }

    private CloudException refused(String call, Object... fields) {
        var thrown = new CloudException[1];
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> cloud.call(call, of(fields)))
                .satisfies(e -> thrown[0] = e);
        return thrown[0];
    }

    @Test
    void aVolumeIsAFileOfItsSize() throws IOException {
        assertThat(Files.size(file(volume()))).isEqualTo(SIZE);
    }

    @Test
    void aVolumeGrowsAndKeepsItsBytesAndNeverShrinks() throws IOException {
        Map<String, Object> volume = volume();
        write(file(volume), "hello");
        cloud.call("volume.update", of("id", id(volume), "set", of("size", 2 * SIZE)));
        assertThat(Files.size(file(volume))).isEqualTo(2 * SIZE);
        assertThat(read(file(volume))).isEqualTo("hello");
        assertThat(refused("volume.update", "id", id(volume), "set", of("size", SIZE))
                        .code())
                .isEqualTo(Code.IMMUTABLE);
    }

    @Test
    void aSnapshotHoldsTheBytesOfItsTimeAndAVolumeComesFromIt() throws IOException {
        Map<String, Object> volume = volume();
        write(file(volume), "first");
        Map<String, Object> snapshot = cloud.call("snapshot.create", of("name", "s", "volume", id(volume)));
        write(file(volume), "later");
        cloud.call("volume.delete", of("id", id(volume)));
        Map<String, Object> restored =
                cloud.call("volume.create", of("name", "back", "snapshot", id(snapshot), "size", 2 * SIZE));
        assertThat(read(file(restored))).isEqualTo("first");
        assertThat(Files.size(file(restored))).isEqualTo(2 * SIZE);
        assertThat(refused("volume.create", "snapshot", id(snapshot), "size", 1).code())
                .isEqualTo(Code.INVALID);
    }

    @Test
    void anAttachmentIsALinkAndLocksTheVolume() throws IOException {
        Map<String, Object> volume = volume();
        Map<String, Object> attachment =
                cloud.call("attachment.create", of("volume", id(volume), "instance", "app-1", "name", "data"));
        Path link = directory.resolve("instances/app-1/data");
        assertThat(link).isSymbolicLink();
        write(link, "through the link");
        assertThat(read(file(volume))).isEqualTo("through the link");

        CloudException second = refused("attachment.create", "volume", id(volume), "instance", "app-2", "name", "data");
        assertThat(second.code()).isEqualTo(Code.IN_USE);
        assertThat(second.holder()).contains("attachment " + id(attachment));
        assertThat(refused("volume.delete", "id", id(volume)).code()).isEqualTo(Code.IN_USE);

        cloud.call("attachment.delete", of("id", id(attachment)));
        assertThat(directory.resolve("instances")).isEmptyDirectory();
        cloud.call("volume.delete", of("id", id(volume)));
        assertThat(directory.resolve("volumes")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../out", ".", "..", "/etc/passwd", "a/b", "ä b"})
    void aNameLeadsNowhereElse(String name) throws IOException {
        cloud.call("attachment.create", of("volume", id(volume()), "instance", name, "name", name));
        try (Stream<Path> files = Files.walk(directory.resolve("instances"))) {
            assertThat(files.filter(Files::isSymbolicLink)).hasSize(1);
        }
    }

    @Test
    void filesAreWhatTheDocumentsSayWhenTheDirectoryIsOpened() throws IOException {
        Map<String, Object> volume = volume();
        cloud.call("attachment.create", of("volume", id(volume), "instance", "app-1", "name", "data"));
        cloud.close();
        Files.writeString(directory.resolve("volumes/vol-000.img"), "left by a kill");
        Files.writeString(directory.resolve("snapshots/snap-000.img.new"), "left by a kill");
        Files.delete(directory.resolve("instances/app-1/data"));
        Files.createDirectory(directory.resolve("instances/app-2"));
        SparseFiles.resize(file(volume), 5 * SIZE);
        open();
        assertThat(Directories.entries(directory.resolve("volumes"))).containsExactly(file(volume));
        assertThat(directory.resolve("snapshots")).isEmptyDirectory();
        assertThat(Files.size(directory.resolve("instances/app-1/data"))).isEqualTo(SIZE);
        assertThat(directory.resolve("instances/app-2")).doesNotExist();
        assertThat(all(cloud, "volume.list")).containsExactly(volume);
    }

    @Test
    void aVolumeWhoseFileSomebodyDeletedIsGone() throws IOException {
        Map<String, Object> volume = volume();
        Map<String, Object> kept = volume();
        cloud.call("attachment.create", of("volume", id(volume), "instance", "app-1", "name", "data"));
        cloud.close();
        Files.delete(file(volume));
        open();
        assertThat(all(cloud, "volume.list")).containsExactly(kept);
        assertThat(all(cloud, "attachment.list")).isEmpty();
        assertThat(directory.resolve("instances")).isEmptyDirectory();
        cloud.close();
        open();
        assertThat(all(cloud, "volume.list")).containsExactly(kept);
    }

    private static void write(Path file, String text) throws IOException {
        try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            out.writeUTF(text);
        }
    }

    private static String read(Path file) throws IOException {
        try (var in = new java.io.RandomAccessFile(file.toFile(), "r")) {
            return in.readUTF();
        }
    }
}
