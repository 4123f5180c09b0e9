package io.portolan.aws.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.aws.MotoSubject;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Cidr;
import io.portolan.model.Lifecycle;
import io.portolan.network.Network;
import io.portolan.network.Subnet;
import io.portolan.network.Subnet.Egress;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import io.portolan.testkit.fault.Killed;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Route;

/** IPv6 in networks, on moto. */
class Ipv6Test {
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
                .parallelism(1)
                .data(data)
                .wire(FaultyWire.of(faults, subject.time()).between())
                .build();
    }

    private static Stack stack(boolean ipv6, String... more) {
        Network.Builder network = Network.builder()
                .cidr(Cidr.parse("10.20.0.0/16"))
                .subnet(subnet("front", 1, Egress.INTERNET))
                .subnet(subnet("app", 2, Egress.NAT))
                .subnet(subnet("data", 3, Egress.NONE));
        for (String name : more) {
            network.subnet(subnet(name, 4, Egress.INTERNET));
        }
        Stack stack = Stack.named("shop");
        stack.add(stack.resource("main", network.build(), Lifecycle.STANDARD)
                .options(ipv6 ? List.of(AwsNetworkOptions.builder().ipv6().build()) : List.of()));
        return stack;
    }

    private static Subnet subnet(String name, int third, Egress egress) {
        return Subnet.of(name, Cidr.parse("10.20." + third + ".0/24"))
                .zone("a")
                .egress(egress)
                .build();
    }

    private static void done(Outcome outcome) {
        assertThat(outcome.status())
                .as("failures %s, refusals %s, left %s", outcome.failures(), outcome.refusals(), outcome.left())
                .isEqualTo(Outcome.Status.DONE);
    }

    private static void converged(Portolan engine, Stack stack) {
        Plan plan = engine.plan(stack);
        assertThat(plan.isEmpty())
                .as("steps %s, refusals %s, waiting %s", plan.steps(), plan.refusals(), plan.waiting())
                .isTrue();
    }

    /** One block, a /64 for each subnet of the network, one way out by the gateway and one by the egress-only one. */
    private void hasIpv6(int subnets) {
        try (Ec2Client client = subject.account().client(Ec2Client.builder())) {
            List<String> blocks = client.describeVpcs().vpcs().stream()
                    .filter(vpc -> !vpc.isDefault())
                    .flatMap(vpc -> vpc.ipv6CidrBlockAssociationSet().stream())
                    .map(a -> a.ipv6CidrBlock())
                    .toList();
            assertThat(blocks).hasSize(1);
            Set<String> own = new TreeSet<>();
            client.describeSubnets().subnets().stream()
                    .flatMap(s -> s.ipv6CidrBlockAssociationSet().stream())
                    .filter(a -> a.ipv6CidrBlockState().stateAsString().equals("associated"))
                    .forEach(a -> own.add(a.ipv6CidrBlock()));
            assertThat(own).hasSize(subnets).allSatisfy(block -> {
                assertThat(block).endsWith("/64");
                assertThat(Cidr.parse(blocks.get(0)).contains(Cidr.parse(block)))
                        .isTrue();
            });
            List<Route> out = client.describeRouteTables().routeTables().stream()
                    .flatMap(t -> t.routes().stream())
                    .filter(r -> "::/0".equals(r.destinationIpv6CidrBlock()))
                    .toList();
            assertThat(out).hasSize(2);
            assertThat(out.stream().filter(r -> r.egressOnlyInternetGatewayId() != null))
                    .hasSize(1);
            assertThat(client.describeEgressOnlyInternetGateways(r -> {}).egressOnlyInternetGateways())
                    .hasSize(1);
        }
    }

    private void isEmpty() {
        assertThat(subject.census().orElseThrow()).isEmpty();
        try (Ec2Client client = subject.account().client(Ec2Client.builder())) {
            assertThat(client.describeEgressOnlyInternetGateways(r -> {}).egressOnlyInternetGateways())
                    .isEmpty();
        }
    }

    @Test
    void aNetworkWithIpv6HasABlockOfAmazonsAndWaysOutByBothGateways() {
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(stack(true))));
            converged(engine, stack(true));
            hasIpv6(3);
            done(engine.apply(engine.plan(stack(true, "more"))));
            converged(engine, stack(true, "more"));
            hasIpv6(4);
            converged(engine, stack(false, "more"));
            done(engine.apply(engine.plan(stack(true), PlanOptions.standard().destroy())));
            isEmpty();
        }
    }

    @Test
    void ipv6ComesIntoANetworkThatIsThere() {
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(stack(false))));
            done(engine.apply(engine.plan(stack(true))));
            converged(engine, stack(true));
            hasIpv6(3);
        }
    }

    @Test
    void aKillInBetweenIsFinishedByOneMoreApply() {
        int kills = 0;
        boolean died = true;
        for (int call = 9; died; call += 6) {
            subject.close();
            subject = new MotoSubject();
            store = StateStore.memory();
            died = dies(FaultPlan.at(call, call % 4 == 1 ? Fault.KILL_AFTER : Fault.KILL_BEFORE));
            kills += died ? 1 : 0;
            try (Portolan engine = engine(FaultPlan.none())) {
                done(engine.apply(engine.plan(stack(true))));
                converged(engine, stack(true));
                hasIpv6(3);
                done(engine.apply(
                        engine.plan(stack(true), PlanOptions.standard().destroy())));
                isEmpty();
            }
        }
        System.out.println("IPv6: killed " + kills + " times, finished by one more apply each");
        assertThat(kills).isGreaterThan(5);
    }

    private boolean dies(FaultPlan faults) {
        try (Portolan engine = engine(faults)) {
            done(engine.apply(engine.plan(stack(true))));
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    @Test
    void theNthSubnetOfABlockIsFoundAgain() {
        Cidr block = Cidr.parse("2600:1f16:abc:de00::/56");
        assertThat(Ipv6Plan.subnet(block, 0)).hasToString("2600:1f16:abc:de00::/64");
        assertThat(Ipv6Plan.subnet(block, 255)).hasToString("2600:1f16:abc:deff::/64");
        assertThat(Ipv6Plan.index(Ipv6Plan.subnet(block, 17))).isEqualTo(17);
    }
}
