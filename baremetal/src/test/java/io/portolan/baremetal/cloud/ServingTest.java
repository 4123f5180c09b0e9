package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.MARK;
import static io.portolan.baremetal.cloud.Requests.all;
import static io.portolan.baremetal.cloud.Requests.balancer;
import static io.portolan.baremetal.cloud.Requests.id;
import static io.portolan.baremetal.cloud.Requests.of;
import static io.portolan.baremetal.cloud.Requests.upsert;
import static io.portolan.baremetal.cloud.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portolan.baremetal.cloud.CloudException.Code;
import io.portolan.baremetal.nameserver.TsigKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

class ServingTest {
    private static final byte[] SECRET = "a shared secret of some length".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private EmbeddedCloud cloud;
    private Serving serving;
    private String zone;

    @BeforeEach
    void start() {
        open();
        zone = id(cloud.call("zone.create", of("dnsName", "shop.example.")));
    }

    private void open() {
        cloud = EmbeddedCloud.open(
                directory,
                CloudOptions.builder()
                        .dnsPort(0)
                        .updateKeys(List.of(TsigKey.of("deploy.", TsigKey.Algorithm.HMAC_SHA256, SECRET)))
                        .build());
        serving = Serving.start(cloud);
    }

    @AfterEach
    void stop() {
        serving.close();
        cloud.close();
    }

    private void change(Object... changes) {
        cloud.call("zone.update", of("id", zone, "changes", List.of(changes)));
    }

    private SimpleResolver resolver() throws IOException {
        return new SimpleResolver(serving.dns());
    }

