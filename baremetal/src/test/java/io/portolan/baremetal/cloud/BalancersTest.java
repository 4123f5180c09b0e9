package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.all;
import static io.portolan.baremetal.cloud.Requests.balancer;
import static io.portolan.baremetal.cloud.Requests.forward;
import static io.portolan.baremetal.cloud.Requests.id;
import static io.portolan.baremetal.cloud.Requests.network;
import static io.portolan.baremetal.cloud.Requests.of;
import static io.portolan.baremetal.cloud.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalancersTest {
    private static PemPair pair;
    private static PemPair other;

    @TempDir
    Path directory;

    private EmbeddedCloud cloud;

    @BeforeAll
    static void makeCertificates(@TempDir Path keys) throws Exception {
        pair = PemPair.selfSigned(keys, "shop.example", "RSA");
        other = PemPair.selfSigned(keys, "shop.example", "EC");
    }

    @BeforeEach
    void open() {
        cloud = EmbeddedCloud.open(
                directory, CloudOptions.builder().portOffset(8000).build());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static Map<String, Object> https(Object certificate, String pathPrefix) {
        return of(
                "port",
                443,
                "protocol",
                "HTTPS",
                "tls",
                of("certificates", List.of(certificate)),
                "routes",
                List.of(with(forward("app"), "pathPrefix", pathPrefix)));
    }

    private static Map<String, Object> secure(PemPair pair) {
        return balancer(
                443,
                "10.20.1.10",
                8080,
                "listeners",
                List.of(https(of("certificate", pair.certificate(), "privateKey", pair.privateKey()), "/")));
    }

    @Test
    void aPrivateKeyGoesInAndNeverComesOut() {
        Map<String, Object> made = cloud.call("balancer.create", with(secure(pair), "token", "t"));
        List<Map<String, Object>> listed = all(cloud, "balancer.list");
        Map<String, Object> again = cloud.call("balancer.create", with(secure(pair), "token", "t"));
        assertThat(Json.write(List.of(made, listed, again))).doesNotContain(pair.secretPart(), "PRIVATE KEY");
        assertThat(Json.objects(made.get("certificates")).get(0))
                .containsKeys("fingerprint", "serial", "notAfter", "keyDigest");
        String documents = cloud.reading(view -> view.all("balancer").toString());
        assertThat(documents).contains(id(made)).doesNotContain(pair.secretPart());
    }

    @Test
    void aRouteChangesWithoutTheKeyBeingSentAgain() {
        Map<String, Object> made = cloud.call("balancer.create", secure(pair));
        List<Map<String, Object>> listeners = List.of(https(of("certificate", pair.certificate()), "/api"));
        Map<String, Object> changed =
                cloud.call("balancer.update", of("id", id(made), "set", of("listeners", listeners)));
        assertThat(changed.get("certificates")).isEqualTo(made.get("certificates"));
        assertThat(Json.write(changed.get("listeners"))).contains("/api");
    }

    @Test
    void whatAReadShowsCanBeSentBack() {
        Map<String, Object> made = cloud.call("balancer.create", secure(pair));
        Map<String, Object> same = of("listeners", made.get("listeners"), "pools", made.get("pools"));
        assertThat(cloud.call("balancer.update", of("id", id(made), "set", same)))
                .isEqualTo(made);
    }

    @Test
    void aNewCertificateNeedsItsOwnKey() {
        Map<String, Object> made = cloud.call("balancer.create", secure(pair));
        for (Map<String, Object> wrong : List.of(
                of("certificate", other.certificate()),
                of("certificate", other.certificate(), "privateKey", pair.privateKey()),
                of("certificate", other.certificate(), "privateKey", "nonsense"))) {
            Map<String, Object> update = of("id", id(made), "set", of("listeners", List.of(https(wrong, "/"))));
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> cloud.call("balancer.update", update))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID))
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(pair.secretPart(), "nonsense"));
        }
        Map<String, Object> right = of("certificate", other.certificate(), "privateKey", other.privateKey());
        assertThat(cloud.call("balancer.update", of("id", id(made), "set", of("listeners", List.of(https(right, "/")))))
                        .get("certificates"))
                .isNotEqualTo(made.get("certificates"));
    }

    @Test
    void itTellsWhereItListensAndWhereItsTargetsAre() {
        String network = id(cloud.call("network.create", network("10.20.0.0/16")));
        Map<String, Object> made = cloud.call("balancer.create", balancer(443, "10.20.1.10", 8080, "network", network));
        assertThat(Json.objects(made.get("endpoints"))).containsExactly(of("port", 443L, "at", "127.20.0.2:8443"));
        assertThat(Json.map(made.get("targets"))).containsExactly(Map.entry("10.20.1.10:8080", "127.20.1.10:8080"));
    }

    @Test
    void targetsOutsideOfAllNetworksStayWhereTheyAre() {
        Map<String, Object> made = cloud.call("balancer.create", balancer(443, "192.0.2.7", 8080));
        assertThat(Json.map(made.get("targets"))).containsExactly(Map.entry("192.0.2.7:8080", "192.0.2.7:8080"));
    }

    @Test
    void whereAllShareOneAddressEachPortGetsItsOwn(@TempDir Path shared) {
        var options = CloudOptions.builder().addresses(CloudOptions.Addresses.SHARED);
        try (var small = EmbeddedCloud.open(shared, options.build())) {
            String network = id(small.call("network.create", network("10.20.0.0/16")));
            String first = id(small.call("address.reserve", of("name", "one")));
            Map<String, Object> one = small.call(
                    "balancer.create", balancer(80, "10.20.1.10", 8080, "network", network, "address", first));
            Map<String, Object> two = small.call("balancer.create", balancer(80, "10.20.1.10", 8080));
            assertThat(one).containsEntry("ip", "127.0.0.1");
            Object at = Json.objects(one.get("endpoints")).get(0).get("at");
            assertThat(String.valueOf(at)).startsWith("127.0.0.1:2000");
            assertThat(Json.objects(two.get("endpoints")).get(0).get("at")).isNotEqualTo(at);
            assertThat(Json.map(one.get("targets")).get("10.20.1.10:8080"))
                    .isEqualTo(Json.map(two.get("targets")).get("10.20.1.10:8080"))
                    .asString()
                    .startsWith("127.0.0.1:2000");
            small.call("balancer.delete", of("id", id(two)));
            assertThat(Json.objects(all(small, "balancer.list").get(0).get("endpoints"))
                            .get(0)
                            .get("at"))
                    .isEqualTo(at);
        }
    }

    @Test
    void anotherPlanIsRefusedOnceAddressesAreGiven() {
        cloud.call("network.create", network("10.20.0.0/16"));
        cloud.close();
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> EmbeddedCloud.open(
                        directory, CloudOptions.builder().range("127.64.0.0/16").build()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
        open();
        assertThat(all(cloud, "network.list")).hasSize(1);
    }
}
