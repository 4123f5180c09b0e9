package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.any;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static io.portolan.baremetal.proxy.Fixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything changes while sixteen clients ask without a pause, and no request fails. */
@ExtendWith(NoLeaks.class)
class LiveChangeTest {
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 2;
    private static final int ENOUGH = 40;

    private final Fixture fixture = new Fixture();
    private final TestCertificate first = TestCertificate.ec("shop.example");
    private final TestCertificate second = TestCertificate.renewed("shop.example");

    @AfterEach
    void close() {
        fixture.close();
    }

    private static FrontendConfig https(String name, TestCertificate certificate, ActionConfig action) {
        return FrontendConfig.https(
                name,
                any(),
                new TlsConfig(TlsConfig.Version.TLS_1_2, List.of(certificate.config())),
                List.of(RouteConfig.any(action)));
    }

    private static ForwardAction split(int blue, int green) {
        return new ForwardAction(
                List.of(new ForwardAction.WeightedPool("blue", blue), new ForwardAction.WeightedPool("green", green)));
    }

    /** The answers to requests that were sent after a change, once there are enough of them. */
    private static List<String> after(Load load) throws Exception {
        load.forget();
        eventually("enough requests are answered", () -> load.answers().size() >= ENOUGH);
        return load.answers();
    }

    @Test
    void noRequestFailsWhileEverythingChanges() throws Exception {
        try (Backend blue = Backend.answering("blue");
                Backend green = Backend.answering("green");
                Backend other = Backend.answering("other")) {
            PoolConfig[] pools = {pool("blue", blue.address()), pool("green", green.address())};
            fixture.apply(List.of(https("https", first, ForwardAction.to("blue"))), pools);
            try (Load load = new Load(CLIENTS, fixture.address("https"), first.certificate())) {
                for (int round = 0; round < ROUNDS; round++) {
                    assertThat(after(load)).containsOnly("blue");

                    fixture.apply(List.of(https("https", first, split(1, 1))), pools);
                    assertThat(after(load)).contains("blue", "green");

                    fixture.apply(List.of(https("https", first, split(0, 1))), pools);
                    assertThat(after(load)).containsOnly("green");

                    fixture.apply(List.of(https("https", second, ForwardAction.to("green"))), pools);
                    eventually(
                            "the new certificate is shown", () -> load.shown().equals(second.certificate()));

                    PoolConfig[] moved = {pool("green", other.address())};
                    fixture.apply(List.of(https("https", second, ForwardAction.to("green"))), moved);
                    assertThat(after(load)).containsOnly("other");

                    List<FrontendConfig> two = List.of(
                            https("https", second, ForwardAction.to("green")),
                            https("new", second, ForwardAction.to("green")));
                    fixture.apply(two, moved);
                    load.address(fixture.address("new"));
                    eventually(
                            "a new listener is used",
                            () -> fixture.frontend("new").traffic().total() > ENOUGH);
                    load.address(fixture.address("https"));
                    eventually(
                            "new connections go to the old listener again",
                            () -> fixture.frontend("https").traffic().active() > 0);
                    long closes = load.closes();
                    fixture.apply(two.subList(0, 1), moved);
                    eventually(
                            "the removed listener has ended its connections",
                            () -> fixture.balancer().frontends().size() == 1);
                    assertThat(load.closes()).isGreaterThanOrEqualTo(closes);

                    fixture.apply(List.of(https("https", first, ForwardAction.to("blue"))), pools);
                    eventually(
                            "the old certificate is shown", () -> load.shown().equals(first.certificate()));
                }
                eventually("a few thousand requests are made", () -> load.requests() >= 3_000);
                assertThat(load.failures()).isEmpty();
            }
        }
    }

    @Test
    void noRequestFailsWhileTargetsComeGoAndDie() throws Exception {
        List<Backend> backends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            backends.add(Backend.answering(Integer.toString(i)));
        }
        List<TargetConfig> targets = new ArrayList<>(backends.stream()
                .map(each -> new TargetConfig(each.address(), 1))
                .toList());
        HealthCheckConfig check = HealthCheckConfig.builder(HealthCheckConfig.Protocol.HTTP)
                .interval(Duration.ofMillis(50))
                .build();
        PoolConfig.Builder pool = PoolConfig.builder("blue").healthCheck(check);
        fixture.apply(
                List.of(https("https", first, ForwardAction.to("blue"))),
                pool.targets(targets).build());
        try (Load load = new Load(CLIENTS, fixture.address("https"), first.certificate())) {
            assertThat(after(load)).contains("0", "1", "2", "3");
            for (int drained = 0; drained < 4; drained++) {
                List<TargetConfig> weights = new ArrayList<>(targets);
                weights.set(drained, new TargetConfig(targets.get(drained).address(), 0));
                fixture.apply(
                        List.of(https("https", first, ForwardAction.to("blue"))),
                        pool.targets(weights).build());
                assertThat(after(load)).doesNotContain(Integer.toString(drained));
                weights.remove(drained);
                fixture.apply(
                        List.of(https("https", first, ForwardAction.to("blue"))),
                        pool.targets(weights).build());
                assertThat(after(load)).doesNotContain(Integer.toString(drained));
            }
            fixture.apply(
                    List.of(https("https", first, ForwardAction.to("blue"))),
                    pool.targets(targets).build());
            assertThat(after(load)).contains("0", "1", "2", "3");
            assertThat(load.failures()).isEmpty();
        }
        for (Backend backend : backends) {
            backend.stop();
        }
    }

    @Test
    void changesThatChangeNothingAreNotSeen() throws Exception {
        try (Backend blue = Backend.answering("blue")) {
            PoolConfig pool = pool("blue", blue.address());
            List<FrontendConfig> frontends = List.of(FrontendConfig.http("http", any(), List.of(to("blue"))));
            fixture.apply(frontends, pool);
            try (Wire client = Wire.to(fixture.address("http"))) {
                for (int i = 0; i < 50; i++) {
                    fixture.apply(frontends, pool);
                    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(client.readMessage()).endsWith("blue").doesNotContainIgnoringCase("connection:");
                }
            }
            assertThat(blue.accepted()).isEqualTo(1);
            assertThat(fixture.target(blue.address()).traffic().total()).isEqualTo(50);
        }
    }
}
