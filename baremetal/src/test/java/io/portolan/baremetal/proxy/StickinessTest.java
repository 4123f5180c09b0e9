package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Fixture.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class StickinessTest {
    private final Fixture fixture = new Fixture();
    private Backend one;
    private Backend two;

    @BeforeEach
    void serve() throws Exception {
        one = Backend.answering("one");
        two = Backend.answering("two");
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
        one.close();
        two.close();
    }

    private PoolConfig sticky(StickinessConfig.By by, int weightOfOne, int weightOfTwo) {
        return PoolConfig.builder("a")
                .targets(List.of(
                        new TargetConfig(one.address(), weightOfOne), new TargetConfig(two.address(), weightOfTwo)))
                .stickiness(new StickinessConfig(by, Duration.ofHours(1)))
                .drainTimeout(Duration.ofMillis(300))
                .build();
    }

    private static String get(Wire client, String headers) throws IOException {
        client.send("GET / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
        return client.readMessage();
    }

    private static String body(String message) {
        return message.substring(message.indexOf("\n\n") + 2);
    }

    private static String cookie(String message) {
        String set = Wire.header(message, "set-cookie");
        return set.isEmpty() ? "" : set.substring(0, set.indexOf(';'));
    }

    @Test
    void aCookieBringsAClientBackToItsTarget() throws Exception {
        try (Wire client = Wire.to(fixture.http(sticky(StickinessConfig.By.COOKIE, 1, 1)))) {
            String first = get(client, "");
            assertThat(Wire.header(first, "set-cookie"))
                    .matches("portolan-[0-9a-f]{12}=[0-9a-f]{12}; Path=/; HttpOnly; Max-Age=3600");
            for (int i = 0; i < 5; i++) {
                String next = get(client, "Cookie: a=b; " + cookie(first) + "\r\n");
                assertThat(body(next)).isEqualTo(body(first));
                assertThat(Wire.header(next, "set-cookie")).isEmpty();
            }
            assertThat(Set.of(body(get(client, "")), body(get(client, "")))).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void aCookieOfHttpsIsSecure() throws Exception {
        fixture.apply(
                List.of(FrontendConfig.https(
                        "https",
                        Fixture.any(),
                        new TlsConfig(
                                TlsConfig.Version.TLS_1_2,
                                List.of(TestCertificate.ec("api.shop.example").config())),
                        List.of(Fixture.to("a")))),
                sticky(StickinessConfig.By.COOKIE, 1, 1));
        try (Wire client = TlsClient.to(fixture.address("https"), "api.shop.example")) {
            assertThat(Wire.header(get(client, ""), "set-cookie")).endsWith("; Secure");
        }
    }

    @Test
    void aCookieOfATargetThatIsGoneOrUnknownGetsANewOne() throws Exception {
        try (Wire client = Wire.to(fixture.http(sticky(StickinessConfig.By.COOKIE, 1, 1)))) {
            String first = get(client, "");
            String name = cookie(first).substring(0, cookie(first).indexOf('='));
            assertThat(cookie(get(client, "Cookie: " + name + "=feedfeedfeed\r\n")))
                    .startsWith(name + "=");
            Backend its = body(first).equals("one") ? one : two;
            its.stop();
            String second = get(client, "Cookie: " + cookie(first) + "\r\n");
            assertThat(body(second)).isNotEqualTo(body(first));
            assertThat(cookie(second)).isNotEmpty().isNotEqualTo(cookie(first));
        }
    }

    @Test
    void aDrainingTargetKeepsItsSessionsUntilItsTimeIsOver() throws Exception {
        InetSocketAddress proxy = fixture.http(sticky(StickinessConfig.By.COOKIE, 1, 0));
        try (Wire client = Wire.to(proxy)) {
            String session = cookie(get(client, ""));
            fixture.http(sticky(StickinessConfig.By.COOKIE, 0, 1));
            assertThat(body(get(client, "Cookie: " + session + "\r\n"))).isEqualTo("one");
            assertThat(body(get(client, ""))).isEqualTo("two");
            Eventually.eventually(
                    "the session has moved",
                    () -> body(get(client, "Cookie: " + session + "\r\n")).equals("two"));
        }
    }

    @Test
    void anAddressDecidesTheTargetOnHttpAndTcp() throws Exception {
        InetSocketAddress http = fixture.http(sticky(StickinessConfig.By.CLIENT_IP, 1, 1));
        Set<String> answers = new HashSet<>();
        for (int host = 1; host <= 20; host++) {
            String first = from(host, http);
            assertThat(from(host, http)).isEqualTo(first);
            answers.add(first);
        }
        assertThat(answers).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whenATargetGoesOnlyItsClientsMove() throws Exception {
        InetSocketAddress http = fixture.http(sticky(StickinessConfig.By.CLIENT_IP, 1, 1));
        String[] before = new String[20];
        for (int host = 0; host < before.length; host++) {
            before[host] = from(host + 1, http);
        }
        try (Backend three = Backend.answering("three")) {
            fixture.http(pool(
                    "a",
                    each -> each.stickiness(new StickinessConfig(StickinessConfig.By.CLIENT_IP, Duration.ZERO)),
                    one.address(),
                    two.address(),
                    three.address()));
            for (int host = 0; host < before.length; host++) {
                assertThat(from(host + 1, http)).isIn(before[host], "three");
            }
        }
    }

    private static String from(int host, InetSocketAddress proxy) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress("127.0.1." + host, 0));
            socket.connect(proxy);
            return body(get(new Wire(socket), ""));
        }
    }
}
