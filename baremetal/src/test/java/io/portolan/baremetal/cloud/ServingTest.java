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
import java.net.ServerSocket;
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
