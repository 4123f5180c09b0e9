package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.any;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static io.portolan.baremetal.proxy.Fixture.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.baremetal.proxy.ProxyStatus.Health;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class DrainTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Backend slow(CountDownLatch asked, CountDownLatch go) throws IOException {
        return Backend.start(HttpSession.answering(request -> {
            asked.countDown();
            HttpSession.await(go);
            return "slow";
        }));
    }

    @Test
    void aRequestInHandOutlivesItsTarget() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Backend old = slow(asked, go);
                Backend next = Backend.answering("next")) {
            InetSocketAddress proxy = fixture.http(pool("a", old.address()));
            try (Wire client = Wire.to(proxy);
                    Wire other = Wire.to(proxy)) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                asked.await();
                fixture.http(pool("a", next.address()));
                assertThat(fixture.target(old.address()).health()).isEqualTo(Health.DRAINING);
                assertThat(fixture.target(old.address()).weight()).isZero();
                other.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(other.readMessage()).endsWith("next");
                go.countDown();
                assertThat(client.readMessage()).endsWith("slow");
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readMessage()).endsWith("next");
            }
            eventually("nothing is left of the old target", () -> old.open() == 0);
            assertThat(fixture.balancer().pools().get(0).targets())
                    .extracting(ProxyStatus.Target::address)
                    .containsExactly(next.address());
        }
    }

    @Test
    void whatOutlivesTheDrainTimeoutIsCut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (Backend old = slow(asked, never)) {
            PoolConfig.Builder pool = PoolConfig.builder("a").drainTimeout(Duration.ofMillis(150));
            InetSocketAddress proxy = fixture.http(
                    pool.targets(List.of(new TargetConfig(old.address(), 1))).build());
            try (Wire client = Wire.to(proxy)) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                asked.await();
                fixture.http(pool.targets(List.of(new TargetConfig(old.address(), 0)))
                        .build());
                assertThat(client.readMessage()).startsWith("HTTP/1.1 502");
            }
        } finally {
            never.countDown();
        }
    }

    @Test
    void aTcpConnectionOutlivesItsTargetAndIsCutInTheEnd() throws Exception {
        try (Backend old = Backend.start(wire -> wire.send(wire.readText(4)));
                Backend stuck = Backend.start(Wire::readAll)) {
            PoolConfig.Builder pool = PoolConfig.builder("a").drainTimeout(Duration.ofMillis(200));
            InetSocketAddress proxy = fixture.tcp(
                    pool.targets(List.of(new TargetConfig(old.address(), 1))).build());
            try (Wire client = Wire.to(proxy)) {
                client.send("pi");
                eventually("it is connected", () -> old.accepted() == 1);
                fixture.tcp(pool.targets(List.of(new TargetConfig(stuck.address(), 1)))
                        .build());
                client.send("ng");
                assertThat(client.readAll()).isEqualTo("ping");
            }
            try (Wire client = Wire.to(proxy)) {
                client.send("x");
                eventually("it is connected", () -> stuck.accepted() == 1);
                fixture.tcp(pool.targets(List.of()).build());
                assertThatThrownBy(() -> {
                            if (client.read() < 0) {
                                throw new IOException("closed");
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aTargetThatComesBackWhileItDrainsIsNotCut() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Backend backend = slow(asked, go)) {
            PoolConfig.Builder pool = PoolConfig.builder("a").drainTimeout(Duration.ofMillis(150));
            PoolConfig with = pool.targets(List.of(new TargetConfig(backend.address(), 1)))
                    .build();
            InetSocketAddress proxy = fixture.http(with);
            try (Wire client = Wire.to(proxy)) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                asked.await();
                fixture.http(pool.targets(List.of()).build());
                fixture.http(with);
                long start = System.nanoTime();
                eventually("its drain timeout would be over", () -> System.nanoTime() - start > 300_000_000);
                go.countDown();
                assertThat(client.readMessage()).endsWith("slow");
                assertThat(fixture.target(backend.address()).traffic().total()).isEqualTo(1);
            }
        }
    }

    @Test
    void aRemovedListenerRefusesNewConnectionsAndEndsOldOnesWithTheirNextAnswer() throws Exception {
        try (Backend backend = Backend.answering("hello")) {
            PoolConfig pool = pool("a", backend.address());
            InetSocketAddress proxy = fixture.http(pool);
            try (Wire client = Wire.to(proxy)) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readMessage()).endsWith("hello").doesNotContainIgnoringCase("connection:");
                fixture.proxy().apply(ProxyConfig.empty());
                assertThatThrownBy(() -> Wire.to(proxy)).isInstanceOf(ConnectException.class);
                assertThat(fixture.balancer().frontends()).hasSize(1);
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                String last = client.readMessage();
                assertThat(last).endsWith("hello");
                assertThat(Wire.header(last, "connection")).isEqualTo("close");
                assertThat(client.readAll()).isEmpty();
            }
            eventually(
                    "nothing is left",
                    () -> fixture.balancer().frontends().isEmpty()
                            && fixture.balancer().pools().isEmpty());
            fixture.proxy().apply(ProxyConfig.empty());
            assertThat(fixture.proxy().status().balancers()).isEmpty();
        }
    }

    @Test
    void anIdleConnectionOfARemovedListenerIsCutAfterTheDrainTimeout() throws Exception {
        try (Backend backend = Backend.answering("hello")) {
            InetSocketAddress proxy =
                    fixture.http(pool("a", each -> each.drainTimeout(Duration.ofMillis(100)), backend.address()));
            try (Wire client = Wire.to(proxy)) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readMessage()).endsWith("hello");
                fixture.proxy().apply(ProxyConfig.empty());
                assertThat(client.readAll()).isEmpty();
            }
        }
    }

    @Test
    void aSocketGoesToAnotherBalancerWithoutAGap() throws Exception {
        try (Backend backend = Backend.answering("hello")) {
            InetSocketAddress address = Backend.nobody();
            PoolConfig pool = pool("a", backend.address());
            fixture.proxy().apply(new ProxyConfig(List.of(balancer("first", address, pool))));
            try (Wire before = Wire.to(address)) {
                fixture.proxy().apply(new ProxyConfig(List.of(balancer("second", address, pool))));
                before.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(before.readMessage()).startsWith("HTTP/1.1 200");
            }
            try (Wire after = Wire.to(address)) {
                after.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(after.readMessage()).startsWith("HTTP/1.1 200");
            }
        }
    }

    private static BalancerConfig balancer(String name, InetSocketAddress address, PoolConfig pool) {
        return new BalancerConfig(
                name, List.of(FrontendConfig.http("http", address, List.of(to("a")))), List.of(pool), Fixture.IDLE);
    }

    @Test
    void anAddressIsFreeAsSoonAsItsListenerIsRemoved() throws Exception {
        InetSocketAddress address = Backend.nobody();
        PoolConfig pool = pool("a");
        for (int i = 0; i < 30; i++) {
            fixture.proxy().apply(new ProxyConfig(List.of(balancer("web", address, pool))));
            fixture.proxy().apply(ProxyConfig.empty());
            assertThatThrownBy(() -> Wire.to(address)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aFailedBindLeavesEverythingAsItWas() throws Exception {
        try (Backend backend = Backend.answering("hello")) {
            PoolConfig pool = pool("a", backend.address());
            InetSocketAddress proxy = fixture.http(pool);
            InetSocketAddress free = Backend.nobody();
            assertThatThrownBy(() -> fixture.apply(
                            List.of(
                                    FrontendConfig.http("free", free, List.of()),
                                    FrontendConfig.http("taken", backend.address(), List.of())),
                            pool))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining("127.0.0.1:" + backend.address().getPort())
                    .hasMessageContaining("web's frontend taken")
                    .extracting(e -> ((BindFailedException) e).address())
                    .isEqualTo(backend.address());
            assertThatThrownBy(() -> Wire.to(free)).isInstanceOf(ConnectException.class);
            try (Wire client = Wire.to(proxy)) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readMessage()).endsWith("hello");
            }
        }
    }

    @Test
    void everyMistakeIsToldAtOnceAndNothingIsChanged() throws Exception {
        InetSocketAddress proxy = fixture.http(pool("a"));
        HealthCheckConfig check = HealthCheckConfig.builder(HealthCheckConfig.Protocol.HTTP)
                .path("healthz")
                .interval(Duration.ofMillis(49))
                .timeout(Duration.ZERO)
                .healthyThreshold(0)
                .unhealthyThreshold(101)
                .port(70_000)
                .host("a b")
                .build();
        PoolConfig pool = PoolConfig.builder("a")
                .targets(List.of(
                        new TargetConfig(InetSocketAddress.createUnresolved("a.example", 80), 1),
                        new TargetConfig(any(), -1)))
                .healthCheck(check)
                .drainTimeout(Duration.ofSeconds(-1))
                .connectTimeout(Duration.ZERO)
                .stickiness(new StickinessConfig(StickinessConfig.By.COOKIE, Duration.ofSeconds(-1)))
                .build();
        RouteConfig route = new RouteConfig(
                List.of("a/b"),
                "api",
                new ForwardAction(List.of(new ForwardAction.WeightedPool("nowhere", 1_000_001))));
        RouteConfig redirect = RouteConfig.any(RedirectAction.builder()
                .scheme("ftp")
                .host("a b")
                .port(0)
                .path("x")
                .status(200)
                .build());
        FrontendConfig http =
                FrontendConfig.http("http", new InetSocketAddress("127.0.0.1", 1), List.of(route, redirect));
        FrontendConfig https = FrontendConfig.https(
                "http",
                new InetSocketAddress("127.0.0.1", 1),
                new TlsConfig(TlsConfig.Version.TLS_1_2, List.of()),
                List.of());
        BalancerConfig balancer = new BalancerConfig(
                "web", List.of(http.from(List.of("10.0.0.0/33")), https), List.of(pool, pool), Duration.ZERO);
        assertThatThrownBy(() -> fixture.proxy().apply(new ProxyConfig(List.of(balancer, balancer))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "balancer 'web': a name",
                        "frontend 'http': a name",
                        "pool 'a': a name",
                        "idleTimeout must be above zero",
                        "'10.0.0.0/33' needs a prefix length from 0 to 32",
                        "another frontend listens on 127.0.0.1:1",
                        "TLS needs a certificate",
                        "route 1: 'a/b' is neither a host name",
                        "pathPrefix 'api' must start with a slash",
                        "the balancer has no pool 'nowhere'",
                        "a weight must be from 0 to 1000000",
                        "route 2: the scheme must be http or https",
                        "'a b' is not a host to redirect to",
                        "the path must start with a slash and have no query",
                        "status 200 does not redirect",
                        "a.example",
                        "is not resolved",
                        "the port must be from 1 to 65535",
                        "connectTimeout must be above zero",
                        "drainTimeout must not be negative",
                        "the stickiness's duration must not be negative",
                        "health check: the path must start with a slash",
                        "interval must be at least 50 ms",
                        "timeout must be at least 10 ms",
                        "healthyThreshold must be from 1 to 100",
                        "unhealthyThreshold must be from 1 to 100");
        try (Wire client = Wire.to(proxy)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readMessage()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void aClosedProxyTakesNoMoreConfigurations() {
        fixture.close();
        assertThatThrownBy(() -> fixture.proxy().apply(ProxyConfig.empty())).isInstanceOf(IllegalStateException.class);
    }
}
