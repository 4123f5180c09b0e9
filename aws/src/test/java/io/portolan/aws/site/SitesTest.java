package io.portolan.aws.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Stack;
import io.portolan.aws.AwsProviderFactory;
import io.portolan.aws.AwsSite;
import io.portolan.aws.AwsSites;
import io.portolan.aws.MotoAccount;
import io.portolan.aws.network.AwsNetworkOptions;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Cidr;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.FirewallRule.Protocol;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import io.portolan.network.Subnet;
import io.portolan.network.Subnet.Egress;
import io.portolan.spi.Config;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import io.portolan.testkit.fault.Killed;
import io.portolan.testkit.fault.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** Two accounts and two regions in one stack, on moto. */
class SitesTest {
    private static final String IRELAND = "eu-west-1";

    @TempDir
    private Path data;

    private MotoAccount frankfurt = new MotoAccount();
    private MotoAccount ireland = new MotoAccount();
    private final VirtualTime time = VirtualTime.start();
    private StateStore store = StateStore.memory();

    private Config configure(Config config) {
        return config.set(AwsProviderFactory.REGION, MotoAccount.REGION)
                .set(AwsProviderFactory.ACCOUNT, frankfurt.id())
                .set(AwsProviderFactory.ENDPOINT, frankfurt.server().endpoint())
                .set(AwsProviderFactory.CREDENTIALS, frankfurt.credentials())
                .set(AwsProviderFactory.INTERCEPTOR, frankfurt.interceptor(request -> {}))
                .set(
                        AwsProviderFactory.SITES,
                        AwsSites.of(AwsSite.named("irl", IRELAND)
                                .account(ireland.id())
                                .credentials(ireland.credentials())
                                .interceptor(ireland.interceptor(request -> {}))
                                .build()));
    }

    private Portolan engine(FaultPlan faults) {
        UnaryOperator<io.portolan.spi.Wire> between =
                FaultyWire.of(faults, time).between();
        return Portolan.builder()
                .provider("aws", new AwsProviderFactory(), this::configure)
                .state(store)
                .time(time)
                .parallelism(1)
                .data(data)
                .wire(between)
                .build();
    }

    private static Network network(int second) {
        return Network.builder()
                .cidr(Cidr.parse("10." + second + ".0.0/16"))
                .subnet(Subnet.of("front", Cidr.parse("10." + second + ".1.0/24"))
                        .egress(Egress.INTERNET)
                        .build())
                .subnet(Subnet.of("data", Cidr.parse("10." + second + ".2.0/24"))
                        .build())
                .build();
    }

    private static Ref<Network> at(Stack stack, String name, Network network, String site) {
        stack.add(stack.resource(name, network, Lifecycle.STANDARD)
                .options(
                        site.isEmpty()
                                ? List.of()
                                : List.of(AwsNetworkOptions.builder().site(site).build())));
        return Ref.to(Network.KIND, name);
    }

    /** A network here, one there with a firewall, and a link. */
    private static Stack stack() {
        Stack stack = Stack.named("shop");
        Ref<Network> main = at(stack, "main", network(20), "");
        Ref<Network> branch = at(stack, "branch", network(30), "irl");
        stack.add(
                "branch",
                Firewall.in(branch)
                        .ingress(FirewallRule.of(Protocol.TCP)
                                .port(PortRange.of(5432))
                                .peer(Peer.of(Cidr.parse("10.20.0.0/16")))
                                .build())
                        .build());
        stack.add("both", Link.between(main, branch));
        return stack;
    }

    private static Map<String, Long> counts(MotoAccount account, String region) {
        Map<String, Long> counts = new TreeMap<>();
        try (Ec2Client client = account.client(Ec2Client.builder(), Region.of(region))) {
            counts.put(
                    "vpc",
                    client.describeVpcs().vpcs().stream()
                            .filter(vpc -> !vpc.isDefault())
                            .count());
            counts.put(
                    "group",
                    client.describeSecurityGroups().securityGroups().stream()
                            .filter(group -> !group.groupName().equals("default"))
                            .count());
            counts.put("peering", (long) peerings(client).size());
            counts.put(
                    "route",
                    client.describeRouteTables().routeTables().stream()
                            .flatMap(table -> table.routes().stream())
                            .filter(route -> route.vpcPeeringConnectionId() != null)
                            .count());
        }
        return counts;
    }

