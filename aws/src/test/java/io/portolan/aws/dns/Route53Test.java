package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Code;
import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PortolanException;
import io.portolan.Stack;
import io.portolan.aws.AwsProviderFactory;
import io.portolan.aws.MotoSubject;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import io.portolan.spi.Config;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kit can't know of Route 53: its limits, its refusals, its waiting. */
class Route53Test {
    @TempDir
    private Path data;

    private MotoSubject subject;

    @BeforeEach
    void begin() {
        subject = new MotoSubject();
    }

    @AfterEach
    void end() {
        subject.close();
    }

    private Portolan portolan(EventListener listener, UnaryOperator<Config> more) {
        return Portolan.builder()
                .provider("aws", subject.factory(), config -> more.apply(subject.configure(config)))
                .state(StateStore.memory())
                .time(subject.time())
                .listener(listener)
                .parallelism(1)
                .data(data)
                .build();
    }

    private static Stack stack() {
        Stack stack = Stack.named("shop");
        stack.add("shop", DnsZone.named("shop.example.").build());
        return stack;
    }

    private static void add(Stack stack, String name, RecordType type, String... values) {
        stack.add(
                "shop/" + name + "/" + type,
                RecordSet.of(Ref.to(DnsZone.KIND, "shop"), name + ".shop.example.")
                        .type(type)
                        .values(values)
                        .build());
    }

    /** Counts native calls by name. */
    private static final class Calls implements EventListener {
        private final Map<String, Integer> counts = new TreeMap<>();

        @Override
        public void on(Event event) {
            if (event.what() == Event.What.CALLED) {
                counts.merge(event.call(), 1, Integer::sum);
            }
        }
    }

    @Test
    void anInvalidRecordIsNamedAndTheRestGoesIn() {
        Stack stack = stack();
        for (int i = 0; i < 50; i++) {
            add(stack, "r" + i, RecordType.A, "192.0.2.1");
        }
        add(stack, "_sip._tcp", RecordType.SRV, "10 70000 5060 sip.shop.example.");
        Calls calls = new Calls();
        try (Portolan portolan = portolan(calls, config -> config)) {
            Outcome outcome = portolan.apply(portolan.plan(stack));
            assertThat(outcome.failures()).singleElement().satisfies(failed -> {
                assertThat(failed.key()).isEqualTo(Key.parse("RecordSet/shop/_sip._tcp/SRV"));
                assertThat(failed.failure().code()).isEqualTo(Code.INVALID);
                assertThat(failed.failure().message()).contains("70000");
            });
            assertThat(subject.census().orElseThrow().keySet())
                    .filteredOn(id -> id.part().equals("records"))
                    .hasSize(50);
        }
        assertThat(calls.counts.get("route53:ChangeResourceRecordSets"))
                .as("writes: one refused, one that goes in")
                .isEqualTo(2);
    }

    @Test
    void aThousandRecordSetsAreMadeInTwoWritesAndReadInFivePages() {
        Stack stack = stack();
        for (int i = 0; i < 1000; i++) {
            add(stack, "r" + i, RecordType.A, "192.0.2.1");
        }
        Calls making = new Calls();
        try (Portolan portolan = portolan(making, config -> config)) {
            assertThat(portolan.apply(portolan.plan(stack)).status()).isEqualTo(Outcome.Status.DONE);
            assertThat(making.counts.get("route53:ChangeResourceRecordSets")).isEqualTo(2);
            making.counts.clear();
            Plan plan = portolan.plan(stack);
            assertThat(plan.isEmpty()).isTrue();
            assertThat(making.counts)
                    .as("calls of a converged plan: nothing is asked about kinds that the owner never had")
                    .isEqualTo(Map.of("route53:ListHostedZones", 1, "route53:ListResourceRecordSets", 4));
            portolan.plan(stack, PlanOptions.standard().destroy());
            assertThat(making.counts).as("calls of a destroy").containsKey("ec2:DescribeVpcs");
        }
    }

    @Test
    void aBatchIsDoneWhenItIsInSync() {
        Stack stack = stack();
        add(stack, "www", RecordType.A, "192.0.2.1");
        Calls calls = new Calls();
        try (Portolan portolan = portolan(calls, config -> config)) {
            assertThat(portolan.apply(portolan.plan(stack)).status()).isEqualTo(Outcome.Status.DONE);
        }
        assertThat(calls.counts.get("route53:GetChange"))
                .as("looks: one PENDING, one INSYNC")
                .isEqualTo(2);
    }

    @Test
    void credentialsOfAnotherAccountAreRefusedBeforeTheFirstCall() {
        Calls calls = new Calls();
        try (Portolan portolan = portolan(calls, config -> config.set(AwsProviderFactory.ACCOUNT, "999999999999"))) {
            Plan plan = portolan.plan(stack());
            assertThat(plan.blind().toString())
                    .contains("belong to account " + subject.account().id());
            assertThat(calls.counts.keySet()).containsExactly("sts:GetCallerIdentity");
        }
    }

    @Test
    void theAccountThatIsConfiguredIsAskedForOnce() {
        Calls calls = new Calls();
        try (Portolan portolan = portolan(
                calls,
                config ->
                        config.set(AwsProviderFactory.ACCOUNT, subject.account().id()))) {
            portolan.plan(stack());
            portolan.plan(stack());
        }
        assertThat(calls.counts.get("sts:GetCallerIdentity")).isEqualTo(1);
    }

    @Test
    void settingsThatDoNotFitTogetherAreRefused() {
        assertThatThrownBy(() -> portolan(new Calls(), config -> config.set(AwsProviderFactory.EXTERNAL_ID, "x")))
                .isInstanceOf(PortolanException.class)
                .hasMessageContaining("an external id needs a role");
    }
}
