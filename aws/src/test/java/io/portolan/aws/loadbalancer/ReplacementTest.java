package io.portolan.aws.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Event;
import io.portolan.Impact;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.aws.MotoSubject;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.Listener.Protocol;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Cidr;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeOptions;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.network.Address;
import io.portolan.network.Network;
import io.portolan.network.Subnet;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** What the kit can't know of ELBv2: what AWS can't change, what becomes of the address, what a plan costs in calls. */
class ReplacementTest {
    private static final Key WEB = Key.of(LoadBalancer.KIND, "web");
    private static final Ref<LoadBalancer> BALANCER = Ref.to(LoadBalancer.KIND, "web");

    @TempDir
    private Path data;

    private final Map<String, Integer> calls = new TreeMap<>();
    private MotoSubject subject;
    private Portolan portolan;
    private ElasticLoadBalancingV2Client client;

    @BeforeEach
    void begin() {
        subject = new MotoSubject();
        client = subject.account().client(ElasticLoadBalancingV2Client.builder());
        portolan = Portolan.builder()
                .provider("aws", subject.factory(), subject::configure)
                .state(StateStore.memory())
                .time(subject.time())
                .listener(event -> {
                    if (event.what() == Event.What.CALLED) {
                        calls.merge(event.call(), 1, Integer::sum);
                    }
                })
                .data(data)
                .build();
    }

    @AfterEach
    void end() {
        portolan.close();
        client.close();
        subject.close();
    }

    private static LoadBalancer.Builder balancer(Protocol protocol) {
        return LoadBalancer.builder().listener(listener(80, protocol, "main")).pool(pool("main", 1));
    }

    private static Listener listener(int port, Protocol protocol, String pool) {
        return Listener.of(port, protocol).action(Action.toPool(pool)).build();
    }

    private static Pool pool(String name, int targets) {
        Pool.Builder pool = Pool.of(name, 8080);
        for (int i = 1; i <= targets; i++) {
            pool.target(Target.of("172.31.0." + i));
        }
        return pool.build();
    }

    private static Stack with(Stack stack, String name, Spec spec, NativeOptions... options) {
        stack.add(stack.resource(name, spec, Lifecycle.STANDARD).options(List.of(options)));
        return stack;
    }

    private static Stack web(LoadBalancer.Builder balancer, NativeOptions... options) {
        return with(Stack.named("shop"), "web", balancer.build(), options);
    }

    private Outcome done(Stack stack) {
        return done(portolan.plan(stack), stack);
    }

    private Outcome done(Plan plan, Stack stack) {
        Outcome outcome = portolan.apply(plan);
        assertThat(outcome.status())
                .as("failures %s, refusals %s", outcome.failures(), outcome.refusals())
                .isEqualTo(Outcome.Status.DONE);
        Plan second = portolan.plan(stack);
        assertThat(second.isEmpty()).as("the second plan: %s", second.steps()).isTrue();
        return outcome;
    }

    private static Set<Impact> impacts(Plan plan) {
        Set<Impact> impacts = EnumSet.noneOf(Impact.class);
        plan.steps().forEach(step -> impacts.addAll(step.impacts()));
        return impacts;
    }

    private static List<String> calls(Plan plan, boolean retire) {
        return plan.steps().stream()
                .filter(s -> s.retire() == retire && s.kind() != PlannedStep.Kind.WAIT)
                .map(s -> s.call().substring(s.call().indexOf(':') + 1))
                .toList();
    }

