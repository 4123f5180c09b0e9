package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.DnsClient.query;
import static io.portolan.baremetal.nameserver.DnsClient.values;
import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.baremetal.nameserver.DnsClient.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** Datagrams, EDNS, truncation and connections (RFC 1035, 6891, 7766), and what must not bring a server down. */
class TransportTest {
    private final ZoneData zone = zone(
            "example.test.",
            set("www.example.test.", "A", "192.0.2.1"),
            set("many.example.test.", "A", addresses(60)),
            set("most.example.test.", "A", addresses(250)),
            set("large.example.test.", "TXT", "\"" + "x".repeat(200) + "\" \"" + "y".repeat(200) + "\" \"z\""));
    private NameServer server;
    private DnsClient client;

    @BeforeEach
    void serve() {
        restart(Zones.server());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneSystemPortIsUsedForUdpAndTcp() throws IOException {
        assertThat(server.status().address().getPort()).isPositive();
        assertThat(values(client.ask("www.example.test.", Type.A))).containsExactly("A 192.0.2.1");
        assertThat(values(client.tcp(query("www.example.test.", Type.A)))).containsExactly("A 192.0.2.1");
    }

    @Test
    void withoutEdnsAnAnswerOver512BytesIsCutAndComesWholeOverTcp() throws IOException {
        byte[] wire = client.udp(query("many.example.test.", Type.A).toWire());
        Message cut = new Message(wire);

        assertThat(wire).hasSizeLessThanOrEqualTo(512);
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(cut.getSection(Section.ANSWER)).isEmpty();
        assertThat(cut.getOPT()).isNull();
        assertThat(client.tcp(query("many.example.test.", Type.A)).getSection(Section.ANSWER))
                .hasSize(60);
    }

    @Test
    void anAnswerIsNeverLargerThanTheClientAllows() throws IOException {
        for (int size : new int[] {0, 511, 512, 600, 1000, 1011, 1012, 1232, 4096, 65_535}) {
            for (String name : List.of("many.example.test.", "most.example.test.", "large.example.test.")) {
                Message request = query(name, name.startsWith("large") ? Type.TXT : Type.A);
                request.addRecord(new OPTRecord(size, 0, 0), Section.ADDITIONAL);
                byte[] wire = client.udp(request.toWire());
                Message answer = new Message(wire);

                assertThat(wire.length).as(name + size).isLessThanOrEqualTo(Math.max(512, Math.min(size, 1232)));
                boolean cut = answer.getHeader().getFlag(Flags.TC);
                assertThat(answer.getSection(Section.ANSWER).isEmpty()).isEqualTo(cut);
                assertThat(answer.getOPT().getPayloadSize()).isEqualTo(1232);
            }
        }
        Message fits = query("many.example.test.", Type.A);
        fits.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        assertThat(client.udp(fits).getSection(Section.ANSWER)).hasSize(60);
    }

    @Test
    void aResolverFallsBackToTcpByItself() throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.status().address());
        resolver.setTimeout(Duration.ofSeconds(5));
        assertThat(resolver.send(query("most.example.test.", Type.A)).getSection(Section.ANSWER))
                .hasSize(250);
    }

    @Test
    void ednsIsAnsweredWithVersionZeroAndNothingUnknown() throws IOException {
        Message request = query("www.example.test.", Type.A);
        request.addRecord(
                new OPTRecord(4096, 0, 0, ExtendedFlags.DO | 0x40, new GenericEDNSOption(65_001, new byte[] {1, 2})),
                Section.ADDITIONAL);
        OPTRecord answer = client.udp(request).getOPT();

        assertThat(answer.getVersion()).isZero();
        assertThat(answer.getFlags()).isEqualTo(ExtendedFlags.DO);
        assertThat(answer.getOptions()).isEmpty();
        assertThat(client.ask("www.example.test.", Type.A).getOPT()).isNull();
    }

    @Test
    void aHigherEdnsVersionIsBadvers() throws IOException {
        Message request = query("www.example.test.", Type.A);
        request.addRecord(new OPTRecord(4096, 0, 1), Section.ADDITIONAL);
        Message answer = client.udp(request);

        assertThat(answer.getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(answer.getOPT().getVersion()).isZero();
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void malformedRequestsAreFormerr() throws IOException {
        byte[] good = query("www.example.test.", Type.A).toWire();
        byte[] pointer = good.clone();
        pointer[Query.HEADER] = (byte) 0xC0;
        byte[] noQuestion = Arrays.copyOf(good, Query.HEADER);
        noQuestion[5] = 0;
        byte[] twoQuestions = good.clone();
        twoQuestions[5] = 2;
        byte[] anAnswer = good.clone();
        anAnswer[7] = 1;
        Message twoOpts = query("www.example.test.", Type.A);
        twoOpts.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        twoOpts.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);

        for (byte[] bad : List.of(
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1),
                Arrays.copyOf(good, Query.HEADER),
                pointer,
                noQuestion,
                twoQuestions,
                anAnswer,
                twoOpts.toWire())) {
            Message answer = new Message(client.udp(bad));
            assertThat(answer.getRcode()).isEqualTo(Rcode.FORMERR);
            assertThat(answer.getHeader().getID()).isEqualTo((bad[0] & 0xFF) << 8 | bad[1] & 0xFF);
        }
        for (int type : new int[] {Type.OPT, Type.TSIG, Type.TKEY}) {
            byte[] meta = query("www.example.test.", Type.A).toWire();
            meta[meta.length - 3] = (byte) type;
            assertThat(new Message(client.udp(meta)).getRcode()).isEqualTo(Rcode.FORMERR);
        }
    }

    @Test
    void answersAndScrapsAreNotAnswered() throws IOException {
        Message answer = query("www.example.test.", Type.A);
        answer.getHeader().setFlag(Flags.QR);
        byte[] good = query("www.example.test.", Type.A).toWire();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            socket.connect(server.status().address());
            for (byte[] silent : List.of(answer.toWire(), new byte[1], new byte[11])) {
                socket.send(new DatagramPacket(silent, silent.length));
            }
            socket.send(new DatagramPacket(good, good.length));
            DatagramPacket first = new DatagramPacket(new byte[512], 512);
            socket.receive(first);
            assertThat(Arrays.copyOf(first.getData(), 2)).isEqualTo(Arrays.copyOf(good, 2));
        }
        await(() -> server.status().traffic().dropped() == 3);
    }

    @Test
    void connectionsTakeManyRequestsWithoutWaiting() throws IOException {
        try (Connection connection = client.connect()) {
            Set<Integer> asked = new TreeSet<>();
            Set<Integer> answered = new TreeSet<>();
            for (int i = 0; i < 200; i++) {
                Message request = query(i % 2 == 0 ? "www.example.test." : "most.example.test.", Type.A);
                request.getHeader().setID(i);
                asked.add(i);
                connection.send(request.toWire());
            }
            for (int i = 0; i < 200; i++) {
                Message answer = new Message(connection.receive());
                answered.add(answer.getHeader().getID());
                assertThat(answer.getSection(Section.ANSWER))
                        .hasSize(answer.getHeader().getID() % 2 == 0 ? 1 : 250);
            }
            assertThat(answered).isEqualTo(asked);
        }
    }

    @Test
    void requestsThatComeAtOnceAreAllAnsweredHoweverLargeTheAnswers() throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            requests.writeBytes(
                    Connection.framed(query("most.example.test.", Type.A).toWire()));
        }
        try (Connection connection = client.connect()) {
            connection.raw(requests.toByteArray());
            for (int i = 0; i < 1_000; i++) {
                assertThat(connection.receive()).hasSizeGreaterThan(4_000);
            }
        }
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFromEither() throws IOException {
        try (Connection connection = client.connect()) {
            byte[] request = query("most.example.test.", Type.A).toWire();
            int count = 3_000;
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        connection.send(request);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sender.start();
            long queries = awaitStable(() -> server.status().traffic().queries());
            assertThat(queries).isLessThan(count);
            for (int i = 0; i < count; i++) {
                assertThat(connection.receive()).hasSizeGreaterThan(4_000);
            }
        }
    }

    @Test
    void aRequestMayComeInPieces() throws IOException {
        byte[] request = query("www.example.test.", Type.A).toWire();
        try (Connection connection = client.connect()) {
            connection.raw(new byte[] {0});
            connection.raw(new byte[] {(byte) request.length});
            for (byte each : request) {
                connection.raw(new byte[] {each});
            }
            assertThat(values(new Message(connection.receive()))).containsExactly("A 192.0.2.1");
            connection.raw(new byte[] {0, 0, 0, 1, 9});
            connection.send(request);
            assertThat(values(new Message(connection.receive()))).containsExactly("A 192.0.2.1");
        }
    }

    @Test
    void anIdleConnectionIsClosedEvenIfBytesTrickleIn() throws IOException {
        restart(Zones.server().idle(Duration.ofMillis(50)));
        try (Connection silent = client.connect();
                Connection trickling = client.connect()) {
            trickling.raw(new byte[] {0, 100});
            assertThat(silent.isClosedByServer()).isTrue();
            await(() -> {
                try {
                    trickling.raw(new byte[] {1});
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        }
        await(() -> server.status().traffic().connections() == 0);
    }

    @Test
    void aConnectionTooManyClosesTheOneThatWasIdleLongest() throws IOException {
        restart(Zones.server().connections(2));
        byte[] request = query("www.example.test.", Type.A).toWire();
        try (Connection first = client.connect();
                Connection second = client.connect()) {
            for (Connection each : List.of(first, second, first)) {
                each.send(request);
                each.receive();
            }
            try (Connection third = client.connect()) {
                assertThat(second.isClosedByServer()).isTrue();
                for (Connection each : List.of(third, first)) {
                    each.send(request);
                    assertThat(values(new Message(each.receive()))).containsExactly("A 192.0.2.1");
                }
            }
        }
    }

    @Test
    void nothingThatComesInEndsTheServer() throws IOException {
        Random random = new Random(20_260_101);
        List<byte[]> seeds = List.of(
                query("www.example.test.", Type.A).toWire(),
                query("example.test.", Type.IXFR).toWire(),
                update().toWire(),
                signed(update()).toWire(),
                signed(query("www.example.test.", Type.A)).toWire(),
                withOptions().toWire());
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server.status().address());
            for (int i = 0; i < 20_000; i++) {
                byte[] packet = mutate(seeds.get(random.nextInt(seeds.size())), random);
                socket.send(new DatagramPacket(packet, packet.length));
                if (i % 100 == 0) {
                    assertThat(client.ask("www.example.test.", Type.A).getRcode())
                            .isEqualTo(Rcode.NOERROR);
                }
            }
        }
        for (int i = 0; i < 200; i++) {
            try (Connection connection = client.connect()) {
                for (int j = 0; j < 10; j++) {
                    connection.send(mutate(seeds.get(random.nextInt(seeds.size())), random));
                }
            }
        }
        assertThat(values(client.ask("www.example.test.", Type.A))).containsExactly("A 192.0.2.1");
        assertThat(values(client.tcp(query("www.example.test.", Type.A)))).containsExactly("A 192.0.2.1");
        assertThat(server.status().traffic().failures()).isZero();
    }

    @Test
    void aPortThatIsTakenIsSaidAndNothingStays() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Zones.server().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1 port " + port);
            try (DatagramSocket free = new DatagramSocket(new InetSocketAddress("127.0.0.1", port))) {
                assertThat(free.isBound()).isTrue();
            }
        }
    }

    @Test
    void closingFreesThePortAndCanBeRepeated() throws IOException {
        int port = server.status().address().getPort();
        try (Connection open = client.connect()) {
            open.send(query("www.example.test.", Type.A).toWire());
            open.receive();
            server.close();
            server.close();
            assertThat(open.isClosedByServer()).isTrue();
        }
        assertThatThrownBy(() -> server.replace(ServerConfig.EMPTY)).isInstanceOf(IllegalStateException.class);
        assertThat(server.status().address().getPort()).isEqualTo(port);
        restart(Zones.server().port(port));
        assertThat(values(client.ask("www.example.test.", Type.A))).containsExactly("A 192.0.2.1");
    }

    private void restart(NameServer.Builder options) {
        if (server != null) {
            server.close();
        }
        server = options.start();
        client = new DnsClient(server);
        server.replace(new ServerConfig(
                List.of(zone), List.of(TsigKey.of("key.", TsigKey.Algorithm.HMAC_SHA256, new byte[] {1}))));
    }

    private static Message signed(Message request) {
        new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("key."), new byte[] {1}).apply(request, null);
        return request;
    }

    private static Update update() {
        Update update = new Update(Name.fromConstantString("example.test."));
        update.absent(Name.fromConstantString("new.example.test."));
        update.add(Record.newRecord(Name.fromConstantString("new.example.test."), Type.A, DClass.IN, 60, new byte[4]));
        return update;
    }

    private static Message withOptions() {
        Message request = query("many.example.test.", Type.A);
        request.addRecord(new OPTRecord(1232, 0, 0, 0, new GenericEDNSOption(10, new byte[8])), Section.ADDITIONAL);
        return request;
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] packet = Arrays.copyOf(seed, random.nextInt(4) == 0 ? random.nextInt(seed.length + 20) : seed.length);
        int changes = packet.length == 0 ? 0 : random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
        if (packet.length > 2 && random.nextInt(4) == 0) {
            packet[2] = (byte) (Opcode.UPDATE << 3);
        }
        return packet;
    }

    private static String[] addresses(int count) {
        return IntStream.range(0, count).mapToObj(i -> "192.0.2." + i).toArray(String[]::new);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Conditions.await(condition);
    }

    private static long awaitStable(java.util.function.LongSupplier value) {
        List<Long> seen = new ArrayList<>();
        Conditions.await(() -> {
            seen.add(value.getAsLong());
            int n = seen.size();
            return n > 20 && seen.get(n - 1) > 0 && seen.get(n - 1).equals(seen.get(n - 20));
        });
        return value.getAsLong();
    }
}
