package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.all;
import static io.portolan.baremetal.cloud.Requests.id;
import static io.portolan.baremetal.cloud.Requests.network;
import static io.portolan.baremetal.cloud.Requests.of;
import static io.portolan.baremetal.cloud.Requests.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTest {
    @TempDir
    Path directory;

    private CloudClient client() {
        return CloudClient.connect(directory, CloudOptions.defaults());
    }

    @Test
    void aCallOverTheSocketIsTheCallItself() throws IOException {
        try (var cloud = EmbeddedCloud.open(directory, CloudOptions.defaults());
                var server = SocketServer.start(directory, cloud);
                var client = client()) {
            assertThat(server).isNotNull();
            Map<String, Object> made = client.call("network.create", network("10.20.0.0/16"));
            assertThat(all(client, "network.list")).containsExactly(made).isEqualTo(all(cloud, "network.list"));
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> client.call("network.delete", of("id", "net-0")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
                    .withMessage("there is no network net-0");
        }
    }

    @Test
    void anErrorKeepsItsHolderAndItsCulprits() throws IOException {
        try (var cloud = EmbeddedCloud.open(directory, CloudOptions.defaults());
                var server = SocketServer.start(directory, cloud);
                var client = client()) {
            assertThat(server).isNotNull();
            String zone = id(client.call("zone.create", of("dnsName", "shop.example.")));
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> client.call("zone.create", of("dnsName", "shop.example.")))
                    .satisfies(e -> assertThat(e.holder()).contains(zone));
            List<Map<String, Object>> changes = List.of(
                    upsert("a.shop.example.", "A", "192.0.2.1"), upsert("b.shop.example.", "A", "not an address"));
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> client.call("zone.update", of("id", zone, "changes", changes)))
                    .satisfies(e -> assertThat(e.culprits())
                            .extracting(CloudException.Culprit::index)
                            .containsExactly(1));
        }
    }

    @Test
    void whereNobodyServesTheClientWorksOnTheDirectory() {
        try (var client = client()) {
            client.call("network.create", network("10.20.0.0/16"));
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> EmbeddedCloud.open(directory, CloudOptions.defaults()));
        }
        try (var cloud = EmbeddedCloud.open(directory, CloudOptions.defaults())) {
            assertThat(all(cloud, "network.list")).hasSize(1);
        }
    }

    @Test
    void aClientThatMadeNoCallHoldsNothing() {
        try (var client = client();
                var cloud = EmbeddedCloud.open(directory, CloudOptions.defaults())) {
            assertThat(client.toString()).contains(directory.toString());
            assertThat(all(cloud, "network.list")).isEmpty();
        }
    }

    @Test
    void theNextCallFindsTheDirectoryWhenTheServerIsGone() throws IOException {
        try (var client = client()) {
            try (var cloud = EmbeddedCloud.open(directory, CloudOptions.defaults());
                    var server = SocketServer.start(directory, cloud)) {
                assertThat(server).isNotNull();
                client.call("network.create", network("10.20.0.0/16"));
            }
            assertThat(all(client, "network.list")).hasSize(1);
        }
    }

    @Test
    void theSocketIsForItsOwnerOnlyAndGoesWithTheServer() throws IOException {
        Path socket = directory.resolve("run/socket");
        try (var cloud = EmbeddedCloud.open(directory, CloudOptions.defaults());
                var server = SocketServer.start(directory, cloud)) {
            assertThat(server).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void aDeepDirectoryHasASocketToo() throws IOException {
        Path deep = directory.resolve("d".repeat(120)).resolve("e".repeat(120));
        try (var cloud = EmbeddedCloud.open(deep, CloudOptions.defaults());
                var server = SocketServer.start(deep, cloud);
                var client = CloudClient.connect(deep, CloudOptions.defaults())) {
            assertThat(server).isNotNull();
            client.call("network.create", network("10.20.0.0/16"));
            try (Stream<Path> left = Files.list(deep.resolve("run"))) {
                assertThat(left).hasSize(1);
            }
        }
    }
}
