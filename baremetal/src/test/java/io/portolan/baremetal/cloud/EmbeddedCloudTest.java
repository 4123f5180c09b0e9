package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.MARK;
import static io.portolan.baremetal.cloud.Requests.all;
import static io.portolan.baremetal.cloud.Requests.balancer;
import static io.portolan.baremetal.cloud.Requests.id;
import static io.portolan.baremetal.cloud.Requests.network;
import static io.portolan.baremetal.cloud.Requests.of;
import static io.portolan.baremetal.cloud.Requests.upsert;
import static io.portolan.baremetal.cloud.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCloudTest {
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

    private void reopen() {
        cloud.close();
        open();
    }

    private static CloudException refused(ThrowingCallable call) {
        var thrown = new ArrayList<CloudException>();
        assertThatExceptionOfType(CloudException.class).isThrownBy(call).satisfies(thrown::add);
        return thrown.get(0);
    }

    @Test
    void whatWasMadeIsThereWhenTheDirectoryIsOpenedAgain() {
        Map<String, Object> made = cloud.call("network.create", network("10.20.0.0/16"));
        reopen();
        assertThat(all(cloud, "network.list")).containsExactly(made);
        assertThat(made).containsEntry("mark", MARK).containsKeys("id", "version", "created");
        assertThat(Json.objects(made.get("local")))
                .containsExactly(of("cidr", "10.20.0.0/16", "local", "127.20.0.0/16"));
    }

    @Test
    void aReservedAddressIsTheFirstOfThePool() {
        cloud.call("network.create", network("10.20.0.0/16"));
        assertThat(cloud.call("address.reserve", of("name", "web"))).containsEntry("ip", "127.20.0.2");
        assertThat(cloud.call("address.reserve", of("name", "api"))).containsEntry("ip", "127.20.0.3");
    }

    @Test
    void anAddressOfANetworkLiesOutsideOfItsSubnets() {
        String network = id(cloud.call(
                "network.create",
                network("10.31.0.0/16", "subnets", List.of(of("name", "a", "cidr", "10.31.0.0/24", "zone", "a")))));
        assertThat(cloud.call("address.reserve", of("network", network))).containsEntry("ip", "127.31.1.2");
    }

    @Test
    void anUpdateReplacesTheFieldsItNamesAndLeavesTheRest() {
        Map<String, Object> made = cloud.call("network.create", network("10.20.0.0/16"));
        List<Map<String, Object>> routes = List.of(of("destination", "0.0.0.0/0", "via", "internet"));
        Map<String, Object> changed =
                cloud.call("network.update", of("id", id(made), "set", of("name", "other", "routes", routes)));
        assertThat(changed)
                .containsEntry("name", "other")
                .containsEntry("mark", MARK)
                .containsEntry("routes", routes)
                .containsEntry("created", made.get("created"));
        assertThat(changed.get("version")).isNotEqualTo(made.get("version"));
        assertThat(cloud.call("network.update", of("id", id(made), "set", of("mark", Map.of()))))
                .containsEntry("name", "other")
                .containsEntry("mark", Map.of());
    }

    @Test
    void anUpdateThatChangesNothingKeepsTheVersion() {
        Map<String, Object> made = cloud.call("network.create", network("10.20.0.0/16"));
        assertThat(cloud.call("network.update", of("id", id(made), "set", of("name", "main"))))
                .isEqualTo(made);
    }

    @Test
    void aWriteAtAnotherVersionIsAConflict() {
        Map<String, Object> made = cloud.call("network.create", network("10.20.0.0/16"));
        cloud.call("network.update", of("id", id(made), "version", made.get("version"), "set", of("name", "b")));
        assertThat(refused(() -> cloud.call("network.delete", of("id", id(made), "version", made.get("version"))))
                        .code())
                .isEqualTo(Code.CONFLICT);
        assertThat(all(cloud, "network.list")).hasSize(1);
    }

    @Test
    void theSameTokenGivesTheFirstAnswerAlsoAfterARestart() {
        Map<String, Object> request = with(network("10.20.0.0/16"), "token", "t1");
        Map<String, Object> first = cloud.call("network.create", request);
        reopen();
        assertThat(cloud.call("network.create", request)).isEqualTo(first);
        assertThat(all(cloud, "network.list")).hasSize(1);
        assertThat(refused(() -> cloud.call("network.create", with(network("10.21.0.0/16"), "token", "t1")))
                        .code())
                .isEqualTo(Code.TOKEN_MISMATCH);
    }

    @Test
    void aTokenOfARefusedCallIsNotUsedUp() {
        refused(() -> cloud.call("network.create", of("cidrs", List.of("nonsense"), "token", "t1")));
        assertThat(cloud.call("network.create", with(network("10.20.0.0/16"), "token", "t1")))
                .containsKey("id");
    }

    @Test
    void aLowerFenceIsRefusedAndAHigherOneIsRemembered() {
        assertThat(cloud.call("fence.claim", of("owner", "shop"))).containsEntry("number", 1L);
        assertThat(cloud.call("fence.claim", of("owner", "shop"))).containsEntry("number", 2L);
        Map<String, Object> late = with(network("10.20.0.0/16"), "fence", of("owner", "shop", "number", 1));
        assertThat(refused(() -> cloud.call("network.create", late)).code()).isEqualTo(Code.FENCED);
        cloud.call("network.create", with(network("10.20.0.0/16"), "fence", of("owner", "shop", "number", 5)));
        reopen();
        Map<String, Object> now = with(network("10.21.0.0/16"), "fence", of("owner", "shop", "number", 4));
        assertThat(refused(() -> cloud.call("network.create", now)).code()).isEqualTo(Code.FENCED);
        cloud.call("network.create", with(network("10.22.0.0/16"), "fence", of("owner", "other", "number", 1)));
        assertThat(all(cloud, "network.list")).hasSize(2);
    }

    @Test
    void listsComeInPagesThatStandStillWhileThingsGo() {
        for (int i = 0; i < 7; i++) {
            cloud.call("volume.create", of("name", "v" + i, "size", 10));
        }
        Map<String, Object> first = cloud.call("volume.list", of("limit", 3));
        assertThat(Json.objects(first.get("items"))).hasSize(3);
        cloud.call("volume.delete", of("id", id(Json.objects(first.get("items")).get(2))));
        Map<String, Object> second = cloud.call("volume.list", of("limit", 3, "page", first.get("next")));
        Map<String, Object> third = cloud.call("volume.list", of("limit", 3, "page", second.get("next")));
        assertThat(Json.objects(second.get("items"))).hasSize(3);
        assertThat(Json.objects(third.get("items"))).hasSize(1);
        assertThat(third).doesNotContainKey("next");
    }

    @Test
    void whatIsInUseIsNotDeletedAndItsHolderIsNamed() {
        String network = id(cloud.call("network.create", network("10.20.0.0/16")));
        String edge = id(cloud.call("firewall.create", of("name", "edge", "network", network)));
        String app = id(cloud.call(
                "firewall.create",
                of("name", "app", "ingress", List.of(of("protocol", "TCP", "groups", List.of(edge))))));
        String address = id(cloud.call("address.reserve", of("name", "web")));
        String balancer = id(cloud.call(
                "balancer.create",
                balancer(80, "10.20.1.1", 8080, "firewalls", List.of(app), "address", address, "network", network)));
        String zone = id(cloud.call("zone.create", of("dnsName", "shop.example.")));
        cloud.call(
                "zone.update",
                of(
                        "id",
                        zone,
                        "changes",
                        List.of(of("name", "shop.example.", "type", "A", "alias", of("balancer", balancer)))));

        assertThat(holder("network.delete", network)).isEqualTo("firewall " + edge);
        assertThat(holder("firewall.delete", edge)).isEqualTo("firewall " + app);
        assertThat(holder("firewall.delete", app)).isEqualTo("balancer " + balancer);
        assertThat(holder("address.release", address)).isEqualTo("balancer " + balancer);
        assertThat(holder("balancer.delete", balancer)).contains("shop.example./A");
        assertThat(holder("zone.delete", zone)).contains("shop.example./A");

        cloud.call(
                "zone.update",
                of("id", zone, "changes", List.of(of("action", "DELETE", "name", "shop.example.", "type", "A"))));
        cloud.call("balancer.delete", of("id", balancer));
        cloud.call("firewall.delete", of("id", app));
        cloud.call("firewall.delete", of("id", edge));
        cloud.call("address.release", of("id", address));
        cloud.call("zone.delete", of("id", zone));
        cloud.call("network.delete", of("id", network));
    }

    private String holder(String call, String id) {
        CloudException refusal = refused(() -> cloud.call(call, of("id", id)));
        assertThat(refusal.code()).isEqualTo(Code.IN_USE);
        return refusal.holder().orElseThrow();
    }

    @Test
    void aPlaceToListenIsGivenOnce() {
        String address = id(cloud.call("address.reserve", of("name", "web")));
        cloud.call("balancer.create", balancer(80, "127.0.0.1", 8080, "address", address));
        Map<String, Object> second = balancer(80, "127.0.0.1", 8081, "address", address);
        assertThat(refused(() -> cloud.call("balancer.create", second)).code()).isEqualTo(Code.IN_USE);
        cloud.call("balancer.create", balancer(81, "127.0.0.1", 8081, "address", address));
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        assertThat(refused(() -> cloud.call("balancer.create", balancer(80, "not-an-address", 1))))
                .hasMessageContaining("pools[0].targets[0].address");
        assertThat(refused(() -> cloud.call("network.create", network("10.20.0.0/16", "colour", "red"))))
                .hasMessageContaining("colour");
        assertThat(refused(() -> cloud.call("network.create", network("10.20.0.1/16"))))
                .hasMessageContaining("cidrs");
        assertThat(refused(() -> cloud.call("network.paint", of())).code()).isEqualTo(Code.INVALID);
        assertThat(refused(() -> cloud.call("network.delete", of("id", "net-0")))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void manyWritersAtOnceLoseNothing() throws Exception {
        String zone = id(cloud.call("zone.create", of("dnsName", "shop.example.")));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            var done = new ArrayList<Future<Map<String, Object>>>();
            for (int i = 0; i < 40; i++) {
                Map<String, Object> change = upsert("n" + i + ".shop.example.", "A", "192.0.2.1");
                Callable<Map<String, Object>> call =
                        () -> cloud.call("zone.update", of("id", zone, "changes", List.of(change)));
                done.add(pool.submit(call));
            }
            for (Future<Map<String, Object>> each : done) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }
        reopen();
        assertThat(all(cloud, "records.list", "zones", List.of("shop.example."), "limit", 7))
                .hasSize(40);
    }

    @Test
    void aDirectoryIsHeldByOneAtATime() {
        assertThat(refused(() -> EmbeddedCloud.open(directory, CloudOptions.defaults()))
                        .code())
                .isEqualTo(Code.UNAVAILABLE);
    }

    @Test
    void theFilesAreForTheirOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("cloud.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anInterruptedCallerLeavesTheCloudUsable() {
        Thread.currentThread().interrupt();
        try {
            cloud.call("network.create", network("10.20.0.0/16"));
        } finally {
            Thread.interrupted();
        }
        cloud.call("network.create", network("10.21.0.0/16"));
        reopen();
        assertThat(all(cloud, "network.list")).hasSize(2);
    }
}
