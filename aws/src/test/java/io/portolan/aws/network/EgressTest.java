package io.portolan.aws.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Stack;
import io.portolan.aws.MotoSubject;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.network.Network;
import io.portolan.network.Subnet;
import io.portolan.network.Subnet.Egress;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import io.portolan.testkit.fault.Killed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks with gateways, which take many parts, on moto. */
class EgressTest {
    private static final String NAT_ZONE = "b";

    @TempDir
    private Path data;

    private MotoSubject subject = new MotoSubject();
    private StateStore store = StateStore.memory();

    @AfterEach
    void close() {
        subject.close();
    }

    private Portolan engine(FaultPlan faults) {
        return Portolan.builder()
                .provider("aws", subject.factory(), subject::configure)
                .state(store)
                .time(subject.time())
                .settle(Duration.ofSeconds(5))
                .parallelism(1)
                .data(data)
                .wire(FaultyWire.of(faults, subject.time()).between())
                .build();
    }

    private static Subnet subnet(String name, int third, String zone, Egress egress) {
        return Subnet.of(name, Cidr.parse("10.20." + third + ".0/24"))
                .zone(zone)
                .egress(egress)
                .build();
    }

    private static Stack stack(Subnet... subnets) {
        Network.Builder network = Network.builder().cidr(Cidr.parse("10.20.0.0/16"));
        for (Subnet subnet : subnets) {
            network.subnet(subnet);
        }
        Stack stack = Stack.named("shop");
        stack.add("main", network.build());
        return stack;
    }

    /** A public subnet and one behind NAT in one zone, one behind NAT alone in another, and a closed one. */
    private static Stack whole() {
        return stack(
                subnet("front", 1, "a", Egress.INTERNET),
                subnet("app", 2, "a", Egress.NAT),
                subnet("batch", 3, NAT_ZONE, Egress.NAT),
                subnet("data", 4, "a", Egress.NONE));
    }

    private Map<String, Long> counts() {
        return subject.census().orElseThrow().keySet().stream()
                .collect(Collectors.groupingBy(NativeId::part, TreeMap::new, Collectors.counting()));
    }

    private void converged(Portolan engine, Stack stack) {
        Plan plan = engine.plan(stack);
        assertThat(plan.isEmpty())
                .as("steps %s, refusals %s, waiting %s", plan.steps(), plan.refusals(), plan.waiting())
                .isTrue();
    }

    private static void done(Outcome outcome) {
        assertThat(outcome.status())
                .as("failures %s, refusals %s, left %s", outcome.failures(), outcome.refusals(), outcome.left())
                .isEqualTo(Outcome.Status.DONE);
    }

    @Test
    void everyEgressHasItsPartsAndEndsWithoutAny() {
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(whole())));
            converged(engine, whole());
            assertThat(counts())
                    .isEqualTo(Map.of(
                            "vpc", 1L,
                            "subnet", 5L,
                            "internet-gateway", 1L,
                            "route-table", 3L,
                            "nat-gateway", 2L,
                            "address", 2L));
            Stack closed = stack(
                    subnet("front", 1, "a", Egress.INTERNET),
                    subnet("app", 2, "a", Egress.NONE),
                    subnet("batch", 3, NAT_ZONE, Egress.INTERNET),
                    subnet("data", 4, "a", Egress.NONE));
            done(engine.apply(engine.plan(closed)));
            converged(engine, closed);
            assertThat(counts()).isEqualTo(Map.of("vpc", 1L, "subnet", 4L, "internet-gateway", 1L, "route-table", 1L));
            done(engine.apply(engine.plan(whole(), PlanOptions.standard().destroy())));
            assertThat(counts()).isEmpty();
        }
    }

    @Test
    void aConvergedNetworkIsReadByOneCallForEachKindOfPart() {
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(whole())));
        }
        List<String> calls = new ArrayList<>();
        try (Portolan engine = Portolan.builder()
                .provider("aws", subject.factory(), subject::configure)
                .state(store)
                .time(subject.time())
                .data(data)
                .wire(inner -> listening(inner, calls))
                .build()) {
            converged(engine, whole());
        }
        assertThat(calls)
                .as("with those of all other kinds")
                .contains(
                        "ec2:DescribeVpcs",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeRouteTables",
                        "ec2:DescribeInternetGateways",
                        "ec2:DescribeNatGateways",
                        "ec2:DescribeAddresses",
                        "ec2:DescribeAvailabilityZones")
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(12);
    }

    private static Wire listening(Wire inner, List<String> calls) {
        return new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                calls.add(call.name());
                return inner.call(call, exchange);
            }
        };
    }

    @Test
    void aSubnetThatMovesToAnotherZoneGoesFirst() {
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(stack(subnet("data", 4, "a", Egress.NONE)))));
            Stack moved = stack(subnet("data", 4, NAT_ZONE, Egress.NONE));
            Plan plan = engine.plan(moved);
            assertThat(plan.steps().stream().map(PlannedStep::call).toList())
                    .containsSubsequence("ec2:DeleteSubnet", "ec2:CreateSubnet");
            done(engine.apply(plan));
            converged(engine, moved);
        }
    }

    @Test
    void aKillAtAnyCallIsFinishedByOneMoreApply() {
        done(apply(FaultPlan.none()));
        Map<String, Long> wanted = counts();
        int kills = 0;
        for (Fault fault : new Fault[] {Fault.KILL_BEFORE, Fault.KILL_AFTER}) {
            boolean died = true;
            for (int call = 1; died; call++) {
                subject.close();
                subject = new MotoSubject();
                store = StateStore.memory();
                died = dies(FaultPlan.at(call, fault));
                kills += died ? 1 : 0;
                try (Portolan engine = engine(FaultPlan.none())) {
                    done(engine.apply(engine.plan(whole())));
                    converged(engine, whole());
                    assertThat(counts()).as("%s at call %s", fault, call).isEqualTo(wanted);
                    if (call % 4 == 0) {
                        done(engine.apply(
                                engine.plan(whole(), PlanOptions.standard().destroy())));
                        assertThat(counts())
                                .as("left of %s at call %s", fault, call)
                                .isEmpty();
                    }
                }
            }
        }
        System.out.println("a network with two NAT gateways was killed " + kills + " times and finished each time");
        assertThat(kills).isGreaterThan(2 * 25);
    }

    private Outcome apply(FaultPlan faults) {
        try (Portolan engine = engine(faults)) {
            return engine.apply(engine.plan(whole()));
        }
    }

    private boolean dies(FaultPlan faults) {
        try {
            apply(faults);
            return false;
        } catch (Killed e) {
            return true;
        }
    }
}
