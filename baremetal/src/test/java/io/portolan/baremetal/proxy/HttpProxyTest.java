package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.any;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static io.portolan.baremetal.proxy.Fixture.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class HttpProxyTest {
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
    void bodiesStreamBothWaysBeforeTheyEnd() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (Backend backend = Backend.start(wire -> {
            wire.readHead();
            assertThat(wire.readLine()).isEqualTo("3");
            assertThat(wire.readLine()).isEqualTo("one");
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nuno\r\n");
            first.countDown();
            assertThat(wire.readLine()).isEqualTo("3");
            assertThat(wire.readLine()).isEqualTo("two");
            assertThat(wire.readLine()).isEqualTo("0");
            wire.readLine();
            wire.send("3\r\ndue\r\n0\r\n\r\n");
            wire.read();
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
                String head = client.readHead();
                assertThat(head).startsWith("HTTP/1.1 200 OK");
                assertThat(client.readLine()).isEqualTo("3");
                assertThat(client.readLine()).isEqualTo("uno");
                first.await();
                client.send("3\r\ntwo\r\n0\r\n\r\n");
                assertThat(client.readLine()).isEqualTo("3");
                assertThat(client.readLine()).isEqualTo("due");
            }
        }
    }

    @Test
    void aBodyLargerThanEveryBufferPassesWithoutBeingHeld() throws Exception {
        int size = 40 * 1024 * 1024;
        try (Backend backend = Backend.start(HttpSession.of((request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            byte[] piece = new byte[1024 * 1024];
            for (int sent = 0; sent < size; sent += piece.length) {
                wire.send(piece);
            }
        }))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readBody(client.readHead())).hasSize(size);
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
    void answersWithoutABodyHaveNone() throws Exception {
        try (Backend backend = Backend.start(HttpSession.of((request, wire) -> {
            if (request.line().startsWith("HEAD")) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            } else if (request.line().contains("/204")) {
                wire.send("HTTP/1.1 204 No Content\r\n\r\n");
            } else {
                wire.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\nETag: \"x\"\r\n\r\n");
            }
        }))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(Wire.header(client.readHead(), "content-length")).isEqualTo("1000");
                client.send("GET /204 HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readHead()).startsWith("HTTP/1.1 204").doesNotContainIgnoringCase("content-length");
                client.send("GET /304 HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readHead()).startsWith("HTTP/1.1 304").contains("\"x\"");
                client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            }
            assertThat(backend.accepted()).isEqualTo(1);
        }
    }

    @Test
    void expectContinueIsTheTargetsToAnswer() throws Exception {
        try (Backend backend = Backend.start(wire -> {
            String head = wire.readHead();
            assertThat(Wire.header(head, "expect")).isEqualTo("100-continue");
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            String body = wire.readBody(head);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            wire.read();
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
                assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\n");
                client.send("body");
                assertThat(client.readMessage()).startsWith("HTTP/1.1 200").endsWith("\n\nbody");
            }
        }
    }

    @Test
    void anAnswerBeforeTheRequestsEndReachesAClientThatIsStillSending() throws Exception {
        try (Backend backend = Backend.start(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n");
                client.send(new byte[1000]);
                assertThat(client.readMessage())
                        .startsWith("HTTP/1.1 413")
                        .containsIgnoringCase("connection: close")
                        .endsWith("big");
                client.send(new byte[1000]);
                assertThat(client.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void anUpgradeBecomesATunnel() throws Exception {
        try (Backend backend = Backend.start(wire -> {
            String head = wire.readHead();
            assertThat(Wire.header(head, "upgrade")).isEqualTo("websocket");
            assertThat(Wire.header(head, "connection")).isEqualToIgnoringCase("upgrade");
            wire.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nearly");
            assertThat(wire.readText(4)).isEqualTo("ping");
            wire.send("pong");
            assertThat(wire.read()).isEqualTo(-1);
            wire.send("bye");
        })) {
            InetSocketAddress proxy = fixture.http(pool("a", backend.address()));
            try (Wire client = Wire.to(proxy)) {
                client.send("GET /chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
                String head = client.readHead();
                assertThat(head).startsWith("HTTP/1.1 101");
                assertThat(Wire.header(head, "upgrade")).isEqualTo("websocket");
                assertThat(Wire.header(head, "connection")).isEqualToIgnoringCase("upgrade");
                assertThat(client.readText(5)).isEqualTo("early");
                client.send("ping");
                assertThat(client.readText(4)).isEqualTo("pong");
                assertThat(fixture.target(backend.address()).traffic().active()).isEqualTo(1);
                client.endOutput();
                assertThat(client.readAll()).isEqualTo("bye");
            }
            eventually(
                    "the tunnel has left the target",
                    () -> fixture.target(backend.address()).traffic().active() == 0);
        }
    }

    @Test
    void anUpgradeThatIsDeclinedIsAnOrdinaryAnswer() throws Exception {
        try (Backend backend = Backend.answering("no")) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
                assertThat(client.readMessage()).startsWith("HTTP/1.1 200").endsWith("\n\nno");
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readMessage()).endsWith("\n\nno");
            }
        }
    }

    @Test
    void http10ClientsGetABodyThatEndsWithTheConnection() throws Exception {
        try (Backend backend = Backend.start(HttpSession.of((request, wire) ->
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("GET / HTTP/1.0\r\n\r\n");
                assertThat(client.readHead()).doesNotContainIgnoringCase("transfer-encoding");
                assertThat(client.readAll()).isEqualTo("onetwo");
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
    void anAnswerWithoutALengthIsChunkedForTheClient() throws Exception {
        try (Backend backend = Backend.start(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                for (int i = 0; i < 2; i++) {
                    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(client.readMessage()).endsWith("\n\nuntil the end");
                }
            }
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForAWholeOne() throws Exception {
        try (Backend backend = Backend.start(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                String head = client.readHead();
                assertThatThrownBy(() -> client.readBody(head)).isInstanceOf(IOException.class);
            }
            assertThat(fixture.target(backend.address()).traffic().failures()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerWithoutALengthThatIsResetIsNotTakenForAWholeOne() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (Backend backend = Backend.start(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\n\r\nhalf");
            HttpSession.await(read);
            wire.reset();
        })) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.readHead()).startsWith("HTTP/1.1 200");
                assertThat(client.readLine() + client.readLine()).isEqualTo("4half");
                read.countDown();
                assertThatThrownBy(() -> {
                            if (client.readLine().isEmpty()) {
                                throw new IOException("ended");
                            }
                        })
                        .isInstanceOf(IOException.class);
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
    void anAnswerOfTheProxysOwnHasNoBodyForHead() throws Exception {
        fixture.apply(List.of(FrontendConfig.http("http", any(), List.of())));
        try (Wire client = Wire.to(fixture.address("http"))) {
            for (int i = 0; i < 2; i++) {
                client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
                String head = client.readHead();
                assertThat(head).startsWith("HTTP/1.1 404 Not Found");
                assertThat(Wire.header(head, "content-length")).isNotEqualTo("0");
            }
        }
    }

    @Test
    void anUpgradeToHttp2InClearTextIsNotPassedOn() throws Exception {
        try (Backend backend = Backend.start(HttpSession.answering(HttpSession.Request::head))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"
                        + "Connection: Upgrade, HTTP2-Settings\r\n\r\n");
                assertThat(client.readMessage())
                        .startsWith("HTTP/1.1 200")
                        .doesNotContainIgnoringCase("upgrade")
                        .doesNotContainIgnoringCase("http2-settings");
            }
        }
    }

    @Test
    void trailersAndInterimAnswersComeThrough() throws Exception {
        try (Backend backend = Backend.start(HttpSession.of((request, wire) -> wire.send(
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                        + "Trailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 7\r\n\r\n")))) {
            try (Wire client = Wire.to(fixture.http(pool("a", backend.address())))) {
                for (int i = 0; i < 2; i++) {
                    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(client.readHead()).startsWith("HTTP/1.1 103").contains("</a.css>");
                    assertThat(client.readHead()).startsWith("HTTP/1.1 200");
                    assertThat(client.readLine() + client.readLine() + client.readLine())
                            .isEqualTo("2ok0");
                    assertThat(Wire.header(client.readHead(), "x-sum")).isEqualTo("7");
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

    @Test
    void theFirstRouteThatMatchesWins() throws Exception {
        try (Backend web = Backend.answering("web");
                Backend api = Backend.answering("api");
                Backend admin = Backend.answering("admin")) {
            fixture.apply(
                    List.of(FrontendConfig.http(
                            "http",
                            any(),
                            List.of(
                                    new RouteConfig(List.of("admin.example"), "/", ForwardAction.to("admin")),
                                    new RouteConfig(List.of(), "/api", ForwardAction.to("api")),
                                    new RouteConfig(List.of("*.shop.example"), "/", ForwardAction.to("web"))))),
                    pool("web", web.address()),
                    pool("api", api.address()),
                    pool("admin", admin.address()));
            try (Wire client = Wire.to(fixture.address("http"))) {
                assertThat(get(client, "Admin.Example:8080", "/api")).endsWith("\n\nadmin");
                assertThat(get(client, "other", "/api")).endsWith("\n\napi");
                assertThat(get(client, "other", "/api/x?y")).endsWith("\n\napi");
                assertThat(get(client, "a.b.shop.example", "/apix")).endsWith("\n\nweb");
                assertThat(get(client, "shop.example", "/")).startsWith("HTTP/1.1 404 Not Found\n");
                assertThat(get(client, "other", "http://admin.example/api")).endsWith("\n\nadmin");
            }
        }
    }

    @Test
    void aRedirectKeepsWhatItDoesNotChange() throws Exception {
        RedirectAction toHttps =
                RedirectAction.builder().scheme("https").port(8443).build();
        RedirectAction toPath = RedirectAction.builder()
                .host("new.example")
                .path("/moved")
                .status(308)
                .build();
        fixture.apply(List.of(FrontendConfig.http(
                "http",
                any(),
                List.of(new RouteConfig(List.of("old.example"), "/", toPath), RouteConfig.any(toHttps)))));
        try (Wire client = Wire.to(fixture.address("http"))) {
            String first = get(client, "shop.example:8080", "/a/b?c=d");
            assertThat(first).startsWith("HTTP/1.1 301 Moved Permanently\n");
            assertThat(Wire.header(first, "location")).isEqualTo("https://shop.example:8443/a/b?c=d");
            String second = get(client, "old.example", "/x?y");
            assertThat(second).startsWith("HTTP/1.1 308 ");
            assertThat(Wire.header(second, "location")).isEqualTo("http://new.example/moved?y");
        }
    }

    @Test
    void aPoolWithoutATargetIsAnsweredWith503() throws Exception {
        fixture.apply(List.of(FrontendConfig.http("http", any(), List.of(to("a")))), pool("a"));
        try (Wire client = Wire.to(fixture.address("http"))) {
            assertThat(get(client, "x", "/"))
                    .startsWith("HTTP/1.1 503 Service Unavailable\n")
                    .endsWith("503 Service Unavailable: no target of pool a is available\n");
            assertThat(get(client, "x", "/")).startsWith("HTTP/1.1 503");
        }
        assertThat(fixture.frontend("http").traffic().failures()).isEqualTo(2);
    }

    private static String get(Wire client, String host, String uri) throws IOException {
        client.send("GET " + uri + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        return client.readMessage();
    }
}
