package io.portolan.baremetal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.baremetal.cloud.CloudClient;
import io.portolan.baremetal.cloud.CloudOptions;
import io.portolan.baremetal.cloud.PemPair;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.loadbalancer.Certificate;
import io.portolan.model.DataSize;
import io.portolan.model.Secret;
import io.portolan.testkit.fault.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedProviderTest {
    private static final PlanOptions OPTIONS = PlanOptions.standard().acceptDegraded();
    private static Certificate certificate;

    @TempDir
    Path directory;

    private Portolan portolan;
    private Shop shop;

    @BeforeAll
    static void makeCertificate(@TempDir Path keys) throws Exception {
        PemPair pem = PemPair.selfSigned(keys, "shop.example", "EC");
        certificate = Certificate.pem(pem.certificate(), Secret.of(pem.privateKey()));
    }

    @BeforeEach
    void open() {
        portolan = Portolan.builder()
                .provider("embedded", Fast.factory(), config -> config.set(EmbeddedProviderFactory.PORT_OFFSET, 8000))
                .state(StateStore.memory())
                .time(VirtualTime.start())
                .data(directory)
                .build();
        shop = new Shop(certificate);
    }

    @AfterEach
    void close() {
        portolan.close();
    }

    private Plan plan() {
        return portolan.plan(shop.stack(), OPTIONS);
    }

    private void apply() {
        Plan plan = plan();
        assertThat(plan.refusals()).isEmpty();
        Outcome outcome = portolan.apply(plan);
        assertThat(outcome.failures()).isEmpty();
        assertEmpty();
    }

    private void assertEmpty() {
        Plan again = plan();
        assertThat(again.refusals()).isEmpty();
        assertThat(again.steps()).isEmpty();
    }

    private List<String> calls(Plan plan) {
        assertThat(plan.refusals()).isEmpty();
        return plan.steps().stream().map(PlannedStep::call).toList();
    }

    @Test
    void theShopIsMadeAndASecondPlanIsEmpty() {
        assertThat(calls(plan()))
                .containsExactlyInAnyOrder(
                        "network.create",
                        "firewall.create",
                        "firewall.create",
                        "address.reserve",
                        "balancer.create",
                        "zone.create",
                        "zone.update",
                        "volume.create",
                        "attachment.create",
                        "snapshot.create");
        apply();
    }

    @Test
    void thePlanSaysWhichAddressesStandForTheNetworks() {
        assertThat(plan().steps())
                .filteredOn(step -> step.call().equals("network.create"))
                .extracting(PlannedStep::summary)
                .containsExactly("10.20.0.0/16 as 127.20.0.0/16, 2 subnets");
    }

    @Test
    void aWeightIsOneCall() {
        apply();
        shop.next = 50;
        Plan plan = plan();
        assertThat(calls(plan)).containsExactly("balancer.update");
        assertThat(plan.steps().get(0).arguments().toString()).doesNotContain("PRIVATE");
        apply();
    }

    @Test
    void aTtlOfTheZoneReachesItsRecords() {
        apply();
        shop.ttl = Duration.ofSeconds(2);
        assertThat(calls(plan())).containsOnly("zone.update");
        apply();
    }

    @Test
    void aServerIsLeftBeforeTheNextOneIsJoined() {
        apply();
        shop.server = "app-2";
        assertThat(calls(plan())).containsExactly("attachment.delete", "attachment.create");
        apply();
    }

    @Test
    void aSubnetMovesInPlaceAndAVolumeGrows() {
        apply();
        shop.subnetB = "10.20.3.0/24";
        shop.size = DataSize.ofMebibytes(40);
        assertThat(calls(plan())).containsExactlyInAnyOrder("network.update", "volume.update");
        apply();
    }

    @Test
    void allRecordsGoInOneBatch() {
        apply();
        shop.records = false;
        assertThat(calls(plan())).containsExactly("zone.update");
        apply();
    }

    @Test
    void destroyLeavesNothing() {
        apply();
        Plan plan = portolan.plan(shop.stack(), OPTIONS.destroy());
        assertThat(plan.refusals()).isEmpty();
        Outcome outcome = portolan.apply(plan);
        assertThat(outcome.failures()).isEmpty();
        portolan.close();
        try (var client = CloudClient.connect(directory.resolve("embedded"), CloudOptions.defaults())) {
            for (String kind : List.of(
                    "network",
                    "firewall",
                    "address",
                    "balancer",
                    "zone",
                    "records",
                    "volume",
                    "snapshot",
                    "attachment")) {
                assertThat(client.call(kind + ".list", Map.of()).get("items")).isEqualTo(List.of());
            }
        }
        open();
    }
}
