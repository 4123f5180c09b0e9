package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What two HTTP parsers could read in two ways is refused, and never reaches a target. */
@ExtendWith(NoLeaks.class)
class HttpStrictnessTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Fixture fixture = new Fixture();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private Backend backend;
    private InetSocketAddress proxy;

    @BeforeEach
    void serve() throws Exception {
        backend = Backend.start(HttpSession.answering(request -> {
            seen.add(request.line());
            return request.body();
        }));
        proxy = fixture.http(pool("a", backend.address()));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
        backend.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "both lengths",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG"),
                refused(
                        "both, the other way round",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG"),
                refused(
                        "two different lengths",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
                refused(
                        "two equal lengths",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na"),
                refused("a list of lengths", 400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\na"),
                refused("a signed length", 400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na"),
                refused("a negative length", 400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\na"),
                refused(
                        "a length that is no number",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x1\r\n\r\na"),
                refused("an empty length", 400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \r\n\r\n"),
                refused(
                        "a length beyond all bounds",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\na"),
                refused(
                        "an unknown transfer encoding",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                refused(
                        "two transfer encodings",
                        501,
                        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                refused(
                        "chunked twice",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refused(
                        "chunked and identity",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
                refused(
                        "a transfer encoding in HTTP/1.0",
                        400,
                        "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refused(
                        "a blank before the colon",
                        400,
                        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
                refused("a folded line", 400, "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n Content-Length: 5\r\n\r\n"),
                refused("a folded line by a tab", 400, "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n\tb\r\n\r\n"),
                refused("a fold before the first header", 400, "GET / HTTP/1.1\r\n Host: x\r\nHost: y\r\n\r\n"),
                refused("a bare line feed", 400, "GET / HTTP/1.1\r\nHost: x\nX-A: 1\r\n\r\n"),
                refused("a bare carriage return", 400, "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\rX-B: 2\r\n\r\n"),
                refused("a zero byte", 400, "GET / HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n"),
                refused("a header without a name", 400, "GET / HTTP/1.1\r\nHost: x\r\n: 1\r\n\r\n"),
                refused("a header without a colon", 400, "GET / HTTP/1.1\r\nHost: x\r\nX-A\r\n\r\n"),
                refused("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
                refused("two hosts", 400, "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
                refused("an empty host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                refused("a host with a user", 400, "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
                refused("a host with a path", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                refused("an absolute URI with a user", 400, "GET http://a@b/ HTTP/1.1\r\nHost: x\r\n\r\n"),
                refused("a relative path", 400, "GET a HTTP/1.1\r\nHost: x\r\n\r\n"),
                refused("a star for GET", 400, "GET * HTTP/1.1\r\nHost: x\r\n\r\n"),
                refused("a fragment", 400, "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n"),
                refused("a second blank in the request line", 400, "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"),
                refused("a connect", 405, "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n"),
                refused("a later version", 505, "GET / HTTP/1.2\r\nHost: x\r\n\r\n"),
                refused("another protocol", 400, "GET / ICY/1.1\r\nHost: x\r\n\r\n"),
                refused("a line too long", 414, "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
                refused(
                        "a header too large",
                        431,
                        "GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(40_000) + "\r\n\r\n"),
                refused(
                        "headers too many",
                        431,
                        "GET / HTTP/1.1\r\nHost: x\r\n" + "X-A: 1234567890\r\n".repeat(3_000) + "\r\n"));
    }

    private static Arguments refused(String what, int status, String request) {
        return arguments(what, status, request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedAndTheConnectionEnds(String what, int status, String request) throws Exception {
        try (Wire client = Wire.to(proxy)) {
            client.send(request + SMUGGLED);
            assertThat(client.readMessage())
                    .startsWith("HTTP/1.1 " + status + " ")
                    .containsIgnoringCase("connection: close");
            assertThat(client.readAll()).isEmpty();
        }
        assertThat(seen).isEmpty();
    }

    static Stream<Arguments> brokenBodies() {
        return Stream.of(
                arguments("a chunk size that is no number", "x\r\nabc\r\n0\r\n\r\n"),
                arguments("a signed chunk size", "+3\r\nabc\r\n0\r\n\r\n"),
                arguments("a prefixed chunk size", "0x3\r\nabc\r\n0\r\n\r\n"),
                arguments("a chunk size beyond all bounds", "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
                arguments("a negative chunk size", "-1\r\nabc\r\n0\r\n\r\n"),
                arguments("a chunk longer than it said", "3\r\nabcd\r\n0\r\n\r\n"),
                arguments("a chunk ended by a bare line feed", "3\r\nabc\n0\r\n\r\n"),
                arguments("a size ended by a bare line feed", "3\nabc\r\n0\r\n\r\n"),
                arguments("a bare line feed in a chunk extension", "3;a\nb\r\nabc\r\n0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void endsTheRequestAndNothingBehindItIsRead(String what, String body) throws Exception {
        try (Wire client = Wire.to(proxy)) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body + SMUGGLED);
            assertThat(client.readMessage()).startsWith("HTTP/1.1 400 ");
            assertThat(client.readAll()).isEmpty();
        }
        assertThat(seen).noneMatch(line -> line.contains("smuggled"));
    }

    @Test
    void aFoldIsSeenWhereverTheBytesArePartedOnTheirWay() throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n b\r\n\r\n";
        for (int at = 1; at < request.length(); at++) {
            try (Wire client = Wire.to(proxy)) {
                client.send(request.substring(0, at));
                LockSupport.parkNanos(2_000_000);
                client.send(request.substring(at) + SMUGGLED);
                assertThat(client.readMessage()).as("parted at %s", at).startsWith("HTTP/1.1 400 ");
            }
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aRequestMayComeByteByByte() throws Exception {
        try (Wire client = Wire.to(proxy)) {
            for (char next :
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nX-T: 1\r\n\r\n"
                            .toCharArray()) {
                client.send(String.valueOf(next));
            }
            assertThat(client.readMessage()).startsWith("HTTP/1.1 200 ").endsWith("abc");
        }
    }

    @Test
    void whatIsUnusualButClearIsServed() throws Exception {
        try (Wire client = Wire.to(proxy)) {
            for (String request : new String[] {
                "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://a.example:80?b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
                "GET / HTTP/1.1\r\nhost:x\r\nX-Empty:\r\n\r\n",
                "PROPFIND / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%00/../ü".replace("ü", "%C3%BC") + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"
            }) {
                client.send(request);
                assertThat(client.readMessage()).as(request).startsWith("HTTP/1.1 200 ");
            }
        }
        assertThat(seen).contains("GET /?b HTTP/1.1", "OPTIONS * HTTP/1.1").hasSize(9);
    }

    @Test
    void aConnectionCannotStripTheFramingByNamingIt() throws Exception {
        try (Wire client = Wire.to(proxy)) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: Content-Length, Host\r\nContent-Length: "
                    + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED);
            assertThat(client.readMessage()).endsWith(SMUGGLED);
        }
        assertThat(seen).containsExactly("POST / HTTP/1.1");
    }

    @Test
    void aHeadThatNeverEndsIsClosedAfterTheIdleTimeout() throws Exception {
        proxy = fixture.http(Duration.ofMillis(200), pool("a", backend.address()));
        try (Wire client = Wire.to(proxy)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n");
            long start = System.nanoTime();
            while (System.nanoTime() - start < Duration.ofMillis(150).toNanos()) {
                client.send("X-A: 1\r\n");
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void aBodyThatDoesNotComeIsAnsweredWith408() throws Exception {
        proxy = fixture.http(Duration.ofMillis(200), pool("a", backend.address()));
        try (Wire client = Wire.to(proxy)) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
            assertThat(client.readMessage()).startsWith("HTTP/1.1 408 ");
        }
    }
}
