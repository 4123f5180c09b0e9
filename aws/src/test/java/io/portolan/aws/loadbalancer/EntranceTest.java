package io.portolan.aws.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Impact;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Stack;
import io.portolan.aws.MotoSubject;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Cidr;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.network.Address;
import io.portolan.network.Network;
import io.portolan.network.Subnet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** An ALB that is to have a fixed address: the NLB before it. */
class EntranceTest {
    private static final Ref<LoadBalancer> BALANCER = Ref.to(LoadBalancer.KIND, "web");

    @TempDir
    private Path data;

    private MotoSubject subject;
    private Portolan portolan;
    private ElasticLoadBalancingV2Client client;
    private Map<NativeId, String> before;

    @BeforeEach
    void begin() {
        subject = new MotoSubject();
        before = subject.census().orElseThrow();
        client = subject.account().client(ElasticLoadBalancingV2Client.builder());
        portolan = Portolan.builder()
                .provider("aws", subject.factory(), subject::configure)
                .state(StateStore.memory())
                .time(subject.time())
                .data(data)
                .build();
    }

    @AfterEach
    void end() {
        portolan.close();
        client.close();
        subject.close();
    }

    private static LoadBalancer.Builder balancer(int... ports) {
        LoadBalancer.Builder balancer = LoadBalancer.builder()
                .network(Ref.to(Network.KIND, "main"))
                .pool(Pool.of("main", 8080).target(Target.of("10.1.1.10")).build());
        for (int port : ports) {
            balancer.listener(Listener.of(port, Listener.Protocol.HTTP)
                    .action(Action.toPool("main"))
                    .build());
        }
        return balancer;
    }

    private static LoadBalancer.Builder at(String address, int... ports) {
        return balancer(ports).address(Ref.to(Address.KIND, address));
    }

    private static Stack stack(LoadBalancer.Builder balancer) {
        Stack stack = Stack.named("shop");
        add(
                stack,
                "main",
                Network.builder()
                        .cidr(Cidr.parse("10.1.0.0/16"))
                        .subnet(subnet("a", 1))
                        .subnet(subnet("b", 2))
                        .build());
        add(stack, "one", Address.builder().build());
        add(stack, "two", Address.builder().build());
        add(stack, "web", balancer.build());
        add(stack, "shop", DnsZone.named("shop.example.").build());
        add(
                stack,
                "www.shop.example. alias",
                RecordSet.of(Ref.to(DnsZone.KIND, "shop"), "www.shop.example.")
                        .alias(BALANCER)
                        .build());
        return stack;
    }

    private static Subnet subnet(String zone, int block) {
        return Subnet.of(zone, Cidr.parse("10.1." + block + ".0/24"))
                .zone(zone)
                .egress(Subnet.Egress.INTERNET)
                .build();
    }

