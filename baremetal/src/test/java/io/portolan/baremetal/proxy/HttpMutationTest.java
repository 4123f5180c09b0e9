package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests and answers that were damaged at random end, one way or the other, and leave nothing behind. */
@ExtendWith(NoLeaks.class)
class HttpMutationTest {
    private static final long SEED = 20_261_124;
    private static final int MUTATIONS = 250;
    private static final List<String> REQUESTS = List.of(
            "GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\nCookie: a=b\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX-T: 1\r\n\r\n",
            "GET http://a.example/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    private static final List<String> ANSWERS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello");

    private static byte[] mutate(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 2 -> bytes[at] = (byte) " \t\r\n:;,0\0".charAt(random.nextInt(9));
                default -> {
                    byte[] doubled = Arrays.copyOf(bytes, bytes.length + bytes.length - at);
                    System.arraycopy(bytes, at, doubled, bytes.length, bytes.length - at);
                    bytes = doubled;
                }
            }
        }
        return bytes;
    }

    /** Reads to the end; fails by the wire's time limit where there is none. */
    private static void exchange(InetSocketAddress proxy, byte[] request) throws IOException {
        try (Wire client = Wire.to(proxy)) {
            client.send(request);
            client.endOutput();
            client.readAll();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageMatching("Connection reset.*|Broken pipe.*");
        }
    }

    @Test
    void everyDamagedRequestEnds() throws Exception {
        Random random = new Random(SEED);
        try (Fixture fixture = new Fixture();
                Backend backend = Backend.start(HttpSession.answering(HttpSession.Request::body))) {
            InetSocketAddress proxy = fixture.http(pool("a", backend.address()));
            for (int i = 0; i < MUTATIONS; i++) {
                exchange(proxy, mutate(REQUESTS.get(i % REQUESTS.size()), random));
            }
            leavesNothing(fixture, backend.address());
        }
    }

    @Test
    void everyDamagedAnswerEnds() throws Exception {
        Random random = new Random(SEED);
        try (Fixture fixture = new Fixture();
                Backend backend = Backend.start(wire -> {
                    wire.readHead();
                    wire.send(mutate(ANSWERS.get(random.nextInt(ANSWERS.size())), random));
                })) {
            InetSocketAddress proxy = fixture.http(pool("a", backend.address()));
            for (int i = 0; i < MUTATIONS; i++) {
                exchange(proxy, REQUESTS.get(i % 2 == 0 ? 0 : 4).getBytes(StandardCharsets.ISO_8859_1));
            }
            leavesNothing(fixture, backend.address());
        }
    }

    private static void leavesNothing(Fixture fixture, InetSocketAddress target) throws Exception {
        eventually(
                "nothing is in hand",
                () -> fixture.frontend("http").traffic().active() == 0
                        && fixture.target(target).traffic().active() == 0);
        assertThat(fixture.target(target).health()).isNotEqualTo(ProxyStatus.Health.DOWN);
    }
}
