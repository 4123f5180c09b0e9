package io.portolan.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.portolan.spi.NativeCall;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossyProxyTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    /** A server that counts what it is told and says how much that was. */
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer = ("heard " + heard.size()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Heard", body.isEmpty() ? "-" : body);
            // Length 0 is chunked: both framings pass the proxy.
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().equals("/gone") ? 404 : 200,
                    heard.size() % 2 == 0 ? 0 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LossyProxy.Builder proxy() {
        return LossyProxy.to(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private HttpResponse<String> get(LossyProxy proxy, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(proxy.endpoint().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(LossyProxy proxy, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(proxy.endpoint().resolve("/things"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsAskedAndAnsweredPassesUnchanged() throws IOException, InterruptedException {
        try (LossyProxy proxy = proxy().start()) {
            for (int i = 1; i <= 3; i++) {
                HttpResponse<String> answer = post(proxy, "ü" + i);
                assertThat(answer.body()).isEqualTo("heard " + i);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("X-Heard")).isPresent();
            }
            assertThat(get(proxy, "/gone?a=1").statusCode()).isEqualTo(404);
            assertThat(heard)
                    .containsExactly("POST /things ü1", "POST /things ü2", "POST /things ü3", "GET /gone?a=1 ");
            assertThat(proxy.calls()).hasSize(4).extracting(ProxyCall::number).containsExactly(1, 2, 3, 4);
            assertThat(proxy.calls().get(3).call()).isEqualTo(NativeCall.read("GET /gone"));
            assertThat(proxy.calls().get(3).status()).isEqualTo(404);
        }
    }

    @Test
    void aCallThatIsNotSentDoesNotReachTheServer() throws IOException, InterruptedException {
        try (LossyProxy proxy = proxy().faults(FaultPlan.at(1, Fault.NOT_SENT)).start()) {
            assertThatThrownBy(() -> post(proxy, "one")).isInstanceOf(IOException.class);
            assertThat(heard).isEmpty();
            assertThat(post(proxy, "two").body()).isEqualTo("heard 1");
            assertThat(proxy.calls()).extracting(ProxyCall::status).containsExactly(0, 200);
        }
    }

    @Test
    void aCallWhoseAnswerIsLostHasReachedTheServer() throws IOException, InterruptedException {
        try (LossyProxy proxy =
                proxy().faults(FaultPlan.at(1, Fault.ANSWER_LOST)).start()) {
            assertThatThrownBy(() -> post(proxy, "one")).isInstanceOf(IOException.class);
            assertThat(heard).containsExactly("POST /things one");
        }
    }

    @Test
    void throttlingIsAnsweredInTheWordsOfTheServer() throws IOException, InterruptedException {
        try (LossyProxy proxy = proxy().faults(FaultPlan.at(1, Fault.THROTTLED))
                .answer(
                        Fault.THROTTLED,
                        request -> ProxyAnswer.of(503, "slow down, " + request.method())
                                .header("Retry-After", "2"))
                .start()) {
            HttpResponse<String> answer = post(proxy, "one");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("slow down, POST");
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aStaleReadIsAnEarlierAnswerToTheSameReadAndNothingElse() throws IOException, InterruptedException {
        FaultPlan stale = FaultPlan.at(1, Fault.STALE_READ)
                .and(3, Fault.STALE_READ)
                .and(4, Fault.STALE_READ)
                .and(5, Fault.STALE_READ);
        try (LossyProxy proxy = proxy().faults(stale).start()) {
            assertThat(get(proxy, "/list").body()).isEqualTo("heard 1");
            assertThat(post(proxy, "new").body()).isEqualTo("heard 2");
            assertThat(get(proxy, "/list").body()).as("as before the write").isEqualTo("heard 1");
            assertThat(get(proxy, "/list?page=2").body())
                    .as("another read has no earlier answer")
                    .isEqualTo("heard 3");
            assertThat(post(proxy, "new").body()).as("a write is never stale").isEqualTo("heard 4");
            assertThat(get(proxy, "/list").body()).isEqualTo("heard 5");
        }
    }

    @Test
    void anAnswerThatIsTooOldIsNotGivenAgain() throws IOException, InterruptedException {
        try (LossyProxy proxy = proxy().faults(FaultPlan.at(2, Fault.STALE_READ))
                .staleness(Duration.ZERO)
                .start()) {
            get(proxy, "/list");
            assertThat(get(proxy, "/list").body()).isEqualTo("heard 2");
            assertThat(proxy.calls().get(1).fault())
                    .as("what did not happen is not counted")
                    .isEmpty();
        }
    }

    @Test
    void everyCallIsHeldUp() throws IOException, InterruptedException {
        try (LossyProxy proxy = proxy().delay(Duration.ofMillis(50))
                .jitter(Duration.ofMillis(10))
                .start()) {
            get(proxy, "/list");
            get(proxy, "/list");
            assertThat(proxy.calls()).allMatch(call -> call.took().compareTo(Duration.ofMillis(50)) >= 0);
        }
    }

    @Test
    void theSameSeedGivesTheSameNumbersTheSameFaultsUntilItIsQuiet() throws IOException, InterruptedException {
        FaultPlan fifth = FaultPlan.seeded(7, 0.2, Fault.THROTTLED);
        int quietFrom = 100;
        try (LossyProxy proxy = proxy().faults(fifth).start()) {
            for (int i = 1; i <= quietFrom; i++) {
                get(proxy, "/list");
            }
            List<Integer> throttled = proxy.calls().stream()
                    .filter(call -> call.status() == 429)
                    .map(ProxyCall::number)
                    .toList();
            assertThat(throttled)
                    .hasSizeBetween(10, 30)
                    .isEqualTo(IntStream.rangeClosed(1, quietFrom)
                            .filter(i -> fifth.of(i, false).isPresent())
                            .boxed()
                            .toList());
            proxy.quiet();
            proxy.forget();
            for (int i = 0; i < 20; i++) {
                get(proxy, "/list");
            }
            assertThat(proxy.calls()).hasSize(20).allMatch(call -> call.status() == 200);
        }
    }

    @Test
    void callsGoIntoATable(@TempDir Path folder) throws IOException, InterruptedException {
        try (LossyProxy proxy = proxy().faults(FaultPlan.at(2, Fault.THROTTLED))
                .naming(request -> NativeCall.write("things:" + request.body()))
                .start()) {
            post(proxy, "Make");
            post(proxy, "Take");
            proxy.write(folder.resolve("calls.csv"));
        }
        List<String> lines = Files.readAllLines(folder.resolve("calls.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("number,at_ms,call,nature,fault,status,took_ms");
        assertThat(lines.get(1)).matches("1,[0-9.]+,things:Make,write,,200,[0-9.]+");
        assertThat(lines.get(2)).matches("2,[0-9.]+,things:Take,write,THROTTLED,429,[0-9.]+");
    }

    @Test
    void whatIsNoHttpIsCutOffAndCounted() throws IOException {
        try (LossyProxy proxy = proxy().start();
                Socket socket =
                        new Socket(proxy.endpoint().getHost(), proxy.endpoint().getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nno header\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(proxy.aborted()).isEqualTo(1);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aServerThatIsAwayIsABadGateway() throws IOException, InterruptedException {
        try (LossyProxy proxy = proxy().start()) {
            server.stop(0);
            assertThat(get(proxy, "/list").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void onlyRefusalsHaveAnAnswer() {
        LossyProxy.Builder builder = proxy();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.answer(Fault.NOT_SENT, request -> ProxyAnswer.of(500, "")));
        assertThatIllegalArgumentException().isThrownBy(() -> LossyProxy.to(URI.create("https://127.0.0.1")));
    }
}
