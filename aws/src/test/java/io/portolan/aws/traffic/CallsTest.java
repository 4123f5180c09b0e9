package io.portolan.aws.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Stack;
import io.portolan.aws.AwsProviderFactory;
import io.portolan.aws.MotoSubject;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.testkit.proxy.LossyProxy;
import io.portolan.testkit.proxy.ProxyCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What plans and applies cost in calls, counted between the SDK and moto, beside what other tools made for the same work, counted in the same way on
 * 2026-11-23: OpenTofu 1.12.6 with its AWS provider 6.47.1, DNSControl 4.40, octoDNS 1.22 with route53 1.3.1, Apache Libcloud 3.9.1 in a loop.
 */
class CallsTest {
    @TempDir
    private Path data;

    private MotoSubject subject;
    private LossyProxy proxy;
    private Portolan portolan;

    @BeforeEach
    void begin() throws IOException {
        subject = new MotoSubject();
        proxy = AwsTraffic.proxy(subject.account().server().endpoint()).start();
        portolan = portolan();
    }

    private Portolan portolan() {
        return Portolan.builder()
                .provider(
                        "aws",
                        subject.factory(),
                        config -> subject.configure(config).set(AwsProviderFactory.ENDPOINT, proxy.endpoint()))
                .state(StateStore.memory())
                .time(subject.time())
                .data(data)
                .build();
    }

    @AfterEach
    void end() throws IOException {
        portolan.close();
        proxy.close();
        subject.close();
    }

    private List<ProxyCall> apply(String work, Stack stack, String others) {
        proxy.forget();
        Outcome outcome = portolan.apply(portolan.plan(stack));
        assertThat(outcome.status())
                .as("%s: %s %s", work, outcome.failures(), outcome.refusals())
                .isEqualTo(Outcome.Status.DONE);
        return report(work, others);
    }

    private List<ProxyCall> converged(String work, Stack stack, String others) {
        proxy.forget();
        assertThat(portolan.plan(stack).isEmpty()).as(work).isTrue();
        List<ProxyCall> calls = report(work, others);
        assertThat(calls).as(work).noneMatch(call -> call.call().isWrite());
        return calls;
    }

    private List<ProxyCall> report(String work, String others) {
        List<ProxyCall> calls = proxy.calls();
        Map<String, Long> names = new TreeMap<>(
                calls.stream().collect(Collectors.groupingBy(call -> call.call().name(), Collectors.counting())));
        System.out.printf(
                "calls: %s: %d reads, %d writes %s; others: %s%n",
                work, calls.size() - writes(calls), writes(calls), names, others);
        return calls;
    }

    private static int writes(List<ProxyCall> calls) {
        return (int) calls.stream().filter(call -> call.call().isWrite()).count();
    }

    @Test
    void aZoneOfAThousandRecordSetsPlansInFiveCallsAndTenChangesAreOneWrite() {
        apply("1,000 record sets, created", Stacks.zone(0), "OpenTofu 5,331, DNSControl 6, octoDNS 5");
        assertThat(converged(
                        "1,000 record sets, no change", Stacks.zone(0), "OpenTofu 2,002, DNSControl 13, octoDNS 5"))
                .hasSizeLessThanOrEqualTo(5);
        assertThat(writes(apply(
                        "1,000 record sets, 10 changed", Stacks.zone(10), "OpenTofu 2,052, DNSControl 14, octoDNS 7")))
                .isEqualTo(1);
    }

    @Test
    void aHundredVolumesPlanInThreeCalls() {
        apply("100 volumes, created", Stacks.volumes(), "OpenTofu 300, Libcloud 202");
        assertThat(converged("100 volumes, no change", Stacks.volumes(), "OpenTofu 100, Libcloud 2"))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aServicePlansInTwentyCallsWhateverTheNumberOfTargetsAndFewMoreForGroupsAndListeners() {
        apply("network, NLB and DNS, created", Stacks.service(1, 1, 1), "OpenTofu 81");
        int one = cost(1, 1, 1);
        assertThat(one).isLessThanOrEqualTo(20);
        assertThat(made(1, 1, 50)).as("with 50 targets").isEqualTo(one);
        int listener = made(1, 2, 50);
        assertThat(listener - one).as("for a further listener").isBetween(0, 2);
        assertThat(made(2, 2, 50) - listener).as("for a further group").isBetween(0, 4);
        assertThat(made(4, 4, 50) - one)
                .as("for three further listeners and groups")
                .isBetween(0, 3 * 6);
    }

    @Test
    void aServiceWhoseJournalIsLostCostsTheKindsThatItHasNotOnceMore() {
        apply("network, NLB and DNS, created", Stacks.service(1, 1, 1), "OpenTofu 81");
        portolan.close();
        portolan = portolan();
        assertThat(converged("without a journal, no change", Stacks.service(1, 1, 1), "not measured"))
                .as("volumes, snapshots, firewalls and their rules are asked about too")
                .hasSizeLessThanOrEqualTo(23);
    }

    private int made(int groups, int listeners, int targets) {
        apply("changed", Stacks.service(groups, listeners, targets), "not measured");
        return cost(groups, listeners, targets);
    }

    private int cost(int groups, int listeners, int targets) {
        return converged(
                        "network, NLB with " + groups + " groups, " + listeners + " listeners, " + targets
                                + " targets each, DNS, no change",
                        Stacks.service(groups, listeners, targets),
                        groups + listeners + targets == 3 ? "OpenTofu 33" : "not measured")
                .size();
    }
}
