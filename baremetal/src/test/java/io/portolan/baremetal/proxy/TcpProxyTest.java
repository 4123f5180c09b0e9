package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.any;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class TcpProxyTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void bytesPassBothWaysAndEachSideMayEndFirst() throws Exception {
        try (Backend afterClient = Backend.start(wire -> wire.send(wire.readAll() + " back"));
                Backend beforeClient = Backend.start(wire -> {
                    wire.send("hello");
                    wire.endOutput();
                    assertThat(wire.readAll()).isEqualTo("still here");
                })) {
            try (Wire client = Wire.to(fixture.tcp(pool("a", afterClient.address())))) {
                client.send("there");
                client.endOutput();
                assertThat(client.readAll()).isEqualTo("there back");
            }
            try (Wire client = Wire.to(fixture.tcp(pool("a", beforeClient.address())))) {
                assertThat(client.readAll()).isEqualTo("hello");
                client.send("still here");
                client.endOutput();
                eventually("the target has read all", () -> beforeClient.open() == 0);
            }
        }
        eventually(
                "no connection is left", () -> fixture.frontend("tcp").traffic().active() == 0);
    }

    @Test
    void theSlowerSideSetsThePace() throws Exception {
        AtomicLong sent = new AtomicLong();
        int size = 64 * 1024 * 1024;
        try (Backend backend = Backend.start(wire -> {
            byte[] piece = new byte[256 * 1024];
            while (sent.get() < size) {
                wire.send(piece);
                sent.addAndGet(piece.length);
            }
        })) {
            try (Wire client = Wire.to(fixture.tcp(pool("a", backend.address())))) {
                client.readExactly(1);
                long[] before = {-1};
                eventually("the target is held back", () -> {
                    long now = sent.get();
                    boolean still = now == before[0];
                    before[0] = now;
                    LockSupport.parkNanos(100_000_000);
                    return still;
                });
                assertThat(sent.get()).isLessThan(size / 2);
                client.readExactly(size - 1);
                assertThat(client.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aResetIsPassedOnAsAReset() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        try (Backend backend = Backend.start(wire -> {
            wire.send("half");
            HttpSession.await(ready);
            wire.reset();
        })) {
            try (Wire client = Wire.to(fixture.tcp(pool("a", backend.address())))) {
                assertThat(client.readText(4)).isEqualTo("half");
                ready.countDown();
                assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void aRefusedTargetIsSkippedBeforeAnythingIsSent() throws Exception {
        InetSocketAddress nobody = Backend.nobody();
        try (Backend backend = Backend.start(wire -> wire.send(wire.readText(4)))) {
            InetSocketAddress proxy = fixture.tcp(pool("a", nobody, backend.address()));
            for (int i = 0; i < 4; i++) {
                try (Wire client = Wire.to(proxy)) {
                    client.send("ping");
                    assertThat(client.readAll()).isEqualTo("ping");
                }
            }
            assertThat(fixture.target(nobody).health()).isEqualTo(ProxyStatus.Health.DOWN);
            assertThat(fixture.target(nobody).traffic().failures()).isEqualTo(1);
            assertThat(fixture.target(backend.address()).traffic().total()).isEqualTo(4);
        }
    }

    @Test
    void aClientIsClosedWhenNoTargetIsThere() throws Exception {
        try (Wire client = Wire.to(fixture.tcp(pool("a", Backend.nobody())))) {
            assertThatThrownBy(() -> {
                        if (client.read() < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(fixture.frontend("tcp").traffic().failures()).isEqualTo(1);
    }

    @Test
    void aQuietConnectionIsClosed() throws Exception {
        try (Backend backend = Backend.start(Wire::readAll)) {
            InetSocketAddress proxy = fixture.tcp(Duration.ofMillis(150), pool("a", backend.address()));
            try (Wire client = Wire.to(proxy)) {
                long start = System.nanoTime();
                assertThat(client.read()).isEqualTo(-1);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
            }
            eventually("the target's side is closed too", () -> backend.open() == 0);
        }
    }

    @Test
    void clientsFromElsewhereAreClosedWhenAccepted() throws Exception {
        try (Backend backend = Backend.start(wire -> wire.send("in"))) {
            fixture.proxy()
                    .apply(new ProxyConfig(List.of(new BalancerConfig(
                            "web",
                            List.of(FrontendConfig.tcp("tcp", any(), ForwardAction.to("a"))
                                    .from(List.of("127.0.0.2/31", "fd00::/8"))),
                            List.of(pool("a", backend.address())),
                            Fixture.IDLE))));
            InetSocketAddress proxy = fixture.address("tcp");
            assertThat(readFrom("127.0.0.3", proxy)).isEqualTo("in");
            assertThat(readFrom("127.0.0.4", proxy)).isEmpty();
            assertThat(backend.accepted()).isEqualTo(1);
        }
    }

    private static String readFrom(String source, InetSocketAddress proxy) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(proxy);
            return new Wire(socket).readAll();
        }
    }

    @Test
    void manyConnectionsAtOnceAreAllCarried() throws Exception {
        try (Backend backend = Backend.start(wire -> wire.send(wire.readAll()))) {
            InetSocketAddress proxy = fixture.tcp(pool("a", backend.address()));
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String text = "text " + i;
                all.add(CompletableFuture.supplyAsync(() -> {
                    try (Wire client = Wire.to(proxy)) {
                        client.send(text);
                        client.endOutput();
                        return client.readAll();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
            }
            for (int i = 0; i < 64; i++) {
                assertThat(all.get(i).join()).isEqualTo("text " + i);
            }
        }
    }
}