    private software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer only() {
        var all = client.describeLoadBalancers().loadBalancers();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void anotherSchemeIsANewBalancerBesideTheOldAndItsAddressIsLost() {
        done(web(balancer(Protocol.TCP)));
        String before = only().dnsName();
        Stack internal = web(balancer(Protocol.TCP).scheme(LoadBalancer.Scheme.INTERNAL));
        Plan plan = portolan.plan(internal);

        assertThat(plan.change(WEB).action()).isEqualTo(PlannedChange.Action.REPLACE);
        assertThat(impacts(plan))
                .contains(Impact.LOSES_ADDRESS, Impact.REPLACES)
                .doesNotContain(Impact.INTERRUPTS);
        assertThat(calls(plan, false)).contains("CreateLoadBalancer", "CreateTargetGroup");
        assertThat(calls(plan, true)).contains("DeleteLoadBalancer", "DeleteTargetGroup");

        done(plan, internal);
        assertThat(only().scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNAL);
        assertThat(only().dnsName()).isNotEqualTo(before);
        assertThat(client.describeTargetGroups().targetGroups()).hasSize(1);
    }

    @Test
    void l7InsteadOfL4IsANewBalancer() {
        done(web(balancer(Protocol.TCP)));
        Stack http = web(balancer(Protocol.HTTP));
        Plan plan = portolan.plan(http);

        assertThat(impacts(plan)).contains(Impact.LOSES_ADDRESS);
        done(plan, http);
        assertThat(only().type()).isEqualTo(LoadBalancerTypeEnum.APPLICATION);
    }

    private static Stack fixed(String network) {
        Stack stack = Stack.named("shop");
        with(stack, "ip", Address.builder().build());
        int block = network.equals("one") ? 1 : 2;
        with(
                stack,
                network,
                Network.builder()
                        .cidr(Cidr.parse("10." + block + ".0.0/16"))
                        .subnet(Subnet.of("a", Cidr.parse("10." + block + ".1.0/24"))
                                .egress(Subnet.Egress.INTERNET)
                                .build())
                        .build());
        return with(
                stack,
                "web",
                balancer(Protocol.TCP)
                        .network(Ref.to(Network.KIND, network))
                        .address(Ref.to(Address.KIND, "ip"))
                        .build());
    }

    @Test
    void aFixedAddressIsKeptThroughAReplacementThatInterrupts() {
        Outcome first = done(fixed("one"));
        var before = first.get(BALANCER, LoadBalancer.ADDRESS).orElseThrow();
        assertThat(before.ips()).hasSize(1);
        Stack moved = fixed("two");
        Plan plan = portolan.plan(moved);

        assertThat(impacts(plan)).contains(Impact.INTERRUPTS).doesNotContain(Impact.LOSES_ADDRESS);
        List<String> order = calls(plan, false);
        assertThat(order.indexOf("DeleteLoadBalancer")).isBetween(0, order.indexOf("CreateLoadBalancer") - 1);

        Outcome second = done(plan, moved);
        assertThat(second.get(BALANCER, LoadBalancer.ADDRESS).orElseThrow().ips())
                .isEqualTo(before.ips());
        assertThat(client.describeLoadBalancers().loadBalancers()).hasSize(1);
    }

    private static Route route(String path) {
        return Route.to(Action.toPool("main")).pathPrefix(path).build();
    }

    private static Stack routed(String... paths) {
        Listener.Builder listener = Listener.of(80, Protocol.HTTP).action(Action.toPool("main"));
        for (String path : paths) {
            listener.route(route(path));
        }
        return web(LoadBalancer.builder().listener(listener.build()).pool(pool("main", 1)));
    }

    @Test
    void routesThatChangePlacesDoSoInOneCall() {
        done(routed("/a", "/b", "/c"));
        Stack turned = routed("/c", "/b", "/a");
        Plan plan = portolan.plan(turned);

        assertThat(calls(plan, false)).containsExactly("SetRulePriorities");
        assertThat(calls(plan, true)).isEmpty();
        done(plan, turned);

        Stack other = routed("/new", "/c");
        Plan second = portolan.plan(other);
        assertThat(calls(second, false)).containsExactly("SetRulePriorities", "CreateRule");
        assertThat(calls(second, true)).containsExactly("DeleteRule", "DeleteRule");
        done(second, other);
    }

    @Test
    void optionsAreSetInPlaceAndProtectionIsLiftedBeforeADelete() {
        done(web(balancer(Protocol.TCP)));
        Stack with = web(
                balancer(Protocol.TCP),
                AwsLoadBalancerOptions.builder()
                        .dualStack(true)
                        .crossZone(true)
                        .deletionProtection(true)
                        .build());
        Plan plan = portolan.plan(with);
        assertThat(calls(plan, false)).containsExactlyInAnyOrder("SetIpAddressType", "ModifyLoadBalancerAttributes");
        done(plan, with);
        assertThat(only().ipAddressType()).isEqualTo(IpAddressType.DUALSTACK);

        Plan destroy = portolan.plan(with, PlanOptions.standard().destroy());
        assertThat(calls(destroy, true)).startsWith("ModifyLoadBalancerAttributes", "DeleteLoadBalancer");
        assertThat(portolan.apply(destroy).status()).isEqualTo(Outcome.Status.DONE);
        assertThat(client.describeLoadBalancers().loadBalancers()).isEmpty();
        assertThat(client.describeTargetGroups().targetGroups()).isEmpty();
    }

    @Test
    void crossZoneOfAnAlbIsRefused() {
        Plan plan = portolan.plan(web(
                balancer(Protocol.HTTP),
                AwsLoadBalancerOptions.builder().crossZone(false).build()));
        assertThat(plan.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Refusal.Why.UNSUPPORTED));
    }

