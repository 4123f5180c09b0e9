package io.portolan.aws.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.aws.MotoSubject;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeId;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.FirewallRule.Protocol;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Groups that name each other, names that strangers hold, and addresses that were taken over, on moto. */
class GroupsAndAddressesTest {
    private static final Ref<Network> MAIN = Ref.to(Network.KIND, "main");

    @TempDir
    private Path data;

    private final MotoSubject subject = new MotoSubject();
    private Portolan engine;

    @BeforeEach
    void open() {
        engine = Portolan.builder()
                .provider("aws", subject.factory(), subject::configure)
                .state(StateStore.memory())
                .time(subject.time())
                .settle(Duration.ofSeconds(5))
                .data(data)
                .build();
    }

    @AfterEach
    void close() {
        engine.close();
        subject.close();
    }

    private static Firewall firewall(int port, String peer) {
        return Firewall.in(MAIN)
                .ingress(FirewallRule.of(Protocol.TCP)
                        .port(PortRange.of(port))
                        .peer(Peer.of(Ref.to(Firewall.KIND, peer)))
                        .build())
                .build();
    }

    private static Stack groups(int port) {
        Stack stack = Stack.named("shop");
        stack.add("main", Network.of("10.20.0.0/16"));
        stack.add("edge", firewall(port, "app"));
        stack.add("app", firewall(port, "edge"));
        return stack;
    }

    private void done(Plan plan) {
        Outcome outcome = engine.apply(plan);
        assertThat(outcome.status())
                .as("failures %s, refusals %s, left %s", outcome.failures(), outcome.refusals(), outcome.left())
                .isEqualTo(Outcome.Status.DONE);
    }

    private Set<NativeId> things() {
        return subject.census().orElseThrow().keySet();
    }

    @Test
    void groupsThatNameEachOtherAreMadeChangedWithoutAGapAndUntiedBeforeTheyGo() {
        done(engine.plan(groups(80)));
        assertThat(engine.plan(groups(80)).isEmpty()).isTrue();
        Plan change = engine.plan(groups(81));
        for (String name : List.of("edge", "app")) {
            Key key = Key.of(Firewall.KIND, name);
            assertThat(change.steps().stream()
                            .filter(step -> step.keys().contains(key))
                            .map(PlannedStep::call))
                    .containsExactly("ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress");
        }
        done(change);
        assertThat(engine.plan(groups(81)).isEmpty()).isTrue();
        done(engine.plan(groups(81), PlanOptions.standard().destroy()));
        assertThat(things()).isEmpty();
    }

    @Test
    void aGroupOfOurNameThatIsNobodysIsARefusalThatSaysHowToAdoptIt() {
        Stack stack = Stack.named("shop");
        stack.add("main", Network.of("10.20.0.0/16"));
        Stack with = Stack.named("shop");
        with.add("main", Network.of("10.20.0.0/16"));
        with.add("edge", Firewall.in(MAIN).build());
        done(engine.plan(with));
        Key edge = Key.of(Firewall.KIND, "edge");
        done(engine.plan(stack, PlanOptions.standard().release(Set.of(edge))));
        Plan plan = engine.plan(with);
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.why()).isEqualTo(Refusal.Why.FOREIGN);
            assertThat(refusal.help()).singleElement().asString().contains("portolan adopt Firewall/edge 'sg-");
        });
    }

    @Test
    void anAddressThatWasTakenOverIsGivenBackAndNeverReleased() {
        String id;
        try (Ec2Client client = subject.account().client(Ec2Client.builder())) {
            id = client.allocateAddress().allocationId();
        }
        Stack stack = Stack.named("shop");
        stack.add("web", Address.builder().build(), Lifecycle.STANDARD.adopt(id));
        done(engine.plan(stack));
        assertThat(engine.plan(stack).isEmpty()).isTrue();
        Plan destroy = engine.plan(stack, PlanOptions.standard().destroy());
        assertThat(destroy.steps()).extracting(PlannedStep::call).containsExactly("ec2:DeleteTags");
        done(destroy);
        assertThat(things()).containsExactly(NativeId.of("address", id));
        assertThat(subject.census().orElseThrow().values()).noneMatch(text -> text.contains("portolan-"));
    }
}
