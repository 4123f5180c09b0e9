package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that carry one request after another, and what the target learns of them. */
@ExtendWith(NoLeaks.class)
class HttpConnectionTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anAnswerComesThroughAndBothConnectionsAreKept() throws Exception {
        try (Backend backend = Backend.answering("hello")) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                for (int i = 0; i < 3; i++) {
                    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(client.readMessage())
                            .startsWith("HTTP/1.1 200 OK\n")
                            .endsWith("\n\nhello");
                }
            }
            assertThat(backend.accepted()).isEqualTo(1);
        }
    }

    @Test
    void theTargetLearnsWhoAskedAndHow() throws Exception {
        try (Backend backend = Backend.start(HttpSession.answering(HttpSession.Request::head))) {
            InetSocketAddress proxy = fixture.http(pool("a", backend.address()));
            try (Wire client = Wire.to(proxy)) {
                client.send("GET /a?b HTTP/1.1\r\nHost: shop.example\r\nX-Forwarded-For: 192.0.2.1\r\n"
                        + "X-Forwarded-Proto: https\r\nConnection: keep-alive, X-Private\r\nX-Private: 1\r\n"
                        + "Keep-Alive: timeout=5\r\nTE: trailers\r\nProxy: evil\r\nUpgrade: h2c\r\n\r\n");
                String seen = client.readMessage();
                assertThat(seen).contains("GET /a?b HTTP/1.1\n", "Host: shop.example\n");
                assertThat(Wire.header(seen, "x-forwarded-for")).isEqualTo("192.0.2.1, 127.0.0.1");
                assertThat(Wire.header(seen, "x-forwarded-proto")).isEqualTo("http");
                assertThat(Wire.header(seen, "x-forwarded-port")).isEqualTo(Integer.toString(proxy.getPort()));
                assertThat(seen.toLowerCase(Locale.ROOT))
                        .doesNotContain("x-private", "keep-alive:", "te:", "proxy:", "upgrade:");
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (Backend backend = Backend.start(HttpSession.answering(HttpSession.Request::line))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                StringBuilder requests = new StringBuilder();
                for (int i = 0; i < 100; i++) {
                    requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
                }
                client.send(requests.toString());
                for (int i = 0; i < 100; i++) {
                    assertThat(client.readMessage()).endsWith("\n\nGET /" + i + " HTTP/1.1");
                }
            }
        }
    }

    @Test
    void pipelinedRequestsWithBodiesAreAnsweredInOrder() throws Exception {
        try (Backend backend = Backend.start(HttpSession.answering(HttpSession.Request::body))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send(
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\noneGET / HTTP/1.1\r\nHost: x\r\n\r\n"
                                + "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n");
                assertThat(client.readMessage()).endsWith("\n\none");
                assertThat(client.readMessage()).endsWith("\n\n");
                assertThat(client.readMessage()).endsWith("\n\ntwo");
            }
        }
    }

    @Test
    void http10ClientsMayKeepTheConnection() throws Exception {
        try (Backend backend = Backend.answering("hello")) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                for (int i = 0; i < 2; i++) {
                    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
                    String answer = client.readMessage();
                    assertThat(Wire.header(answer, "connection")).isEqualTo("keep-alive");
                    assertThat(answer).endsWith("hello");
                }
            }
        }
    }

    @Test
    void aClientThatHasEndedItsHalfStillGetsItsAnswers() throws Exception {
        try (Backend backend = Backend.answering("hello")) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
                client.endOutput();
                assertThat(client.readMessage()).endsWith("hello");
                assertThat(client.readMessage()).endsWith("hello");
                assertThat(client.readAll()).isEmpty();
            }
        }
    }

    @Test
    void aClientThatOnlyAsksDoesNotFillTheMemory() throws Exception {
        int size = 1024 * 1024;
        AtomicInteger asked = new AtomicInteger();
        try (Backend backend = Backend.start(HttpSession.of((request, wire) -> {
            asked.incrementAndGet();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            wire.send(new byte[size]);
        }))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                for (int i = 0; i < 100; i++) {
                    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                }
                int[] before = {-1};
                eventually("the target is asked no more", () -> {
                    boolean still = before[0] == asked.get();
                    before[0] = asked.get();
                    LockSupport.parkNanos(100_000_000);
                    return still;
                });
                assertThat(asked.get()).isLessThan(30);
                for (int i = 0; i < 100; i++) {
                    assertThat(client.readBody(client.readHead())).hasSize(size);
                }
            }
        }
    }

    @Test
    void aClientThatGoesTakesItsRequestWithIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Backend backend = Backend.start(wire -> {
            wire.readHead();
            asked.countDown();
            wire.read();
        })) {
            Wire client = Wire.to(fixture.http(pool("a", backend.address())));
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            asked.await();
            client.close();
            eventually("the target's connection is closed", () -> backend.open() == 0);
            eventually(
                    "nothing is in hand",
                    () -> fixture.target(backend.address()).traffic().active() == 0
                            && fixture.frontend("http").traffic().active() == 0);
        }
    }

    @Test
    void anUploadThatBreaksOffEndsAtTheTargetToo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Backend backend = Backend.start(wire -> {
            wire.readHead();
            asked.countDown();
            wire.readAll();
        })) {
            Wire client = Wire.to(fixture.http(pool("a", backend.address())));
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
            asked.await();
            client.close();
            eventually("the target's connection is closed", () -> backend.open() == 0);
        }
    }
}
