package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.DnsClient.values;
import static io.portolan.baremetal.nameserver.Zones.TTL;
import static io.portolan.baremetal.nameserver.Zones.config;
import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.portolan.baremetal.nameserver.DnsHealthCheck.Protocol;
import io.portolan.baremetal.nameserver.RecordSetData.Choice;
import io.portolan.baremetal.nameserver.ServerStatus.ChoiceHealth;
import io.portolan.baremetal.nameserver.ServerStatus.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Type;

/** Weighted and failover sets, and the health checks that they follow. */
class ChoicesTest {
    private static final String POOL = "pool.example.test.";

    private final NameServer server = Zones.server().seed(11).start();
    private final DnsClient client = new DnsClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void weightedChoicesAreDrawnInProportionAndWholly() throws IOException {
        serve(weighted(
                choice("a", 3, "192.0.2.1", "192.0.2.2"), choice("b", 1, "192.0.2.3"), choice("c", 0, "192.0.2.4")));

        Map<List<String>, Integer> drawn = draw(2_000);
        assertThat(drawn).containsOnlyKeys(List.of("A 192.0.2.1", "A 192.0.2.2"), List.of("A 192.0.2.3"));
        assertThat(drawn)
                .hasEntrySatisfying(
                        List.of("A 192.0.2.3"),
                        count -> assertThat(count / 2_000.0).isCloseTo(0.25, within(0.04)));
    }

