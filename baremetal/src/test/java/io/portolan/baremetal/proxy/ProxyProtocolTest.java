package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Eventually.eventually;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ProxyProtocolTest {
    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Reads a header of version 2: "LOCAL", or "source port>destination port". */
    private static String readV2(Wire wire) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(wire.readExactly(16));
        byte[] signature = new byte[SIGNATURE.length];
        header.get(signature);
        assertThat(signature).isEqualTo(SIGNATURE);
        int command = header.get() & 0xFF;
        int family = header.get() & 0xFF;
        ByteBuffer addresses = ByteBuffer.wrap(wire.readExactly(header.getShort()));
        if (command == 0x20) {
            return "LOCAL";
        }
        assertThat(command).isEqualTo(0x21);
        assertThat(family).isEqualTo(0x11);
        assertThat(addresses.getLong()).isEqualTo(0x7F000001_7F000001L);
        return (addresses.getShort() & 0xFFFF) + ">" + (addresses.getShort() & 0xFFFF);
    }

    private static String ports(Wire client) {
        return client.socket().getLocalPort() + ">" + client.socket().getPort();
    }

    @Test
    void version2StandsBeforeTheFirstByteOfTcp() throws Exception {
        try (Backend backend = Backend.start(wire -> wire.send(readV2(wire) + " " + wire.readAll()))) {
            InetSocketAddress proxy =
                    fixture.tcp(pool("a", each -> each.proxyProtocol(PoolConfig.ProxyProtocol.V2), backend.address()));
            try (Wire client = Wire.to(proxy)) {
                client.send("hello");
                client.endOutput();
                assertThat(client.readAll()).isEqualTo(ports(client) + " hello");
            }
        }
    }

    @Test
    void version1StandsBeforeTheFirstByteOfTcp() throws Exception {
        try (Backend backend = Backend.start(wire -> wire.send(wire.readLine()))) {
            InetSocketAddress proxy =
                    fixture.tcp(pool("a", each -> each.proxyProtocol(PoolConfig.ProxyProtocol.V1), backend.address()));
            try (Wire client = Wire.to(proxy)) {
                assertThat(client.readAll())
                        .isEqualTo("PROXY TCP4 127.0.0.1 127.0.0.1 "
                                + ports(client).replace('>', ' '));
            }
        }
    }

    @Test
    void anHttpConnectionToATargetServesOneClientOnly() throws Exception {
        try (Backend backend = Backend.start(wire -> {
            String who = readV2(wire);
            HttpSession.answering(request -> who).serve(wire);
        })) {
            InetSocketAddress proxy =
                    fixture.http(pool("a", each -> each.proxyProtocol(PoolConfig.ProxyProtocol.V2), backend.address()));
            try (Wire first = Wire.to(proxy);
                    Wire second = Wire.to(proxy)) {
                for (int i = 0; i < 3; i++) {
                    for (Wire client : new Wire[] {first, second}) {
                        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                        assertThat(client.readMessage()).endsWith("\n\n" + ports(client));
                    }
                }
            }
            assertThat(backend.accepted()).isEqualTo(2);
            eventually("the targets' connections go with their clients", () -> backend.open() == 0);
        }
    }

    @Test
    void aProbeSaysThatItIsTheProxysOwn() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (Backend backend = Backend.start(wire -> {
            seen.add(readV2(wire));
            HttpSession.answering(request -> "well").serve(wire);
        })) {
            HealthCheckConfig check = HealthCheckConfig.builder(HealthCheckConfig.Protocol.HTTP)
                    .interval(Duration.ofMillis(50))
                    .build();
            fixture.tcp(pool(
                    "a",
                    each -> each.proxyProtocol(PoolConfig.ProxyProtocol.V2).healthCheck(check),
                    backend.address()));
            eventually(
                    "the target is up", () -> fixture.target(backend.address()).health() == ProxyStatus.Health.UP);
            assertThat(seen).containsOnly("LOCAL");
        }
    }
}
