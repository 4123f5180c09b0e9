package io.portolan.baremetal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Plan;
import io.portolan.PortolanException;
import io.portolan.baremetal.cloud.Api;
import io.portolan.baremetal.cloud.CloudClient;
import io.portolan.baremetal.cloud.CloudOptions;
import io.portolan.baremetal.cloud.PemPair;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.loadbalancer.Certificate;
import io.portolan.model.Secret;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import io.portolan.testkit.fault.Killed;
import io.portolan.testkit.fault.VirtualTime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shop, with a fault at every call in turn, each time from nothing: it always comes to the same, with nothing twice. */
class FaultTest {
    private static final List<String> KINDS = List.of(
            "network", "firewall", "address", "balancer", "zone", "records", "volume", "snapshot", "attachment");
    private static final List<Integer> COUNTS = List.of(1, 2, 1, 1, 1, 7, 1, 1, 1);
    private static final PlanOptions OPTIONS = PlanOptions.standard().acceptDegraded();

    @TempDir
    Path directory;

    private static Certificate certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path keys) throws Exception {
        PemPair pem = PemPair.selfSigned(keys, "shop.example", "EC");
        certificate = Certificate.pem(pem.certificate(), Secret.of(pem.privateKey()));
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL_BEFORE", "KILL_AFTER", "ANSWER_LOST", "CONFLICT", "STALE_READ"})
    void aFaultAtAnyCallIsGoneOnFrom(Fault fault) {
        int calls = run(FaultPlan.none(), directory.resolve("none"));
        for (int call = 1; call <= calls; call++) {
            run(FaultPlan.at(call, fault), directory.resolve(fault + "-" + call));
        }
    }

    @Test
    void manyFaultsAreGoneOnFrom() {
        for (int seed = 0; seed < 20; seed++) {
            run(FaultPlan.seeded(seed, 0.2, Fault.values()), directory.resolve("seed-" + seed));
        }
    }

    /** Applies the shop until it is as wanted and destroys it, with faults; how many calls that took. */
    private int run(FaultPlan faults, Path folder) {
        VirtualTime time = VirtualTime.start();
        FaultyWire wire = FaultyWire.of(faults, time);
        StateStore store = StateStore.memory();
        Shop shop = new Shop(certificate);
        for (int attempt = 0; attempt < 12; attempt++) {
            if (attempt == 10) {
                wire.quiet();
            }
            if (step(store, time, wire, folder, shop, OPTIONS)) {
                break;
            }
        }
        assertThat(counts(folder)).as(faults.toString() + wire.happened()).isEqualTo(COUNTS);
        int calls = wire.calls();
        for (int attempt = 0; attempt < 12; attempt++) {
            if (attempt == 10) {
                wire.quiet();
            }
            if (step(store, time, wire, folder, shop, OPTIONS.destroy())) {
                break;
            }
        }
        assertThat(counts(folder)).as(faults.toString() + wire.happened()).containsOnly(0);
        return calls;
    }

    /** One life of an engine; whether it ended with an empty plan. */
    private static boolean step(
            StateStore store, VirtualTime time, FaultyWire wire, Path folder, Shop shop, PlanOptions options) {
        try (Portolan portolan = Portolan.builder()
                .provider("embedded", Fast.factory(), config -> config.set(EmbeddedProviderFactory.PORT_OFFSET, 8000))
                .state(store)
                .time(time)
                .parallelism(1)
                .wire(wire.between())
                .data(folder)
                .build()) {
            Plan plan = portolan.plan(shop.stack(), options);
            if (plan.isEmpty()) {
                return true;
            }
            portolan.apply(plan);
            return false;
        } catch (Killed | PortolanException e) {
            return false;
        }
    }

    private static List<Integer> counts(Path folder) {
        try (CloudClient client = CloudClient.connect(folder.resolve("embedded"), CloudOptions.defaults())) {
            Api api = client;
            return KINDS.stream()
                    .map(kind -> ((List<?>) api.call(kind + ".list", Map.of()).getOrDefault("items", List.of())).size())
                    .toList();
        }
    }
}