    @Test
    void theSameSeedDrawsTheSame() throws IOException {
        RecordSetData set = weighted(choice("a", 1, "192.0.2.1"), choice("b", 1, "192.0.2.2"));
        List<List<List<String>>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (NameServer seeded = Zones.server().seed(5).start()) {
                seeded.replace(config(zone("example.test.", set)));
                DnsClient asking = new DnsClient(seeded);
                List<List<String>> run = new ArrayList<>();
                for (int j = 0; j < 40; j++) {
                    run.add(values(asking.ask(POOL, Type.A)));
                }
                runs.add(run);
            }
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).hasSize(40);
    }

    @Test
    void whereAllWeightsAreZeroAllAreDrawnAlike() throws IOException {
        serve(weighted(choice("a", 0, "192.0.2.1"), choice("b", 0, "192.0.2.2")));

        Map<List<String>, Integer> drawn = draw(400);
        assertThat(drawn).hasSize(2);
        assertThat(drawn.values()).allMatch(count -> count > 140);
    }

    @Test
    void aChoiceWhoseTargetStopsLeavesAndComesBack() throws IOException {
        try (ServerSocket steady = listen(0)) {
            ServerSocket failing = listen(0);
            int port = failing.getLocalPort();
            serve(weighted(
                    choice("a", 1, "192.0.2.1", tcp(steady.getLocalPort())), choice("b", 1, "192.0.2.2", tcp(port))));
            awaitHealth("a", Health.HEALTHY);
            awaitHealth("b", Health.HEALTHY);
            assertThat(draw(60)).hasSize(2);

            failing.close();
            awaitHealth("b", Health.UNHEALTHY);
            assertThat(draw(60)).containsOnlyKeys(List.of("A 192.0.2.1"));
            assertThat(health("b").checks().get(0).last()).isEqualTo("connection refused");

            try (ServerSocket again = listen(port)) {
                awaitHealth("b", Health.HEALTHY);
                assertThat(draw(60)).hasSize(2);
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    @Test
    void whereNothingIsHealthyAllCountAsHealthy() throws IOException {
        int dead = deadPort();
        serve(weighted(choice("a", 1, "192.0.2.1", tcp(dead)), choice("b", 1, "192.0.2.2", tcp(dead))));
        awaitHealth("a", Health.UNHEALTHY);

        assertThat(draw(60)).hasSize(2);
    }

    @Test
    void healthyChoicesOfWeightZeroAreDrawnWhereNothingElseIsHealthy() throws IOException {
        serve(weighted(choice("a", 5, "192.0.2.1", tcp(deadPort())), choice("b", 0, "192.0.2.2")));
        awaitHealth("a", Health.UNHEALTHY);

        assertThat(draw(20)).containsOnlyKeys(List.of("A 192.0.2.2"));
    }

    @Test
    void failoverAnswersTheFirstHealthyChoice() throws IOException {
        ServerSocket main = listen(0);
        int port = main.getLocalPort();
        serve(failover(choice("main", 1, "192.0.2.1", tcp(port)), choice("spare", 1, "192.0.2.2", tcp(port))));
        awaitHealth("main", Health.HEALTHY);
        assertThat(draw(10)).containsOnlyKeys(List.of("A 192.0.2.1"));
        main.close();

        serve(failover(choice("main", 1, "192.0.2.1", tcp(deadPort())), choice("spare", 1, "192.0.2.2")));
        awaitHealth("main", Health.UNHEALTHY);
        assertThat(draw(10)).containsOnlyKeys(List.of("A 192.0.2.2"));

        int dead = deadPort();
        serve(failover(choice("main", 1, "192.0.2.1", tcp(dead)), choice("spare", 1, "192.0.2.2", tcp(dead))));
        awaitHealth("spare", Health.UNHEALTHY);
        assertThat(draw(10)).containsOnlyKeys(List.of("A 192.0.2.1"));
    }

    @Test
    void aChoiceIsUnknownAndAnsweredUntilItsThreshold() throws IOException {
        DnsHealthCheck patient = DnsHealthCheck.builder(Protocol.TCP, "127.0.0.1", deadPort())
                .interval(Duration.ofMillis(50))
                .unhealthyThreshold(1_000)
                .build();
        serve(failover(choice("main", 1, "192.0.2.1", patient), choice("spare", 1, "192.0.2.2")));
        Conditions.await(() -> health("main").checks().get(0).last().equals("connection refused"));

        assertThat(health("main").health()).isEqualTo(Health.UNKNOWN);
        assertThat(draw(5)).containsOnlyKeys(List.of("A 192.0.2.1"));
    }

    @Test
    void weightedAliasesAreFollowedToWhatWasDrawn() throws IOException {
        server.replace(config(zone(
                "example.test.",
                set("a.example.test.", "A", "192.0.2.1"),
                set("b.example.test.", "A", "192.0.2.2"),
                RecordSetData.weighted(
                        POOL,
                        "CNAME",
                        TTL,
                        List.of(choice("a", 1, "a.example.test."), choice("b", 1, "b.example.test."))))));

        assertThat(draw(60))
                .containsOnlyKeys(
                        List.of("A 192.0.2.1", "CNAME a.example.test."),
                        List.of("A 192.0.2.2", "CNAME b.example.test."));
    }

    @Test
    void healthOutlivesAReplaceAndAChangedCheckBeginsAnew() throws IOException {
        int dead = deadPort();
        serve(failover(choice("main", 1, "192.0.2.1", tcp(dead)), choice("spare", 1, "192.0.2.2")));
        awaitHealth("main", Health.UNHEALTHY);

        serve(failover(choice("main", 1, "192.0.2.7", tcp(dead)), choice("spare", 1, "192.0.2.8")));
        assertThat(health("main").health()).isEqualTo(Health.UNHEALTHY);
        assertThat(draw(5)).containsOnlyKeys(List.of("A 192.0.2.8"));

        DnsHealthCheck changed = DnsHealthCheck.builder(Protocol.TCP, "127.0.0.1", dead)
                .interval(Duration.ofMinutes(1))
                .build();
        serve(failover(choice("main", 1, "192.0.2.7", changed), choice("spare", 1, "192.0.2.8")));
        assertThat(health("main").health()).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void checksThatAreNoLongerWantedStop() throws IOException {
        AtomicInteger probes = new AtomicInteger();
        HttpServer target = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        target.createContext("/", exchange -> {
            probes.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        target.start();
        try {
            serve(failover(
                    choice("main", 1, "192.0.2.1", http(target.getAddress().getPort(), "/"))));
            Conditions.await(() -> probes.get() >= 2);
            server.replace(ServerConfig.EMPTY);
            List<Integer> seen = new ArrayList<>();
            Conditions.await(() -> {
                seen.add(probes.get());
                return seen.size() > 60 && seen.get(seen.size() - 1).equals(seen.get(seen.size() - 60));
            });
        } finally {
            target.stop(0);
        }
    }

    @Test
    void httpChecksReadTheStatusAndSayTheHostName() throws IOException {
        AtomicInteger status = new AtomicInteger(204);
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer target = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        target.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        target.start();
        try {
            serve(failover(
                    choice("main", 1, "192.0.2.1", http(target.getAddress().getPort(), "/ready?x=1"))));
            awaitHealth("main", Health.HEALTHY);
            assertThat(asked).contains("www.example.test/ready?x=1");
            assertThat(health("main").checks().get(0).last()).isEqualTo("status 204");

            status.set(503);
            awaitHealth("main", Health.UNHEALTHY);
            assertThat(health("main").checks().get(0).last()).isEqualTo("status 503");
            status.set(302);
            awaitHealth("main", Health.HEALTHY);
        } finally {
            target.stop(0);
        }
    }

    @Test
    void aTargetThatAcceptsAndSaysNothingFailsByTimeout() throws IOException {
        try (ServerSocket silent = listen(0)) {
            serve(failover(choice("main", 1, "192.0.2.1", http(silent.getLocalPort(), "/"))));
            awaitHealth("main", Health.UNHEALTHY);
            assertThat(health("main").checks().get(0).last()).isEqualTo("no answer in 200 ms");
        }
    }

    @Test
    void httpsChecksSendTheNameAndDoNotVerify(@TempDir Path folder) throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        HttpsServer target = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        target.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
        target.createContext("/", exchange -> {
            ExtendedSSLSession session =
                    (ExtendedSSLSession) ((com.sun.net.httpserver.HttpsExchange) exchange).getSSLSession();
            session.getRequestedServerNames().forEach(name -> names.add(new String(name.getEncoded())));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        target.start();
        try {
            DnsHealthCheck check = DnsHealthCheck.builder(
                            Protocol.HTTPS, "127.0.0.1", target.getAddress().getPort())
                    .hostName("www.example.test.")
                    .interval(Duration.ofMillis(50))
                    .healthyThreshold(1)
                    .build();
            serve(failover(choice("main", 1, "192.0.2.1", check)));
            awaitHealth("main", Health.HEALTHY);
            assertThat(names).contains("www.example.test");
        } finally {
            target.stop(0);
        }
    }

    @Test
    void checksWithoutSenseAreRefusedWhenTheyAreBuilt() {
        assertThatThrownBy(() -> DnsHealthCheck.builder(Protocol.TCP, "web.example.test", 80))
                .hasMessageContaining("not an IP address");
        assertThatThrownBy(() -> DnsHealthCheck.builder(Protocol.TCP, "127.0.0.1", 0))
                .hasMessageContaining("port 0");
        DnsHealthCheck.Builder builder = DnsHealthCheck.builder(Protocol.HTTP, "::1", 80);
        assertThatThrownBy(() -> builder.interval(Duration.ofMillis(49))).hasMessageContaining("50 ms");
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> builder.path("ready")).hasMessageContaining("does not begin with /");
        assertThatThrownBy(() -> builder.healthyThreshold(0)).hasMessageContaining("healthyThreshold");
        assertThatThrownBy(() -> builder.unhealthyThreshold(0)).hasMessageContaining("unhealthyThreshold");
    }

    private void serve(RecordSetData set) {
        server.replace(config(zone("example.test.", set)));
    }

    private Map<List<String>, Integer> draw(int times) throws IOException {
        Map<List<String>, Integer> drawn = new HashMap<>();
        for (int i = 0; i < times; i++) {
            drawn.merge(values(client.ask(POOL, Type.A)), 1, Integer::sum);
        }
        return drawn;
    }

    private ChoiceHealth health(String choice) {
        return server.status().health().stream()
                .filter(each -> each.choice().equals(choice))
                .findAny()
                .orElseThrow();
    }

    private void awaitHealth(String choice, Health health) {
        Conditions.await(() -> health(choice).health() == health);
    }

    private static RecordSetData weighted(Choice... choices) {
        return RecordSetData.weighted(POOL, "A", TTL, List.of(choices));
    }

    private static RecordSetData failover(Choice... choices) {
        return RecordSetData.failover(POOL, "A", TTL, List.of(choices));
    }

    private static Choice choice(String id, int weight, String... values) {
        return new Choice(id, weight, List.of(values), List.of());
    }

    private static Choice choice(String id, int weight, String value, DnsHealthCheck check) {
        return new Choice(id, weight, List.of(value), List.of(check));
    }

    private static DnsHealthCheck tcp(int port) {
        return quick(DnsHealthCheck.builder(Protocol.TCP, "127.0.0.1", port));
    }

    private static DnsHealthCheck http(int port, String path) {
        return quick(DnsHealthCheck.builder(Protocol.HTTP, "127.0.0.1", port)
                .path(path)
                .hostName("www.example.test"));
    }

    private static DnsHealthCheck quick(DnsHealthCheck.Builder builder) {
        return builder.interval(Duration.ofMillis(50))
                .timeout(Duration.ofMillis(200))
                .healthyThreshold(1)
                .unhealthyThreshold(2)
                .build();
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return socket;
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort();
        }
    }

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=nobody",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(Files.newInputStream(store), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
