package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Fixture.any;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class BalancingTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void turnsAreSpreadByWeight() {
        SmoothWeights weights = new SmoothWeights(new int[] {5, 1, 0, 1});
        StringBuilder turns = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            turns.append(weights.next(index -> true).getAsInt());
        }
        assertThat(turns).hasToString("00103000010300");
        assertThat(weights.next(index -> index == 2)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void targetsAreChosenByTheirWeights() throws Exception {
        try (Backend one = Backend.answering("1");
                Backend two = Backend.answering("2");
                Backend none = Backend.answering("0")) {
            PoolConfig pool = PoolConfig.builder("a")
                    .targets(List.of(
                            new TargetConfig(one.address(), 30),
                            new TargetConfig(two.address(), 10),
                            new TargetConfig(none.address(), 0)))
                    .build();
            try (Wire client = Wire.to(fixture.http(pool))) {
                assertThat(answers(client, 40))
                        .matches("(?:[12]{40})")
                        .satisfies(all -> assertThat(
                                        all.chars().filter(c -> c == '1').count())
                                .isEqualTo(30));
            }
        }
    }

    @Test
    void poolsAreChosenByTheirWeightsAndAWeightOfZeroGetsNothing() throws Exception {
        try (Backend one = Backend.answering("1");
                Backend two = Backend.answering("2")) {
            PoolConfig[] pools = {pool("one", one.address()), pool("two", two.address())};
            fixture.apply(split(9, 1), pools);
            try (Wire client = Wire.to(fixture.address("http"))) {
                assertThat(answers(client, 100).chars().filter(c -> c == '2').count())
                        .isEqualTo(10);
                fixture.apply(split(0, 1), pools);
                assertThat(answers(client, 20)).matches("2+");
                fixture.apply(split(0, 0), pools);
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readMessage()).startsWith("HTTP/1.1 503");
            }
        }
    }

    private static List<FrontendConfig> split(int one, int two) {
        return List.of(FrontendConfig.http(
                "http",
                any(),
                List.of(RouteConfig.any(new ForwardAction(List.of(
                        new ForwardAction.WeightedPool("one", one), new ForwardAction.WeightedPool("two", two)))))));
    }

    private static String answers(Wire client, int count) throws IOException {
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            String message = client.readMessage();
            answers.append(message.charAt(message.length() - 1));
        }
        return answers.toString();
    }

    @Test
    void theLeastBusyTargetIsChosen() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (Backend busy = Backend.start(HttpSession.answering(request -> {
                    if (request.line().contains("/wait")) {
                        asked.countDown();
                        HttpSession.await(go);
                    }
                    return "b";
                }));
                Backend free = Backend.answering("f")) {
            PoolConfig pool = pool(
                    "a",
                    each -> each.balancing(PoolConfig.Balancing.LEAST_CONNECTIONS),
                    busy.address(),
                    free.address());
            try (Wire waiting = Wire.to(fixture.http(pool));
                    Wire client = Wire.to(fixture.address("http"))) {
                waiting.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(answers(client, 6)).isEqualTo("ffffff");
                go.countDown();
                assertThat(waiting.readMessage()).endsWith("b");
                assertThat(answers(client, 6)).contains("b", "f");
            }
        }
    }

    @Test
    void rangesTakeBothFamiliesAndOddPrefixes() throws Exception {
        SourceRanges ranges = SourceRanges.parse(List.of("10.0.0.0/9", "192.0.2.7", "fd00::/7", "0.0.0.0/32"));
        for (String inside : List.of("10.0.0.1", "10.127.255.255", "192.0.2.7", "fc00::1", "fdff::1")) {
            assertThat(ranges.contains(InetAddress.getByName(inside)))
                    .as(inside)
                    .isTrue();
        }
        for (String outside : List.of("10.128.0.0", "192.0.2.8", "fe00::1", "::1", "127.0.0.1")) {
            assertThat(ranges.contains(InetAddress.getByName(outside)))
                    .as(outside)
                    .isFalse();
        }
        assertThat(SourceRanges.parse(List.of()).contains(InetAddress.getByName("::1")))
                .isTrue();
        assertThat(SourceRanges.parse(List.of("0.0.0.0/0")).contains(InetAddress.getByName("192.0.2.1")))
                .isTrue();
    }

    @Test
    void latenciesAreKnownToAnEighth() {
        LatencyHistogram histogram = new LatencyHistogram();
        assertThat(histogram.percentiles().max()).isZero();
        for (int i = 1; i <= 1_000; i++) {
            histogram.record(Duration.ofMillis(i).toNanos());
        }
        ProxyStatus.Latency latency = histogram.percentiles();
        assertThat(latency.p50()).isBetween(Duration.ofMillis(465), Duration.ofMillis(535));
        assertThat(latency.p90()).isBetween(Duration.ofMillis(837), Duration.ofMillis(963));
        assertThat(latency.p99()).isBetween(Duration.ofMillis(920), Duration.ofMillis(1_060));
        assertThat(latency.max()).isBetween(Duration.ofMillis(930), Duration.ofMillis(1_070));
        histogram.record(Duration.ofDays(1_000).toNanos());
        histogram.record(0);
        assertThat(histogram.percentiles().max()).isGreaterThan(Duration.ofMinutes(30));
    }
}
