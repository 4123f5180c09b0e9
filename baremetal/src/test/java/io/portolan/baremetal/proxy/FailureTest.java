package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.baremetal.proxy.ProxyStatus.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to requests when targets fail, and how targets are found to be well or ill. */
@ExtendWith(NoLeaks.class)
class FailureTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static HealthCheckConfig.Builder check(HealthCheckConfig.Protocol protocol) {
        return HealthCheckConfig.builder(protocol)
                .interval(Duration.ofMillis(50))
                .timeout(Duration.ofMillis(500))
                .healthyThreshold(2)
                .unhealthyThreshold(2);
    }

    private static String get(InetSocketAddress proxy) throws IOException {
        try (Wire client = Wire.to(proxy)) {
            return get(client);
        }
    }

    private static String get(Wire client) throws IOException {
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        return client.readMessage();
    }

    private Health health(InetSocketAddress target) {
        return fixture.target(target).health();
    }

    @Test
    void aRefusedTargetIsSkippedAndComesBackByItself() throws Exception {
        InetSocketAddress late = Backend.nobody();
        try (Backend good = Backend.answering("good")) {
            InetSocketAddress proxy = fixture.http(pool("a", late, good.address()));
            for (int i = 0; i < 4; i++) {
                assertThat(get(proxy)).endsWith("good");
            }
            assertThat(health(late)).isEqualTo(Health.DOWN);
            assertThat(fixture.target(late).reason()).contains("refused");
            assertThat(fixture.target(late).traffic().failures()).isEqualTo(1);
            try (Backend recovered = Backend.at(late, HttpSession.answering(request -> "late"))) {
                eventually("the target is found", () -> health(late) == Health.UP);
                assertThat(get(proxy) + get(proxy)).contains("late", "good");
                assertThat(recovered.accepted()).isPositive();
            }
        }
    }

    @Test
    void aRequestWithABodyIsTriedElsewhereToo() throws Exception {
        try (Backend good = Backend.start(HttpSession.answering(HttpSession.Request::body))) {
            InetSocketAddress proxy = fixture.http(pool("a", Backend.nobody(), Backend.nobody(), good.address()));
            try (Wire client = Wire.to(proxy)) {
                client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
                assertThat(client.readMessage()).startsWith("HTTP/1.1 200").endsWith("body");
            }
        }
    }

    @Test
    void whenEveryTargetRefusesTheAnswerIs503AndTheConnectionStays() throws Exception {
        InetSocketAddress proxy = fixture.http(pool("a", Backend.nobody(), Backend.nobody()));
        try (Wire client = Wire.to(proxy)) {
            assertThat(get(client)).startsWith("HTTP/1.1 503");
            assertThat(get(client)).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void aTargetThatDoesNotEvenRefuseIsGivenUpAfterTheConnectTimeout() throws Exception {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Backend good = Backend.answering("good")) {
            InetSocketAddress silent = (InetSocketAddress) full.getLocalSocketAddress();
            // Nobody accepts, so when its queue is full the system drops what comes.
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(silent);
            }
            UnaryOperator<PoolConfig.Builder> impatient = each -> each.connectTimeout(Duration.ofMillis(150));
            assertThat(get(fixture.http(pool("a", impatient, silent)))).startsWith("HTTP/1.1 504");
            assertThat(health(silent)).isEqualTo(Health.DOWN);
            assertThat(get(fixture.http(pool("b", impatient, silent, good.address()))))
                    .endsWith("good");
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void aCheckTakesATargetOutAndInByItsThresholds() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        AtomicInteger probes = new AtomicInteger();
        try (Backend watched = Backend.start(HttpSession.of((request, wire) -> {
                    if (request.line().contains("/healthz?x=y")) {
                        probes.incrementAndGet();
                        assertThat(request.header("host")).isEqualTo("health.example");
                        wire.send("HTTP/1.1 " + status.get() + " S\r\nContent-Length: 0\r\n\r\n");
                    } else {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nwatched");
                    }
                }));
                Backend other = Backend.answering("other")) {
            HealthCheckConfig config = check(HealthCheckConfig.Protocol.HTTP)
                    .path("/healthz?x=y")
                    .host("health.example")
                    .build();
            InetSocketAddress proxy =
                    fixture.http(pool("a", each -> each.healthCheck(config), watched.address(), other.address()));
            assertThat(get(proxy) + get(proxy)).contains("watched", "other");
            eventually("the target is known to be up", () -> health(watched.address()) == Health.UP);
            status.set(500);
            eventually("the target is down", () -> health(watched.address()) == Health.DOWN);
            assertThat(fixture.target(watched.address()).reason()).isEqualTo("answered with status 500");
            for (int i = 0; i < 4; i++) {
                assertThat(get(proxy)).endsWith("other");
            }
            int before = probes.get();
            status.set(302);
            eventually("the target is up again", () -> health(watched.address()) == Health.UP);
            assertThat(probes.get() - before).isGreaterThanOrEqualTo(2);
            assertThat(get(proxy) + get(proxy)).contains("watched", "other");
        }
    }

    @Test
    void theLastTargetThatGoesDownIsNotTriedAnyMore() throws Exception {
        try (Backend sick = Backend.start(
                HttpSession.of((request, wire) -> wire.send("HTTP/1.1 503 S\r\nContent-Length: 4\r\n\r\nsick")))) {
            HealthCheckConfig config = check(HealthCheckConfig.Protocol.HTTP).build();
            InetSocketAddress proxy = fixture.http(pool("a", each -> each.healthCheck(config), sick.address()));
            eventually("the target is down", () -> health(sick.address()) == Health.DOWN);
            assertThat(get(proxy)).startsWith("HTTP/1.1 503").contains("no target of pool a is available");
        }
    }

    @Test
    void aCheckMayOnlyConnect() throws Exception {
        InetSocketAddress late = Backend.nobody();
        HealthCheckConfig config = check(HealthCheckConfig.Protocol.TCP).build();
        fixture.tcp(pool("a", each -> each.healthCheck(config), late));
        eventually("the target is down", () -> health(late) == Health.DOWN);
        try (Backend recovered = Backend.at(late, wire -> wire.send("late"))) {
            eventually("the target is up", () -> health(late) == Health.UP);
            try (Wire client = Wire.to(fixture.address("tcp"))) {
                assertThat(client.readAll()).isEqualTo("late");
            }
            assertThat(recovered.accepted()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aCheckThatGetsNoAnswerFailsByItsTimeout() throws Exception {
        try (Backend silent = Backend.start(Wire::readAll)) {
            HealthCheckConfig config = check(HealthCheckConfig.Protocol.HTTP)
                    .timeout(Duration.ofMillis(60))
                    .build();
            fixture.http(pool("a", each -> each.healthCheck(config), silent.address()));
            eventually("the target is down", () -> health(silent.address()) == Health.DOWN);
            assertThat(fixture.target(silent.address()).reason()).startsWith("no answer within");
        }
    }

    @Test
    void anHttpsCheckAsksForANameAndDoesNotVerify() throws Exception {
        try (Fixture other = new Fixture();
                Backend backend = Backend.start(HttpSession.answering(request -> "well"))) {
            TestCertificate named = TestCertificate.ec("api.shop.example");
            other.apply(
                    List.of(FrontendConfig.https(
                            "https",
                            Fixture.any(),
                            new TlsConfig(TlsConfig.Version.TLS_1_3, List.of(named.config())),
                            List.of(new RouteConfig(List.of("health.example"), "/well", ForwardAction.to("a"))))),
                    pool("a", backend.address()));
            HealthCheckConfig config = check(HealthCheckConfig.Protocol.HTTPS)
                    .host("health.example")
                    .path("/well")
                    .build();
            InetSocketAddress target = other.address("https");
            fixture.tcp(pool("a", each -> each.healthCheck(config), target));
            eventually("the target is up", () -> health(target) == Health.UP);
        }
    }

    @Test
    void aCheckMayLookAtAnotherPort() throws Exception {
        try (Backend backend = Backend.answering("x");
                Backend health = Backend.answering("well")) {
            HealthCheckConfig config = check(HealthCheckConfig.Protocol.HTTP)
                    .port(health.address().getPort())
                    .build();
            fixture.http(pool("a", each -> each.healthCheck(config), backend.address()));
            eventually("the target is up", () -> health(backend.address()) == Health.UP);
            assertThat(backend.accepted()).isZero();
            health.stop();
            eventually("the target is down", () -> health(backend.address()) == Health.DOWN);
        }
    }

    @Test
    void aKeptConnectionThatHasDiedCostsNoRepeatableRequest() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        // Answers one request on each connection and breaks at the second, without a byte: as a server that closes an
        // idle one.
        try (Backend fickle = Backend.start(wire -> {
            wire.readHead();
            requests.incrementAndGet();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            wire.readHead();
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", fickle.address())))) {
                for (int i = 0; i < 5; i++) {
                    assertThat(get(client)).startsWith("HTTP/1.1 200").endsWith("ok");
                }
            }
            assertThat(requests.get()).isEqualTo(5);
            assertThat(fixture.target(fickle.address()).traffic().active()).isZero();
        }
    }

    @Test
    void aRequestThatMayNotBeRepeatedIsNot() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        try (Backend fickle = Backend.start(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            String head = wire.readHead();
            wire.readBody(head);
            posts.incrementAndGet();
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", fickle.address())))) {
                assertThat(get(client)).endsWith("ok");
                client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
                assertThat(client.readMessage()).startsWith("HTTP/1.1 502");
            }
            assertThat(posts.get()).isEqualTo(1);
        }
    }

    @Test
    void aTargetThatClosesWithoutAnAnswerIs502() throws Exception {
        try (Backend mute = Backend.start(Wire::readHead)) {
            InetSocketAddress proxy = fixture.http(pool("a", mute.address()));
            assertThat(get(proxy)).startsWith("HTTP/1.1 502");
            assertThat(fixture.target(mute.address()).traffic().failures()).isEqualTo(1);
        }
    }

    @Test
    void aTargetThatSpeaksSomethingElseIs502() throws Exception {
        try (Backend odd = Backend.start(wire -> {
            wire.readHead();
            wire.send("SSH-2.0-x\r\n\r\n");
            wire.readAll();
        })) {
            assertThat(get(fixture.http(pool("a", odd.address())))).startsWith("HTTP/1.1 502");
        }
    }

    @Test
    void anAnswerWithTwoLengthsIs502() throws Exception {
        try (Backend odd = Backend.start(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            wire.readAll();
        })) {
            assertThat(get(fixture.http(pool("a", odd.address())))).startsWith("HTTP/1.1 502");
        }
    }

    @Test
    void whatATargetSaysUnaskedIsNeverTakenForAnAnswer() throws Exception {
        try (Backend chatty = Backend.start(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            wire.readHead();
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", chatty.address())))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(get(client)).endsWith("\n\nok");
                }
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3));
                for (int i = 0; i < 3; i++) {
                    assertThat(client.readMessage()).endsWith("\n\nok");
                }
            }
        }
    }

    @Test
    void aTargetThatDoesNotAnswerIs504() throws Exception {
        try (Backend slow = Backend.start(Wire::readAll)) {
            InetSocketAddress proxy = fixture.http(Duration.ofMillis(150), pool("a", slow.address()));
            try (Wire client = Wire.to(proxy)) {
                assertThat(get(client)).startsWith("HTTP/1.1 504");
                eventually("the target's connection is given up", () -> slow.open() == 0);
            }
        }
    }

    @Test
    void aServerErrorIsPassedOnAndCounted() throws Exception {
        try (Backend failing = Backend.start(
                HttpSession.of((request, wire) -> wire.send("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops")))) {
            InetSocketAddress proxy = fixture.http(pool("a", failing.address()));
            assertThat(get(proxy)).startsWith("HTTP/1.1 500 Oops\n").endsWith("oops");
            ProxyStatus.Traffic traffic = fixture.target(failing.address()).traffic();
            assertThat(traffic.total()).isEqualTo(1);
            assertThat(traffic.failures()).isEqualTo(1);
            assertThat(traffic.latency().p50()).isPositive();
        }
    }
}
