package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upgrades: tunnels, and those that are declined. */
@ExtendWith(NoLeaks.class)
class UpgradeTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
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
}