    @Test
    void aKeyThatIsUsedAgainAfterARenameGetsABalancerOfItsOwn() {
        done(web(balancer(Protocol.TCP)));
        Stack renamed = Stack.named("shop");
        renamed.add(renamed.resource("front", balancer(Protocol.TCP).build(), Lifecycle.STANDARD.movedFrom("web")));
        done(renamed);
        Stack both = Stack.named("shop");
        both.add(both.resource("front", balancer(Protocol.TCP).build(), Lifecycle.STANDARD));
        with(both, "web", balancer(Protocol.TCP).build());
        done(both);
        assertThat(client.describeLoadBalancers().loadBalancers()).hasSize(2);
        assertThat(client.describeTargetGroups().targetGroups()).hasSize(2);
    }

    private static Stack shop(int groups, int listeners, int targets) {
        Stack stack = Stack.named("shop");
        with(
                stack,
                "main",
                Network.builder()
                        .cidr(Cidr.parse("172.31.0.0/16"))
                        .subnet(Subnet.of("a", Cidr.parse("172.31.0.0/24"))
                                .egress(Subnet.Egress.INTERNET)
                                .build())
                        .build());
        LoadBalancer.Builder balancer = LoadBalancer.builder().network(Ref.to(Network.KIND, "main"));
        for (int i = 0; i < groups; i++) {
            balancer.pool(pool("p" + i, targets));
        }
        for (int i = 0; i < listeners; i++) {
            balancer.listener(listener(80 + i, Protocol.TCP, "p" + i % groups));
        }
        with(stack, "web", balancer.build());
        with(stack, "shop", DnsZone.named("shop.example.").build());
        RecordSet www = RecordSet.of(Ref.to(DnsZone.KIND, "shop"), "www.shop.example.")
                .alias(BALANCER)
                .build();
        stack.add(stack.resource("www.shop.example. alias", www, Lifecycle.STANDARD));
        return stack;
    }

    private int cost(Stack stack) {
        done(stack);
        calls.clear();
        assertThat(portolan.plan(stack).isEmpty()).isTrue();
        System.out.println("a converged network, NLB and zone: " + calls);
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aConvergedStackOfNetworkBalancerAndZoneIsAtMostTwentyCallsWhateverTheNumberOfTargets() {
        int one = cost(shop(1, 1, 1));
        assertThat(one).isLessThanOrEqualTo(20);
        assertThat(cost(shop(1, 1, 50))).as("with 50 targets").isEqualTo(one);
        assertThat(cost(shop(1, 2, 50)) - one).as("for a further listener").isBetween(0, 2);
        assertThat(cost(shop(2, 2, 50)) - one)
                .as("for a further listener and a further group")
                .isBetween(0, 6);
    }
}
