package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Secret;
import io.portolan.network.Network;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Key WEB = Key.parse("LoadBalancer/web");
    private static final Key API = Key.parse("LoadBalancer/api");
    private static final Key MAIN = Key.parse("Network/main");

    private final Fingerprint fingerprint = new Fingerprint(() -> Secret.of("k"));

    private static Node node(UnaryOperator<Step> arguments, Key... keys) {
        return new Node(
                arguments.apply(Step.write("balancer.create", "web", keys)).call(run -> true), false, 0);
    }

    @Test
    void aConditionIsNotPartOfAPlan() {
        String one = fingerprint.of(node(s -> s.with("name", "web").condition("etag", "1"), WEB));
        String two = fingerprint.of(node(s -> s.with("name", "web").condition("etag", "2"), WEB));
        assertThat(one).isEqualTo(two).isNotEqualTo(fingerprint.of(node(s -> s.with("name", "wep"), WEB)));
    }

    @Test
    void aSecretIsThereByKeyedDigestOnly() {
        Node node = node(s -> s.with("key", Secret.of("hunter2")), WEB);
        assertThat(fingerprint.remembered(node).toString()).doesNotContain("hunter2");
        assertThat(fingerprint.of(node))
                .isNotEqualTo(fingerprint.of(node(s -> s.with("key", Secret.of("hunter3")), WEB)))
                .isNotEqualTo(new Fingerprint(() -> Secret.of("other")).of(node));
    }

    @Test
    void aPartOfAConfirmedBatchIsCovered() {
        Node confirmed = node(s -> s.with("web", "a").with("api", "b"), WEB, API);
        assertThat(fingerprint.covers(
                        List.of(fingerprint.remembered(confirmed)), List.of(node(s -> s.with("api", "b"), API))))
                .isTrue();
        assertThat(fingerprint.covers(
                        List.of(fingerprint.remembered(confirmed)), List.of(node(s -> s.with("api", "c"), API))))
                .isFalse();
        assertThat(fingerprint.covers(
                        List.of(fingerprint.remembered(confirmed)), List.of(node(s -> s.with("new", "b"), API))))
                .isFalse();
    }

    @Test
    void aSlotThatHasBeenFilledMeanwhileIsCovered() {
        Node confirmed = node(s -> s.with("network", Value.later(MAIN, Network.ID)), WEB);
        Node now = node(s -> s.with("network", Value.of(NativeId.of("network", "n-1"))), WEB);
        assertThat(fingerprint.covers(List.of(fingerprint.remembered(confirmed)), List.of(now)))
                .isTrue();
        assertThat(fingerprint.covers(List.of(fingerprint.remembered(now)), List.of(confirmed)))
                .isFalse();
    }

    @Test
    void aWaitThatIsOverMovesNoPlan() {
        Node first = node(s -> s.with("name", "web"), WEB);
        Node wait = new Node(
                Step.await("it serves", WEB)
                        .until((run, made, reads) -> Poll.Progress.done(), Duration.ofSeconds(1), Call.OnTimeout.FAIL),
                false,
                1);
        Node last = node(s -> s.with("name", "api"), API);
        wait.before().add(first);
        last.before().add(wait);
        String waiting = digest(first, wait, last);
        last.before().clear();
        assertThat(digest(first, last)).as("another order").isNotEqualTo(waiting);
        last.before().add(first);
        assertThat(digest(first, last)).isEqualTo(waiting);
    }

    private String digest(Node... nodes) {
        List<Node> all = List.of(nodes);
        return fingerprint.of(
                "shop", Map.of(), all, all.stream().map(fingerprint::of).toList());
    }
}
