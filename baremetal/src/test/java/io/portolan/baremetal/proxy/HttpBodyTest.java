package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies of requests and answers: how they begin, stream, end and break off. */
@ExtendWith(NoLeaks.class)
class HttpBodyTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
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
}
