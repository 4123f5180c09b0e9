package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Fixture.any;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static io.portolan.baremetal.proxy.Fixture.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class TlsTest {
    private static final TestCertificate SHOP = TestCertificate.rsa("shop.example", "*.shop.example");
    private static final TestCertificate API = TestCertificate.ec("api.shop.example");

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private InetSocketAddress https(PoolConfig pool, TlsConfig.Version version, TestCertificate... certificates)
            throws BindFailedException {
        fixture.apply(
                List.of(FrontendConfig.https("https", any(), tls(version, certificates), List.of(to(pool.name())))),
                pool);
        return fixture.address("https");
    }

    private static TlsConfig tls(TlsConfig.Version version, TestCertificate... certificates) {
        return new TlsConfig(
                version, Stream.of(certificates).map(TestCertificate::config).toList());
    }

    @Test
    void httpsIsEndedHereAndTheTargetIsToldSo() throws Exception {
        try (Backend backend = Backend.start(HttpSession.answering(HttpSession.Request::head))) {
            InetSocketAddress proxy = https(pool("a", backend.address()), TlsConfig.Version.TLS_1_2, SHOP);
            for (String version : List.of("TLSv1.2", "TLSv1.3")) {
                try (Wire client = TlsClient.to(proxy, "shop.example", version)) {
                    for (int i = 0; i < 2; i++) {
                        client.send("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
                        assertThat(Wire.header(client.readMessage(), "x-forwarded-proto"))
                                .isEqualTo("https");
                    }
                }
            }
        }
    }

    @Test
    void theNameAskedForChoosesTheCertificate() throws Exception {
        InetSocketAddress proxy = https(pool("a"), TlsConfig.Version.TLS_1_2, SHOP, API);
        assertThat(TlsClient.shownTo(proxy, "shop.example")).isEqualTo(SHOP.certificate());
        assertThat(TlsClient.shownTo(proxy, "api.shop.example")).isEqualTo(API.certificate());
        assertThat(TlsClient.shownTo(proxy, "www.shop.example")).isEqualTo(SHOP.certificate());
        assertThat(TlsClient.shownTo(proxy, "elsewhere.example")).isEqualTo(SHOP.certificate());
        assertThat(TlsClient.shownTo(proxy, "")).isEqualTo(SHOP.certificate());
    }

    @Test
    void anOlderVersionThanTheMinimumIsRefused() throws Exception {
        InetSocketAddress proxy = https(pool("a"), TlsConfig.Version.TLS_1_3, SHOP);
        assertThatThrownBy(() -> TlsClient.to(proxy, "shop.example", "TLSv1.2")).isInstanceOf(SSLException.class);
        try (Wire client = TlsClient.to(proxy, "shop.example")) {
            assertThat(((SSLSocket) client.socket()).getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aNewCertificateServesNewHandshakesAndLeavesTheOldConnections() throws Exception {
        TestCertificate renewed = TestCertificate.renewed("shop.example");
        try (Backend backend = Backend.answering("hello")) {
            PoolConfig pool = pool("a", backend.address());
            InetSocketAddress proxy = https(pool, TlsConfig.Version.TLS_1_2, SHOP);
            try (Wire established = TlsClient.to(proxy, "shop.example")) {
                assertThat(TlsClient.shown(established)).isEqualTo(SHOP.certificate());
                https(pool, TlsConfig.Version.TLS_1_2, renewed);
                assertThat(fixture.address("https")).isEqualTo(proxy);
                established.send("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
                assertThat(established.readMessage()).endsWith("hello").doesNotContainIgnoringCase("connection: close");
                assertThat(TlsClient.shownTo(proxy, "shop.example")).isEqualTo(renewed.certificate());
            }
        }
    }

    @Test
    void tlsInFrontOfTcpCarriesBytesAndTheEndOfEachHalf() throws Exception {
        try (Backend backend = Backend.start(wire -> wire.send(wire.readAll() + " back"))) {
            try (Wire client = TlsClient.to(tls(backend), "api.shop.example", "TLSv1.3")) {
                client.send("hello");
                client.endOutput();
                assertThat(client.readAll()).isEqualTo("hello back");
            }
        }
    }

    @Test
    void tls12InFrontOfTcpCarriesBytes() throws Exception {
        try (Backend backend = Backend.start(wire -> wire.send(wire.readText(5) + " back"))) {
            try (Wire client = TlsClient.to(tls(backend), "api.shop.example", "TLSv1.2")) {
                client.send("hello");
                assertThat(client.readAll()).isEqualTo("hello back");
            }
        }
    }

    private InetSocketAddress tls(Backend backend) throws BindFailedException {
        fixture.apply(
                List.of(FrontendConfig.tls("tls", any(), tls(TlsConfig.Version.TLS_1_2, API), ForwardAction.to("a"))),
                pool("a", backend.address()));
        return fixture.address("tls");
    }

    @Test
    void whatIsNotTlsIsClosed() throws Exception {
        InetSocketAddress proxy = https(pool("a"), TlsConfig.Version.TLS_1_2, SHOP);
        try (Wire client = Wire.to(proxy)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            // A TLS alert may come first.
            client.readAll();
        }
        try (Wire client = TlsClient.to(proxy, "shop.example")) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readMessage()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefusedWithoutShowingIt() {
        CertificateConfig mixed = new CertificateConfig(
                SHOP.config().chain(),
                TestCertificate.rsa("other.example").config().privateKey());
        TlsConfig tls = new TlsConfig(
                TlsConfig.Version.TLS_1_2,
                List.of(
                        mixed,
                        new CertificateConfig("", SHOP.config().privateKey()),
                        new CertificateConfig(SHOP.config().chain(), "")));
        assertThatThrownBy(
                        () -> fixture.apply(List.of(FrontendConfig.https("https", any(), tls, List.of())), pool("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frontend https, certificate 1: the private key does not belong")
                .hasMessageContaining("certificate 2: the chain has no block")
                .hasMessageContaining("certificate 3: the private key has no block")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MII"));
        assertThat(mixed.toString()).doesNotContain("MII");
    }
}