    private static List<VpcPeeringConnection> peerings(Ec2Client client) {
        return client.describeVpcPeeringConnections(r -> {}).vpcPeeringConnections().stream()
                .filter(p -> !p.status().codeAsString().equals("deleted"))
                .toList();
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

    private void isWhole() {
        Map<String, Long> each = Map.of("vpc", 1L, "peering", 1L, "route", 2L);
        assertThat(counts(frankfurt, MotoAccount.REGION))
                .containsAllEntriesOf(each)
                .containsEntry("group", 0L);
        assertThat(counts(ireland, IRELAND)).containsAllEntriesOf(each).containsEntry("group", 1L);
    }

    private void isEmpty() {
        Map<String, Long> nothing = Map.of("vpc", 0L, "group", 0L, "peering", 0L, "route", 0L);
        assertThat(counts(frankfurt, MotoAccount.REGION)).isEqualTo(nothing);
        assertThat(counts(ireland, IRELAND)).isEqualTo(nothing);
    }

    @Test
    void twoAccountsAndTwoRegionsArePeeredInOneStack() {
        try (Portolan engine = engine(FaultPlan.none())) {
            Plan plan = engine.plan(stack());
            assertThat(plan.refusals()).isEmpty();
            assertThat(plan.steps())
                    .extracting(PlannedStep::call)
                    .contains(
                            "ec2:CreateVpc",
                            "ec2@irl:CreateVpc",
                            "ec2@irl:CreateSecurityGroup",
                            "ec2:CreateVpcPeeringConnection",
                            "ec2@irl:AcceptVpcPeeringConnection",
                            "ec2:CreateRoute",
                            "ec2@irl:CreateRoute")
                    .doesNotContain("ec2:CreateSecurityGroup", "ec2:AcceptVpcPeeringConnection");
            assertThat(engine.permissions(plan))
                    .contains("ec2:AcceptVpcPeeringConnection", "ec2:CreateTags")
                    .noneMatch(action -> action.contains("@"));
            done(engine.apply(plan));
            converged(engine, stack());
            isWhole();
            try (Ec2Client here = frankfurt.client(Ec2Client.builder());
                    Ec2Client there = ireland.client(Ec2Client.builder(), Region.of(IRELAND))) {
                for (Ec2Client side : List.of(here, there)) {
                    VpcPeeringConnection peering = peerings(side).get(0);
                    assertThat(peering.status().codeAsString()).isEqualTo("active");
                    assertThat(peering.requesterVpcInfo().ownerId()).isEqualTo(frankfurt.id());
                    assertThat(peering.accepterVpcInfo().ownerId()).isEqualTo(ireland.id());
                    assertThat(peering.accepterVpcInfo().region()).isEqualTo(IRELAND);
                    assertThat(peering.tags().stream().map(Tag::key).collect(Collectors.toSet()))
                            .as("each side has its own tags")
                            .contains("Name", "portolan-owner", "portolan-key");
                }
            }
            done(engine.apply(engine.plan(stack(), PlanOptions.standard().destroy())));
            isEmpty();
        }
        assertThat(frankfurt.problems()).isEmpty();
        assertThat(ireland.problems()).isEmpty();
    }

    @Test
    void withoutAJournalEverythingIsFoundByItsMarksInBothSites() {
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(stack())));
        }
        try (Portolan other = Portolan.builder()
                .provider("aws", new AwsProviderFactory(), this::configure)
                .time(time)
                .parallelism(1)
                .data(data)
                .build()) {
            converged(other, stack());
            done(other.apply(other.plan(stack(), PlanOptions.standard().destroy())));
        }
        isEmpty();
    }

    @Test
    void aNetworkThatMovesToAnotherSiteIsMadeThereAndThenRetiredHere() {
        Stack before = Stack.named("shop");
        at(before, "main", network(20), "");
        Stack after = Stack.named("shop");
        at(after, "main", network(20), "irl");
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(before)));
            assertThat(counts(frankfurt, MotoAccount.REGION)).containsEntry("vpc", 1L);
            done(engine.apply(engine.plan(after)));
            converged(engine, after);
            assertThat(counts(frankfurt, MotoAccount.REGION)).containsEntry("vpc", 0L);
            assertThat(counts(ireland, IRELAND)).containsEntry("vpc", 1L);
        }
    }

    @Test
    void aSiteThatTheProviderDoesNotHaveIsRefusedByName() {
        Stack stack = Stack.named("shop");
        at(stack, "main", network(20), "tokyo");
        try (Portolan engine = engine(FaultPlan.none())) {
            assertThat(engine.plan(stack).refusals()).singleElement().satisfies(refusal -> {
                assertThat(refusal.message()).isEqualTo("there is no site tokyo");
                assertThat(refusal.help().toString()).contains("home, irl");
            });
        }
    }

    @Test
    void whatOneAccountIsDeniedIsNamedWithTheStatementThatIsMissing() throws IOException, InterruptedException {
        deny(ireland, "AcceptVpcPeeringConnection");
        try (Portolan engine = engine(FaultPlan.none())) {
            Outcome outcome = engine.apply(engine.plan(stack()));
            assertThat(outcome.status()).isNotEqualTo(Outcome.Status.DONE);
            Outcome.Failed failed = outcome.failures().stream()
                    .filter(f -> f.failure().code() == Code.DENIED)
                    .findFirst()
                    .orElseThrow();
            Failure failure = failed.failure();
            String peering;
            try (Ec2Client there = ireland.client(Ec2Client.builder(), Region.of(IRELAND))) {
                peering = peerings(there).get(0).vpcPeeringConnectionId();
            }
            assertThat(failed.key()).isEqualTo(Key.parse("Link/both"));
            assertThat(failure.nativeCall()).contains("ec2@irl:AcceptVpcPeeringConnection");
            assertThat(failure.nativeCode()).contains("UnauthorizedOperation");
            assertThat(failure.remedy().orElse(""))
                    .contains("site irl (account " + ireland.id() + ", " + IRELAND + ")")
                    .contains(
                            "{\"Effect\": \"Allow\", \"Action\": \"ec2:AcceptVpcPeeringConnection\", \"Resource\": \"arn:aws:ec2:"
                                    + IRELAND + ":" + ireland.id() + ":vpc-peering-connection/" + peering + "\"}");
        }
    }

    @Test
    void whatCanNotBeReadInOneAccountIsNotTakenForAbsent() throws IOException, InterruptedException {
        try (Portolan engine = engine(FaultPlan.none())) {
            done(engine.apply(engine.plan(stack())));
            deny(ireland, "DescribeVpcs");
            Plan plan = engine.plan(stack());
            assertThat(plan.steps()).isEmpty();
            assertThat(plan.isEmpty()).isFalse();
            assertThat(engine.plan(stack(), PlanOptions.standard().destroy()).steps())
                    .extracting(PlannedStep::call)
                    .noneMatch(call -> call.matches("ec2@irl:Delete(Vpc|Subnet|Route).*"));
        }
        assertThat(counts(frankfurt, MotoAccount.REGION))
                .containsEntry("vpc", 1L)
                .containsEntry("peering", 1L);
    }

    private void deny(MotoAccount account, String operation) throws IOException, InterruptedException {
        URI place = account.server().endpoint().resolve("/portolan/deny?" + account.id() + "/" + operation);
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aKillInBetweenIsFinishedByOneMoreApply() {
        int kills = 0;
        boolean died = true;
        for (int call = 3; died; call += 7) {
            frankfurt = new MotoAccount();
            ireland = new MotoAccount();
            store = StateStore.memory();
            died = dies(FaultPlan.at(call, call % 2 == 0 ? Fault.KILL_BEFORE : Fault.KILL_AFTER));
            kills += died ? 1 : 0;
            try (Portolan engine = engine(FaultPlan.none())) {
                done(engine.apply(engine.plan(stack())));
                converged(engine, stack());
                isWhole();
                done(engine.apply(engine.plan(stack(), PlanOptions.standard().destroy())));
                isEmpty();
            }
        }
        System.out.println("two sites: killed " + kills + " times, finished by one more apply each");
        assertThat(kills).isGreaterThan(8);
    }

    private boolean dies(FaultPlan faults) {
        try (Portolan engine = engine(faults)) {
            done(engine.apply(engine.plan(stack())));
            return false;
        } catch (Killed e) {
            return true;
        }
    }
}