    private List<String> ask(String name, int type) throws IOException {
        Message question = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
        return resolver().send(question).getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    @Test
    void aChangeIsAnsweredWhenItsCallReturns() throws IOException {
        change(upsert("www.shop.example.", "A", "192.0.2.1"));
        assertThat(ask("www.shop.example.", Type.A)).containsExactly("192.0.2.1");
        change(upsert("www.shop.example.", "A", "192.0.2.2"));
        assertThat(ask("www.shop.example.", Type.A)).containsExactly("192.0.2.2");
        change(of("action", "DELETE", "name", "www.shop.example.", "type", "A"));
        assertThat(ask("www.shop.example.", Type.A)).isEmpty();
    }

    @Test
    void anAliasAnswersWithTheAddressOfItsBalancer() throws IOException {
        int port = freePort();
        Map<String, Object> balancer = cloud.call("balancer.create", balancer(port, "127.0.0.1", 1));
        change(of("name", "shop.example.", "type", "A", "ttl", 1, "alias", of("balancer", id(balancer))));
        assertThat(ask("shop.example.", Type.A)).containsExactly((String) balancer.get("ip"));
    }

    @Test
    void anUpdateOverDnsIsDurableAndKeepsTheMark() throws IOException {
        change(with(upsert("www.shop.example.", "A", "192.0.2.1"), "mark", MARK));
        var update = new Update(Name.fromString("shop.example."));
        update.replace(Name.fromString("www.shop.example."), Type.A, 30, "192.0.2.9");
        update.add(Name.fromString("new.shop.example."), Type.TXT, 30, "hello");
        SimpleResolver resolver = resolver();
        resolver.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, Name.fromString("deploy."), SECRET));
        assertThat(resolver.send(update).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("www.shop.example.", Type.A)).containsExactly("192.0.2.9");
        stop();
        open();
        assertThat(ask("new.shop.example.", Type.TXT)).containsExactly("hello");
        assertThat(all(cloud, "records.list"))
                .filteredOn(set -> "www.shop.example.".equals(set.get("name")))
                .singleElement()
                .satisfies(set -> assertThat(set)
                        .containsEntry("mark", MARK)
                        .containsEntry("values", List.of("192.0.2.9"))
                        .containsEntry("ttl", 30L));
    }

    @Test
    void aRefusedUpdateChangesNothing() throws IOException {
        var update = new Update(Name.fromString("shop.example."));
        update.add(Name.fromString("new.shop.example."), Type.TXT, 30, "hello");
        assertThat(resolver().send(update).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(all(cloud, "records.list")).isEmpty();
    }

    @Test
    void aBalancerWhoseAddressIsTakenIsRefusedAndLeavesNothing() throws IOException {
        Map<String, Object> address = cloud.call("address.reserve", of("name", "web"));
        Map<String, Object> request;
        try (var blocker = new ServerSocket(0, 1, InetAddress.getByName((String) address.get("ip")))) {
            request = with(balancer(blocker.getLocalPort(), "127.0.0.1", 1), "address", id(address), "token", "t");
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> cloud.call("balancer.create", request))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.ADDRESS_TAKEN));
            assertThat(all(cloud, "balancer.list")).isEmpty();
        }
        assertThat(cloud.call("balancer.create", request)).containsKey("id");
    }

    @Test
    void servingBeginsWithWhatItCanAndNamesTheRest() throws IOException {
        Map<String, Object> address = cloud.call("address.reserve", of("name", "web"));
        InetAddress ip = InetAddress.getByName((String) address.get("ip"));
        serving.close();
        try (var blocker = new ServerSocket(0, 1, ip)) {
            cloud.call(
                    "balancer.create", with(balancer(blocker.getLocalPort(), "127.0.0.1", 1), "address", id(address)));
            serving = Serving.start(cloud);
            assertThat(serving.problems()).singleElement().asString().contains(ip.getHostAddress());
            change(upsert("www.shop.example.", "A", "192.0.2.1"));
            assertThat(ask("www.shop.example.", Type.A)).containsExactly("192.0.2.1");
        }
        change(upsert("www.shop.example.", "A", "192.0.2.2"));
        cloud.call("address.reserve", of("name", "other"));
        assertThat(serving.problems()).isEmpty();
    }

    private static String ask(String at) throws IOException {
        String[] place = at.split(":");
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(place[0], Integer.parseInt(place[1])), 5000);
            socket.setSoTimeout(5000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String endpoint(Map<String, Object> balancer) {
        return String.valueOf(Json.objects(balancer.get("endpoints")).get(0).get("at"));
    }

    @Test
    void aFirewallShutsOutWhatNoRuleAllows() throws IOException {
        try (var target = new OneWord("hello")) {
            int port = freePort();
            Map<String, Object> rule = of("protocol", "TCP", "cidrs", List.of("0.0.0.0/0"));
            String firewall = id(cloud.call("firewall.create", of("name", "edge", "ingress", List.of(rule))));
            Map<String, Object> balancer =
                    cloud.call("balancer.create", with(target.balancer(port), "firewalls", List.of(firewall)));
            assertThat(ask(endpoint(balancer))).isEqualTo("hello");
            cloud.call("firewall.update", of("id", firewall, "set", of("ingress", List.of())));
            assertThat(ask(endpoint(balancer))).isEmpty();
            Map<String, Object> other = with(rule, "ports", List.of(of("from", port + 1, "to", port + 9)));
            cloud.call("firewall.update", of("id", firewall, "set", of("ingress", List.of(other))));
            assertThat(ask(endpoint(balancer))).isEmpty();
            Map<String, Object> local = with(rule, "cidrs", List.of("127.0.0.0/8"));
            cloud.call("firewall.update", of("id", firewall, "set", of("ingress", List.of(local))));
            assertThat(ask(endpoint(balancer))).isEqualTo("hello");
            cloud.call("balancer.update", of("id", id(balancer), "set", of("sourceRanges", List.of("192.0.2.0/24"))));
            assertThat(ask(endpoint(balancer))).isEmpty();
        }
    }

    @Test
    void listenersThatDifferInTheirFirewallSharePoolsAndChecks() throws IOException {
        try (var target = new OneWord("hello")) {
            int open = freePort();
            Map<String, Object> request = target.balancer(open);
            Map<String, Object> listener =
                    Json.objects(request.get("listeners")).get(0);
            Map<String, Object> rule = of(
                    "protocol", "TCP", "cidrs", List.of("0.0.0.0/0"), "ports", List.of(of("from", open, "to", open)));
            String firewall = id(cloud.call("firewall.create", of("name", "edge", "ingress", List.of(rule))));
            Map<String, Object> balancer = cloud.call(
                    "balancer.create",
                    with(
                            with(request, "firewalls", List.of(firewall)),
                            "listeners",
                            List.of(listener, with(listener, "port", freePort()))));
            List<String> places = Json.objects(balancer.get("endpoints")).stream()
                    .map(endpoint -> Json.text(endpoint, "at"))
                    .toList();
            assertThat(ask(places.get(0))).isEqualTo("hello");
            assertThat(ask(places.get(1))).isEmpty();
            assertThat(serving.proxyStatus().balancers()).singleElement().satisfies(served -> {
                assertThat(served.frontends()).hasSize(2);
                assertThat(served.pools()).hasSize(1);
            });
        }
    }

    @Test
    void whatWasServedIsServedAgainAfterARestart() throws IOException {
        try (var target = new OneWord("hello")) {
            Map<String, Object> balancer = cloud.call("balancer.create", target.balancer(freePort()));
            stop();
            open();
            assertThat(serving.problems()).isEmpty();
            assertThat(ask(endpoint(balancer))).isEqualTo("hello");
        }
    }

    @Test
    void whereAllAddressesAreOneEveryListenerHasItsPort(@TempDir Path shared) throws IOException {
        int firstPort;
        try (var socket = new ServerSocket(0)) {
            firstPort = socket.getLocalPort();
        }
        var options = CloudOptions.builder()
                .addresses(CloudOptions.Addresses.SHARED)
                .firstPort(firstPort)
                .dnsPort(0)
                .build();
        try (var target = new OneWord("hello");
                var small = EmbeddedCloud.open(shared, options);
                var served = Serving.start(small)) {
            Map<String, Object> balancer = small.call("balancer.create", target.balancer(80));
            assertThat(endpoint(balancer)).isEqualTo("127.0.0.1:" + firstPort);
            assertThat(ask(endpoint(balancer))).isEqualTo("hello");
            assertThat(served.problems()).isEmpty();
        }
    }

    /** A target that says one word to everybody and hangs up. */
    private static final class OneWord implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final String word;

        OneWord(String word) throws IOException {
            this.word = word;
            var thread = new Thread(this::serve, "one-word");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The test is over, or its client has gone: the next one comes or none does.
                    Thread.onSpinWait();
                }
            }
        }

        Map<String, Object> balancer(int port) {
            return Requests.balancer(port, "127.0.0.1", server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void aCloudIsServedOnce() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> Serving.start(cloud))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
        assertThat(cloud.call("cloud.describe", Map.of())).containsEntry("served", true);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.20.0.2"))) {
            return socket.getLocalPort();
        }
    }
}