    private static void add(Stack stack, String name, Spec spec) {
        stack.add(stack.resource(name, spec, Lifecycle.STANDARD));
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

    private static BalancerAddress address(Outcome outcome) {
        return outcome.get(BALANCER, LoadBalancer.ADDRESS).orElseThrow();
    }

    private software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer only(LoadBalancerTypeEnum type) {
        var found = client.describeLoadBalancers().loadBalancers().stream()
                .filter(lb -> lb.type() == type)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<TargetGroup> groups() {
        return client.describeTargetGroups().targetGroups().stream()
                .filter(g -> g.targetType() == TargetTypeEnum.ALB)
                .toList();
    }

    private static List<String> calls(Plan plan) {
        return plan.steps().stream()
                .filter(s -> s.kind() != PlannedStep.Kind.WAIT)
                .map(s -> s.call().substring(s.call().indexOf(':') + 1))
                .toList();
    }

    private static Set<Impact> impacts(Plan plan) {
        Set<Impact> impacts = EnumSet.noneOf(Impact.class);
        plan.steps().forEach(step -> impacts.addAll(step.impacts()));
        return impacts;
    }

    @Test
    void anNlbWithTheAddressLeadsEveryPortToAnInternalAlb() {
        Outcome outcome = done(stack(at("one", 80, 8080)));

        var nlb = only(LoadBalancerTypeEnum.NETWORK);
        var alb = only(LoadBalancerTypeEnum.APPLICATION);
        assertThat(alb.scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNAL);
        assertThat(alb.availabilityZones()).hasSize(2);
        assertThat(nlb.scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNET_FACING);
        assertThat(nlb.securityGroups()).isEqualTo(alb.securityGroups());
        assertThat(address(outcome).hostName()).contains(nlb.dnsName() + ".");
        assertThat(address(outcome).ips())
                .singleElement()
                .isEqualTo(outcome.get(Ref.to(Address.KIND, "one"), Address.RESERVED)
                        .orElseThrow()
                        .addresses()
                        .get(0));
        assertThat(groups()).extracting(TargetGroup::port).containsExactlyInAnyOrder(80, 8080);
        for (TargetGroup group : groups()) {
            assertThat(client.describeTargetHealth(r -> r.targetGroupArn(group.targetGroupArn()))
                            .targetHealthDescriptions())
                    .singleElement()
                    .satisfies(t -> {
                        assertThat(t.target().id()).isEqualTo(alb.loadBalancerArn());
                        assertThat(t.target().port()).isEqualTo(group.port());
                    });
            assertThat(group.loadBalancerArns()).containsExactly(nlb.loadBalancerArn());
        }

        Plan destroy =
                portolan.plan(stack(at("one", 80)), PlanOptions.standard().destroy());
        assertThat(portolan.apply(destroy).status()).isEqualTo(Outcome.Status.DONE);
        assertThat(subject.census().orElseThrow()).isEqualTo(before);
    }

    @Test
    void portsComeAndGoWithTheBalancersListeners() {
        done(stack(at("one", 80, 8080)));
        Stack other = stack(at("one", 80, 81));
        Plan plan = portolan.plan(other);

        assertThat(impacts(plan)).doesNotContain(Impact.LOSES_ADDRESS, Impact.REPLACES);
        done(plan, other);
        assertThat(groups()).extracting(TargetGroup::port).containsExactlyInAnyOrder(80, 81);
        String nlb = only(LoadBalancerTypeEnum.NETWORK).loadBalancerArn();
        assertThat(client.describeListeners(r -> r.loadBalancerArn(nlb)).listeners())
                .extracting(l -> l.port())
                .containsExactlyInAnyOrder(80, 81);
    }

    @Test
    void anotherAddressIsAnotherEntranceBeforeTheSameAlb() {
        done(stack(at("one", 80)));
        String alb = only(LoadBalancerTypeEnum.APPLICATION).loadBalancerArn();
        Stack other = stack(at("two", 80));
        Plan plan = portolan.plan(other);

        assertThat(calls(plan)).containsOnlyOnce("CreateLoadBalancer").containsOnlyOnce("DeleteLoadBalancer");
        Outcome outcome = done(plan, other);
        assertThat(only(LoadBalancerTypeEnum.APPLICATION).loadBalancerArn()).isEqualTo(alb);
        assertThat(address(outcome).ips())
                .singleElement()
                .isEqualTo(outcome.get(Ref.to(Address.KIND, "two"), Address.RESERVED)
                        .orElseThrow()
                        .addresses()
                        .get(0));
        assertThat(groups()).hasSize(1);
    }

    @Test
    void anAddressThatComesOrGoesIsAnotherBalancerAndThePlanSaysThatItsAddressIsLost() {
        done(stack(balancer(80)));
        Stack fixed = stack(at("one", 80));
        Plan coming = portolan.plan(fixed);
        assertThat(impacts(coming)).contains(Impact.LOSES_ADDRESS).doesNotContain(Impact.INTERRUPTS);
        done(coming, fixed);
        assertThat(only(LoadBalancerTypeEnum.APPLICATION).scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNAL);

        Stack plain = stack(balancer(80));
        Plan going = portolan.plan(plain);
        assertThat(impacts(going)).contains(Impact.LOSES_ADDRESS).doesNotContain(Impact.INTERRUPTS);
        Outcome outcome = done(going, plain);
        var alb = client.describeLoadBalancers().loadBalancers();
        assertThat(alb).hasSize(1);
        assertThat(alb.get(0).scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNET_FACING);
        assertThat(address(outcome).hostName()).contains(alb.get(0).dnsName() + ".");
        assertThat(groups()).isEmpty();
    }

    @Test
    void anAlbThatStaysInternalWithoutItsEntranceIsReachedByItsOwnName() {
        done(stack(at("one", 80)));
        String alb = only(LoadBalancerTypeEnum.APPLICATION).loadBalancerArn();
        Outcome outcome = done(stack(balancer(80).scheme(LoadBalancer.Scheme.INTERNAL)));

        var left = client.describeLoadBalancers().loadBalancers();
        assertThat(left).hasSize(1);
        assertThat(left.get(0).loadBalancerArn()).isEqualTo(alb);
        assertThat(address(outcome).hostName()).contains(left.get(0).dnsName() + ".");
    }

    @Test
    void anNlbThatHadTheAddressMakesRoomForAnAlbWithIt() {
        Stack l4 = stack(LoadBalancer.builder()
                .network(Ref.to(Network.KIND, "main"))
                .address(Ref.to(Address.KIND, "one"))
                .pool(Pool.of("main", 8080).target(Target.of("10.1.1.10")).build())
                .listener(Listener.of(80, Listener.Protocol.TCP)
                        .action(Action.toPool("main"))
                        .build()));
        BalancerAddress address = address(done(l4));
        Stack l7 = stack(at("one", 80));
        Plan plan = portolan.plan(l7);

        assertThat(impacts(plan)).contains(Impact.INTERRUPTS).doesNotContain(Impact.LOSES_ADDRESS);
        assertThat(address(done(plan, l7)).ips()).isEqualTo(address.ips());
        assertThat(address(done(l4)).ips()).isEqualTo(address.ips());
        assertThat(groups()).isEmpty();
    }

    @Test
    void theEntranceIsSilentAsLongAsTheAlb() {
        done(stack(at("one", 80)));
        Stack patient = stack(at("one", 80).idleTimeout(Duration.ofSeconds(3_600)));
        Plan plan = portolan.plan(patient);
        assertThat(calls(plan)).contains("ModifyLoadBalancerAttributes", "ModifyListenerAttributes");
        done(plan, patient);
    }

    @Test
    void sourceRangesLetTheEntranceItselfIn() {
        List<Cidr> office = new ArrayList<>(List.of(Cidr.parse("198.51.100.0/24")));
        done(stack(at("one", 80).sourceRanges(office)));
        office.add(Cidr.parse("203.0.113.0/24"));
        Plan plan = portolan.plan(stack(at("one", 80).sourceRanges(office)));

        assertThat(calls(plan)).containsExactly("AuthorizeSecurityGroupIngress");
        done(plan, stack(at("one", 80).sourceRanges(office)));
        String nlb = only(LoadBalancerTypeEnum.NETWORK).securityGroups().get(0);
        assertThat(subject.census().orElseThrow().get(NativeId.of(Parts.FIREWALL, nlb)))
                .as("a rule that names the group itself")
                .contains("GroupId=" + nlb);
    }
}
