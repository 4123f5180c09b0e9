package io.portolan.baremetal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.baremetal.cloud.CloudOptions;
import io.portolan.baremetal.cloud.EmbeddedCloud;
import io.portolan.baremetal.cloud.PemPair;
import io.portolan.baremetal.cloud.Serving;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The shop with real traffic: served here, planned and applied over the socket, as another process would. */
class ServedShopTest {
    /** Of this test alone, so that whatever else runs on the machine is elsewhere. */
    private static final String RANGE = "127.77.0.0/16";

    private static final PlanOptions OPTIONS = PlanOptions.standard().acceptDegraded();

    @TempDir
    Path directory;

    private final List<HttpServer> backends = new ArrayList<>();
    private EmbeddedCloud cloud;
    private Serving serving;
    private Portolan portolan;
    private Shop shop;
    private int offset;

    @BeforeEach
    void start() throws Exception {
        PemPair pem = PemPair.selfSigned(directory, "shop.example", "EC");
        shop = new Shop(Certificate.pem(pem.certificate(), Secret.of(pem.privateKey())));
        shop.next = 0;
        offset = freePort() - 443;
        backend("127.77.1.10", 8080, "red");
        backend("127.77.2.10", 8080, "green");
        backend("127.77.1.20", 8080, "blue");
        backend("127.77.1.30", 8081, "api");
        cloud = EmbeddedCloud.open(
                directory.resolve("embedded"),
                CloudOptions.builder()
                        .portOffset(offset)
                        .range(RANGE)
                        .dnsPort(0)
                        .build());
        serving = Serving.start(cloud);
        portolan = Portolan.builder()
                .provider(
                        "embedded",
                        "embedded",
                        config -> config.set(EmbeddedProviderFactory.PORT_OFFSET, offset)
                                .set(EmbeddedProviderFactory.RANGE, RANGE))
                .data(directory)
                .build();
    }

    @AfterEach
    void stop() {
        portolan.close();
        serving.close();
        cloud.close();
        backends.forEach(server -> server.stop(0));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.77.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void backend(String ip, int port, String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(ip, port), 0);
        server.createContext("/", exchange -> {
            byte[] body = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        backends.add(server);
    }

    private void apply() {
        Plan plan = portolan.plan(shop.stack(), OPTIONS);
        assertThat(plan.refusals()).isEmpty();
        Outcome outcome = portolan.apply(plan);
        assertThat(outcome.failures()).isEmpty();
        assertThat(portolan.plan(shop.stack(), OPTIONS).steps()).isEmpty();
    }

    private String resolve(String name) throws IOException {
        Message question = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN));
        Record answer = new SimpleResolver(serving.dns())
                .send(question)
                .getSection(Section.ANSWER)
                .get(0);
        return ((ARecord) answer).getAddress().getHostAddress();
    }

    private String get(String path) throws Exception {
        var client = HttpClient.newBuilder()
                .sslContext(Trusting.context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        URI uri = URI.create("https://" + resolve("www.shop.example.") + ":" + (443 + offset) + path);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private Map<String, Integer> spread(int requests) throws Exception {
        Map<String, Integer> spread = new TreeMap<>();
        for (int i = 0; i < requests; i++) {
            spread.merge(get("/"), 1, Integer::sum);
        }
        return spread;
    }

    @Test
    void requestsReachTheBackendsThatTheStackNames() throws Exception {
        apply();
        assertThat(spread(8)).containsOnlyKeys("200 red", "200 green");
        assertThat(get("/api/x")).isEqualTo("200 api");

        Key web = Key.of(LoadBalancer.KIND, "web");
        assertThat(portolan.status("embedded", shop.stack()).health())
                .hasEntrySatisfying(web, health -> assertThat(health.parts()).hasSize(4));
    }

    @Test
    void aChangeUnderLoadFailsNoRequest() throws Exception {
        apply();
        var stop = new AtomicBoolean();
        CompletableFuture<Map<String, Integer>> load = CompletableFuture.supplyAsync(() -> {
            Map<String, Integer> answers = new TreeMap<>();
            while (!stop.get()) {
                try {
                    answers.merge(get("/"), 1, Integer::sum);
                } catch (Exception e) {
                    answers.merge("failed: " + e, 1, Integer::sum);
                }
            }
            return answers;
        });
        shop.next = 100;
        apply();
        assertThat(spread(4)).containsOnlyKeys("200 blue");
        shop.next = 0;
        apply();
        stop.set(true);
        assertThat(load.get().keySet()).isSubsetOf("200 red", "200 green", "200 blue");
    }

    @Test
    void whatIsDestroyedIsNotServedAnyMore() throws Exception {
        shop.ttl = Duration.ZERO;
        apply();
        String ip = resolve("www.shop.example.");
        Plan plan = portolan.plan(shop.stack(), OPTIONS.destroy());
        assertThat(portolan.apply(plan).failures()).isEmpty();
        try (var socket = new ServerSocket(443 + offset, 1, InetAddress.getByName(ip))) {
            assertThat(socket.isBound()).isTrue();
        }
        assertThat(serving.dnsStatus().serials()).isEmpty();
    }
}
