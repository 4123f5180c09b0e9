package io.portolan.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Impact;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Stack;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.engine.PlanOptions;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.Cidr;
import io.portolan.model.HealthCheck;
import io.portolan.model.Ref;
import io.portolan.model.Secret;
import io.portolan.network.Network;
import io.portolan.network.Subnet;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BalancerTest {
    /** A balancer with two pools and TLS in a network, and a name that leads to it. */
    static Stack shop(UnaryOperator<LoadBalancer.Builder> change) {
        Stack stack = Stack.named("shop");
        Ref<Network> main = stack.add(
                "main",
                Network.builder()
                        .cidr(Cidr.parse("10.20.0.0/16"))
                        .subnet(Subnet.of("front", Cidr.parse("10.20.1.0/24")).build())
                        .build());
        Ref<LoadBalancer> web = stack.add("web", change.apply(balancer(main)).build());
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named("shop.example").build());
        stack.add("www", RecordSet.of(zone, "www.shop.example.").alias(web).build());
        return stack;
    }

    static LoadBalancer.Builder balancer(Ref<Network> main) {
        return LoadBalancer.builder()
                .network(main)
                .listener(Listener.of(443, Listener.Protocol.HTTPS)
                        .tls(Tls.of(Certificate.pem("chain", Secret.of("a planted key"))))
                        .route(Route.to(Action.toPool("api")).pathPrefix("/api").build())
                        .action(Action.toPool("web"))
                        .build())
                .listener(Listener.of(80, Listener.Protocol.HTTP)
                        .action(Action.toPool("web"))
                        .build())
                .pool(pool("web", 8080))
                .pool(pool("api", 9090));
    }

    static Pool pool(String name, int port, String... targets) {
        Pool.Builder pool =
                Pool.of(name, port).healthCheck(HealthCheck.http("/healthz").build());
        for (String target : targets.length == 0 ? new String[] {"10.20.1.20"} : targets) {
            pool.target(Target.of(target));
        }
        return pool.build();
    }

    private static Stack shop() {
        return shop(b -> b);
    }

    @ParameterizedTest
    @EnumSource
    void aShopConvergesAndGoes(Temper temper) {
        for (Lab lab : List.of(Lab.calm(temper), Lab.typical(temper))) {
            lab.converge(shop());
            assertThat(lab.cloud.things("rrset")).hasSize(1);
            lab.converge(shop(), PlanOptions.standard().destroy());
            assertThat(lab.cloud.things()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTargetIsAddedInPlace(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(shop());
        lab.cloud.clearLog();
        lab.converge(shop(b -> b.pools(List.of(pool("web", 8080, "10.20.1.20", "10.20.1.21"), pool("api", 9090)))));
        assertThat(lab.writes()).hasSize(temper == Temper.HOST ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void aPoolWithAnotherPortIsMadeBesideTheOldOne(Temper temper) {
        Lab lab = Lab.typical(temper);
        lab.converge(shop());
        Stack other = shop(b -> b.pools(List.of(pool("web", 8888), pool("api", 9090))));
        lab.converge(other);
        assertThat(lab.cloud.things("pool")).hasSize(temper == Temper.TOKENS ? 2 : 0);
        assertThat(lab.cloud.things("service")).hasSize(temper == Temper.OPERATIONS ? 2 : 0);
        assertThat(lab.cloud.things("group")).hasSize(temper == Temper.OPERATIONS ? 2 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void anotherSchemeIsAReplacementThatNamesFollow(Temper temper) {
        Lab lab = Lab.typical(temper);
        Ref<LoadBalancer> web = Ref.to(LoadBalancer.KIND, "web");
        BalancerAddress before =
                lab.converge(shop()).get(web, LoadBalancer.ADDRESS).orElseThrow();
        Stack internal = shop(b -> b.scheme(LoadBalancer.Scheme.INTERNAL));
        Plan plan = lab.plan(internal);
        assertThat(plan.steps()).anySatisfy(s -> assertThat(s.impacts()).contains(Impact.LOSES_ADDRESS));
        int dns = step(plan, "RecordSet");
        int gone = plan.steps().stream()
                .filter(PlannedStep::retire)
                .mapToInt(PlannedStep::id)
                .min()
                .orElseThrow();
        assertThat(dns).isLessThan(gone);
        BalancerAddress after =
                lab.converge(internal).get(web, LoadBalancer.ADDRESS).orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(lab.cloud.things("rrset").get(0).toString())
                .contains(after.toString().replaceAll("\\.$", ""));
    }

    private static int step(Plan plan, String kind) {
        return plan.steps().stream()
                .filter(s -> s.keys().get(0).kind().equals(kind))
                .mapToInt(PlannedStep::id)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aListenerGoesAndAPoolWithIt(Temper temper) {
        Lab lab = Lab.typical(temper);
        lab.converge(shop());
        lab.converge(shop(b -> b.listeners(List.of(Listener.of(80, Listener.Protocol.HTTP)
                        .action(Action.toPool("web"))
                        .build()))
                .pools(List.of(pool("web", 8080)))));
        assertThat(lab.cloud.things("listener")).hasSize(temper == Temper.TOKENS ? 1 : 0);
        assertThat(lab.cloud.things("frontend")).hasSize(temper == Temper.OPERATIONS ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void theKeyOfACertificateIsNowhereToBeSeen(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(shop());
        assertThat(lab.cloud.log().toString()).doesNotContain("planted").contains("***");
        assertThat(lab.cloud.things().toString()).doesNotContain("planted");
    }

    @ParameterizedTest
    @EnumSource
    void aKillAtEveryBoundaryIsMended(Temper temper) {
        Stack later = shop(b -> b.pools(List.of(pool("web", 8888), pool("api", 9090))));
        Map<String, Integer> whole = whole(temper, later);
        for (Fault kill : List.of(Fault.KILL_BEFORE, Fault.KILL_AFTER)) {
            for (int call = 1; call < 400; call++) {
                Lab lab = Lab.typical(temper);
                FaultyWire faults = FaultyWire.of(FaultPlan.at(call, kill), lab.time);
                lab.wire(faults.between());
                boolean killed = Scenario.run(lab, shop(), later);
                faults.quiet();
                lab.mend(later);
                assertThat(lab.marked("shop"))
                        .as(() -> faults.happened().toString())
                        .isEqualTo(whole);
                if (!killed) {
                    break;
                }
            }
        }
    }

    private static Map<String, Integer> whole(Temper temper, Stack stack) {
        Lab lab = Lab.calm(temper);
        lab.converge(stack);
        return lab.marked("shop");
    }

    @ParameterizedTest
    @EnumSource
    void seededFaultsAreMended(Temper temper) {
        Stack later = shop(b -> b.scheme(LoadBalancer.Scheme.INTERNAL));
        Map<String, Integer> whole = whole(temper, later);
        for (int seed = 0; seed < 25; seed++) {
            Lab lab = Lab.typical(temper);
            FaultPlan plan = FaultPlan.seeded(seed, 0.1, Fault.values());
            FaultyWire faults = FaultyWire.of(plan, lab.time);
            lab.wire(faults.between());
            Scenario.run(lab, shop(), later);
            faults.quiet();
            lab.mend(later);
            assertThat(lab.marked("shop"))
                    .as(() -> plan + " " + faults.happened())
                    .isEqualTo(whole);
        }
    }
}
