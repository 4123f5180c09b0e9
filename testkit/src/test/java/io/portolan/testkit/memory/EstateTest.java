package io.portolan.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Impact;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Cidr;
import io.portolan.model.DataSize;
import io.portolan.model.NativeId;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import io.portolan.network.Subnet;
import io.portolan.spi.driver.Place;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import io.portolan.volume.Attachment;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstateTest {
    /** Everything but balancers and names; firewalls that name each other. */
    static Stack estate() {
        return estate(20, "a", "10.20.1.0/24");
    }

    static Stack estate(int gibibytes, String zone, String subnet) {
        Stack stack = Stack.named("shop");
        Ref<Network> main = stack.add(
                "main",
                Network.builder()
                        .cidr(Cidr.parse("10.20.0.0/16"))
                        .subnet(Subnet.of("front", Cidr.parse(subnet)).build())
                        .subnet(Subnet.of("back", Cidr.parse("10.20.2.0/24"))
                                .egress(Subnet.Egress.NAT)
                                .build())
                        .build());
        Ref<Firewall> web = Ref.to(Firewall.KIND, "web");
        Ref<Firewall> db = Ref.to(Firewall.KIND, "db");
        stack.add(
                "web",
                Firewall.in(main)
                        .ingress(rule(443, Peer.of(Cidr.parse("0.0.0.0/0"))))
                        .ingress(rule(9000, Peer.of(db)))
                        .build());
        stack.add("db", Firewall.in(main).ingress(rule(5432, Peer.of(web))).build());
        stack.add("front", Address.builder().build());
        Ref<Volume> data = stack.add(
                "data", Volume.of(DataSize.ofGibibytes(gibibytes)).zone(zone).build());
        stack.add("daily", Snapshot.of(data));
        stack.add("data-on-web", Attachment.of(data, "web-1").build());
        return stack;
    }

    private static FirewallRule rule(int port, Peer peer) {
        return FirewallRule.of(FirewallRule.Protocol.TCP)
                .port(PortRange.of(port))
                .peer(peer)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void anEstateConvergesAndGoes(Temper temper) {
        for (Lab lab : List.of(Lab.calm(temper), Lab.typical(temper))) {
            lab.converge(estate());
            assertThat(lab.marked("shop").keySet())
                    .contains("Network/main network", "Firewall/web firewall", "Volume/data volume");
            lab.converge(estate(), PlanOptions.standard().destroy());
            assertThat(lab.cloud.things()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVolumeGrowsInPlaceAndIsReplacedWithAWarning(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(estate());
        NativeId id = lab.cloud.things("volume").get(0).id();
        lab.converge(estate(40, "a", "10.20.1.0/24"));
        assertThat(lab.cloud.things("volume"))
                .singleElement()
                .satisfies(v -> assertThat(v.id()).isEqualTo(id))
                .satisfies(v -> assertThat(v.get("size")).contains(DataSize.ofGibibytes(40)));

        Outcome smaller = lab.apply(estate(10, "a", "10.20.1.0/24"));
        assertThat(smaller.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.UNSUPPORTED);

        Plan moves = lab.plan(estate(40, "b", "10.20.1.0/24"));
        assertThat(moves.change(Lab.key("Volume/data")).action()).isEqualTo(PlannedChange.Action.REPLACE);
        assertThat(moves.steps()).anySatisfy(s -> assertThat(s.impacts()).contains(Impact.LOSES_DATA));
        lab.converge(estate(40, "b", "10.20.1.0/24"));
        assertThat(lab.cloud.things("volume")).hasSize(1);
        assertThat(lab.cloud.things("attachment")).hasSize(1);
        assertThat(lab.cloud.things("snapshot")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aSubnetIsReplacedBesideTheOldOne(Temper temper) {
        Lab lab = Lab.typical(temper);
        lab.converge(estate());
        lab.converge(estate(20, "a", "10.20.9.0/24"));
        assertThat(lab.cloud.things("subnet")).hasSize(temper.isWhole() ? 0 : 2);
    }

    @ParameterizedTest
    @EnumSource
    void twoVolumesOfOneKeyAreRefused(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(estate());
        Thing volume = lab.cloud.things("volume").get(0);
        NativeId twin = lab.cloud.plant("volume", "twin", volume.attributes());
        lab.cloud.label(twin, volume.labels());
        assertThat(lab.apply(estate()).refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.GUARD);
    }

    @Test
    void nothingIsMadeOnAHostThatDoesNotAnswer() {
        Lab lab = Lab.calm(Temper.HOST);
        lab.converge(estate(20, "b", "10.20.1.0/24"));
        lab.cloud.down(Place.of("host", "b"));
        lab.cloud.clearLog();
        Outcome outcome = lab.apply(estate(20, "b", "10.20.1.0/24"));
        assertThat(outcome.status()).isEqualTo(Outcome.Status.NOT_NOW);
        assertThat(lab.writes()).isEmpty();
        lab.cloud.up(Place.of("host", "b"));
        lab.converge(estate(20, "b", "10.20.1.0/24"));
        assertThat(lab.cloud.things("volume")).hasSize(1);
    }

    @Test
    void anOperationThatFailsInTheEndIsAFailureAndIsMended() {
        Lab lab = Lab.typical(Temper.OPERATIONS);
        lab.cloud.failOperations(1);
        Outcome outcome = lab.apply(estate());
        assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
        lab.converge(estate());
    }

    @ParameterizedTest
    @EnumSource
    void aKillAtEveryBoundaryIsMended(Temper temper) {
        Map<String, Integer> whole = whole(temper);
        for (Fault kill : List.of(Fault.KILL_BEFORE, Fault.KILL_AFTER)) {
            for (int call = 1; call < 300; call++) {
                Lab lab = Lab.typical(temper);
                FaultyWire faults = FaultyWire.of(FaultPlan.at(call, kill), lab.time);
                lab.wire(faults.between());
                boolean killed = Scenario.run(lab, estate());
                faults.quiet();
                lab.converge(estate());
                assertThat(lab.marked("shop"))
                        .as(() -> faults.happened().toString())
                        .isEqualTo(whole);
                if (!killed) {
                    break;
                }
            }
        }
    }

    private static Map<String, Integer> whole(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(estate());
        return lab.marked("shop");
    }

    @ParameterizedTest
    @EnumSource
    void seededFaultsAreMended(Temper temper) {
        Map<String, Integer> whole = whole(temper);
        for (int seed = 0; seed < 25; seed++) {
            Lab lab = Lab.typical(temper);
            FaultPlan plan = FaultPlan.seeded(seed, 0.12, Fault.values());
            FaultyWire faults = FaultyWire.of(plan, lab.time);
            lab.wire(faults.between());
            Scenario.run(lab, estate(), estate(30, "a", "10.20.9.0/24"));
            faults.quiet();
            lab.mend(estate(30, "a", "10.20.9.0/24"));
            assertThat(lab.marked("shop"))
                    .as(() -> plan + " " + faults.happened())
                    .isEqualTo(whole);
        }
    }
}
