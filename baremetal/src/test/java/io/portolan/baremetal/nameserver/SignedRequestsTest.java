package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.DnsClient.query;
import static io.portolan.baremetal.nameserver.DnsClient.values;
import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.baremetal.nameserver.TsigKey.Algorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import org.xbill.DNS.ZoneTransferIn;

/** Updates, transfers and signatures on the wire (RFC 2136, 5936, 8945). */
class SignedRequestsTest {
    private static final Name APEX = Name.fromConstantString("example.test.");
    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(StandardCharsets.UTF_8);
    private static final TSIG SIGNER = signer(TSIG.HMAC_SHA256, SECRET);

    private final ZoneData before = zone(
            "example.test.",
            set("www.example.test.", "A", "192.0.2.1"),
            RecordSetData.failover(
                    "spare.example.test.",
                    "A",
                    Zones.TTL,
                    List.of(
                            new RecordSetData.Choice("main", 1, List.of("192.0.2.3"), List.of()),
                            new RecordSetData.Choice("spare", 1, List.of("192.0.2.4"), List.of()))));
    private final InMemoryZoneStore store = new InMemoryZoneStore(before);
    private NameServer server;
    private DnsClient client;

    @BeforeEach
    void serve() {
        server = Zones.server().store(store).start();
        client = new DnsClient(server);
        server.replace(new ServerConfig(List.of(before), List.of(TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSignedUpdateIsStoredAndServedWhenItIsAnswered() throws IOException {
        for (boolean stream : new boolean[] {false, true}) {
            String name = stream ? "tcp.example.test." : "udp.example.test.";
            Message answer = exchange(adding(name), SIGNER, stream);

            assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
            assertThat(values(client.ask(name, Type.A))).containsExactly("A 192.0.2.9");
        }
        assertThat(store.zone("example.test.").serial()).isEqualTo(9);
        assertThat(server.status().serials()).containsEntry("example.test.", 9L);
        assertThat(server.status().traffic().updates()).isEqualTo(2);
    }

    @Test
    void updatesAtOnceAreMadeOneAfterTheOther() throws Exception {
        int clients = 4;
        int each = 40;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<Integer>> failures = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            String prefix = "c" + i + "x";
            failures.add(threads.submit(() -> {
                int failed = 0;
                for (int j = 0; j < each; j++) {
                    Message answer = exchange(adding(prefix + j + ".example.test."), SIGNER, j % 2 == 0);
                    failed += answer.getRcode() == Rcode.NOERROR ? 0 : 1;
                }
                return failed;
            }));
        }
        for (Future<Integer> failed : failures) {
            assertThat(failed.get(20, TimeUnit.SECONDS)).isZero();
        }
        threads.shutdown();

        assertThat(store.zone("example.test.").serial()).isEqualTo(7 + clients * each);
        assertThat(store.zone("example.test.").recordSets())
                .hasSize(before.recordSets().size() + clients * each);
        assertThat(server.status().serials()).containsEntry("example.test.", 7L + clients * each);
    }

    @Test
    void onlyOneOfTwoUpdatesWithTheSamePrerequisiteHolds() throws IOException {
        assertThat(exchange(adding("once.example.test."), SIGNER, false).getRcode())
                .isEqualTo(Rcode.NOERROR);
        assertThat(exchange(adding("once.example.test."), SIGNER, true).getRcode())
                .isEqualTo(Rcode.YXDOMAIN);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void everyAlgorithmSigns(Algorithm algorithm) throws IOException {
        server.replace(new ServerConfig(List.of(before), List.of(TsigKey.of("key", algorithm, SECRET))));
        Name wire = Name.fromConstantString(
                algorithm.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".");

        assertThat(exchange(adding("new.example.test."), signer(wire, SECRET), false)
                        .getRcode())
                .isEqualTo(Rcode.NOERROR);
    }

    @Test
    void anUpdateWithoutAKeyIsRefused() throws IOException {
        assertThat(client.udp(adding("new.example.test.")).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(client.ask("new.example.test.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(server.status().traffic().updates()).isZero();
    }

    @Test
    void aWrongSecretIsBadsigAndAnUnknownKeyBadkey() throws IOException {
        Update update = adding("new.example.test.");
        signer(TSIG.HMAC_SHA256, "wrong".getBytes(StandardCharsets.UTF_8)).apply(update, null);
        Message badsig = client.udp(update);
        assertThat(badsig.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
        assertThat(badsig.getTSIG().getError()).isEqualTo(Rcode.BADSIG);
        assertThat(badsig.getTSIG().getSignature()).isEmpty();

        for (TSIG unknown : List.of(
                new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("other."), SECRET),
                signer(TSIG.HMAC_SHA512, SECRET))) {
            Update other = adding("new.example.test.");
            unknown.apply(other, null);
            Message badkey = client.udp(other);
            assertThat(badkey.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
            assertThat(badkey.getTSIG().getError()).isEqualTo(Rcode.BADKEY);
        }
        assertThat(store.zone("example.test.")).isEqualTo(before);
    }

    @Test
    void aClockThatIsWrongIsBadtimeSignedWithTheServersTime() throws IOException {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        TSIG wrong = new TSIG(
                TSIG.HMAC_SHA256, Name.fromConstantString("key."), new SecretKeySpec(SECRET, "HmacSHA256"), late);
        Update update = adding("new.example.test.");
        wrong.apply(update, null);
        byte[] wire = client.udp(update.toWire());
        Message answer = new Message(wire);

        assertThat(answer.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
        assertThat(answer.getTSIG().getError()).isEqualTo(Rcode.BADTIME);
        assertThat(answer.getTSIG().getOther()).hasSize(6);
        assertThat(wrong.verify(answer, wire, update.getTSIG())).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void aChangedByteIsNoticed() throws IOException {
        Update update = adding("new.example.test.");
        SIGNER.apply(update, null);
        byte[] wire = update.toWire();
        for (int at = Query.HEADER + APEX.length() + 4 + 2; at < wire.length; at += 7) {
            byte[] changed = wire.clone();
            changed[at] ^= 1;
            assertThat(new Message(client.udp(changed)).getHeader().getRcode())
                    .isIn(Rcode.NOTAUTH, Rcode.FORMERR, Rcode.REFUSED);
        }
        assertThat(store.zone("example.test.")).isEqualTo(before);
    }

    @Test
    void theZoneSectionIsChecked() throws IOException {
        assertThat(exchange(new Update(Name.fromConstantString("elsewhere.test.")), SIGNER, false)
                        .getRcode())
                .isEqualTo(Rcode.NOTAUTH);
        assertThat(exchange(new Update(Name.fromConstantString("www.example.test.")), SIGNER, false)
                        .getRcode())
                .isEqualTo(Rcode.NOTAUTH);
        assertThat(exchange(new Update(APEX, DClass.CHAOS), SIGNER, false).getRcode())
                .isEqualTo(Rcode.NOTAUTH);

        Update wrongType = new Update(APEX);
        wrongType.removeAllRecords(Section.ZONE);
        wrongType.addRecord(Record.newRecord(APEX, Type.A, DClass.IN), Section.ZONE);
        assertThat(exchange(wrongType, SIGNER, false).getRcode()).isEqualTo(Rcode.FORMERR);

        Update outside = new Update(APEX);
        outside.absent(Name.fromConstantString("www.elsewhere.test."));
        assertThat(exchange(outside, SIGNER, false).getRcode()).isEqualTo(Rcode.NOTZONE);
    }

    @Test
    void aRefusalSaysWhyToThoseWhoCanReadIt() throws IOException {
        Update update = new Update(APEX);
        update.delete(Name.fromConstantString("spare.example.test."));
        update.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        Message answer = exchange(update, SIGNER, false);

        assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(answer.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR))
                .singleElement()
                .isInstanceOfSatisfying(
                        ExtendedErrorCodeOption.class,
                        why -> assertThat(why.getText()).contains("spare.example.test. A"));
    }

    @Test
    void aStoreThatFailsIsServfailAndTheServerGoesOn() throws IOException {
        try (NameServer other = Zones.server()
                .store(update -> {
                    throw new IllegalStateException("the disk is full");
                })
                .start()) {
            other.replace(
                    new ServerConfig(List.of(before), List.of(TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET))));
            client = new DnsClient(other);
            assertThat(exchange(adding("new.example.test."), SIGNER, false).getRcode())
                    .isEqualTo(Rcode.SERVFAIL);
            assertThat(values(client.ask("www.example.test.", Type.A))).containsExactly("A 192.0.2.1");
            assertThat(other.status().traffic().failures()).isEqualTo(1);
        }
    }

    @Test
    void anUpdateThatComesLateDoesNotUndoWhatTheOwnerServed() throws IOException {
        ZoneData newer = before.toBuilder().serial(50).build();
        ZoneStore slow = update -> {
            UpdateOutcome outcome = update.applyTo(before);
            server.replace(
                    new ServerConfig(List.of(newer), List.of(TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET))));
            return outcome;
        };
        server.close();
        server = Zones.server().store(slow).start();
        server.replace(new ServerConfig(List.of(before), List.of(TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET))));
        client = new DnsClient(server);

        assertThat(exchange(adding("new.example.test."), SIGNER, true).getRcode())
                .isEqualTo(Rcode.NOERROR);
        assertThat(server.status().serials()).containsEntry("example.test.", 50L);
    }

    @Test
    void aSignedQuestionGetsASignedAnswer() throws IOException {
        assertThat(values(exchange(query("www.example.test.", Type.A), SIGNER, false)))
                .containsExactly("A 192.0.2.1");
        assertThat(exchange(query("absent.example.test.", Type.A), SIGNER, true).getRcode())
                .isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void aSignatureCountsAsPartOfTheAnswersSize() throws IOException {
        String[] texts =
                IntStream.range(0, 4).mapToObj(i -> i + "x".repeat(104)).toArray(String[]::new);
        ZoneData tight = zone("example.test.", set("www.example.test.", "TXT", texts));
        server.replace(new ServerConfig(List.of(tight), List.of(TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET))));
        byte[] unsigned = client.udp(query("www.example.test.", Type.TXT).toWire());
        assertThat(unsigned).hasSizeBetween(450, 512);

        Message request = query("www.example.test.", Type.TXT);
        SIGNER.apply(request, null);
        byte[] signed = client.udp(request.toWire());
        assertThat(signed).hasSizeLessThanOrEqualTo(512);
        assertThat(new Message(signed).getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(exchange(query("www.example.test.", Type.TXT), SIGNER, true).getSection(Section.ANSWER))
                .hasSize(4);
    }

    @Test
    void anUpdateMayFillAMessage() throws IOException {
        Update update = new Update(APEX);
        for (int i = 0; i < 2_000; i++) {
            update.add(
                    Record.newRecord(Name.fromConstantString("big.example.test."), Type.A, DClass.IN, 60, new byte[] {
                        10, 0, (byte) (i >>> 8), (byte) i
                    }));
        }
        assertThat(exchange(update, SIGNER, true).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(client.tcp(query("big.example.test.", Type.A)).getSection(Section.ANSWER))
                .hasSize(2_000);
    }

    @Test
    void aZoneIsTransferredWithASignature() throws Exception {
        List<RecordSetData> many = new ArrayList<>(before.recordSets());
        for (int i = 0; i < 3_000; i++) {
            many.add(set("host" + i + ".example.test.", "A", "192.0.2.1", "192.0.2." + (2 + i % 200)));
        }
        ZoneData large = before.toBuilder().serial(8).recordSets(many).build();
        server.replace(new ServerConfig(List.of(large), List.of(TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET))));

        ZoneTransferIn transfer = ZoneTransferIn.newAXFR(APEX, server.status().address(), SIGNER);
        transfer.run();
        List<Record> records = transfer.getAXFR();

        assertThat(records.get(0)).isInstanceOf(SOARecord.class);
        assertThat(records.get(records.size() - 1)).isEqualTo(records.get(0));
        assertThat(records).hasSize(2 + 2 + 1 + 1 + 6_000);
        assertThat(records)
                .extracting(record -> record.getName() + " " + record.rdataToString())
                .contains("spare.example.test. 192.0.2.3", "host2999.example.test. 192.0.2.201")
                .doesNotContain("spare.example.test. 192.0.2.4");
    }

    @Test
    void anIncrementalTransferIsAWholeOneUnlessTheClientIsCurrent() throws Exception {
        ZoneTransferIn old =
                ZoneTransferIn.newIXFR(APEX, 3, false, server.status().address(), SIGNER);
        old.run();
        assertThat(old.isAXFR()).isTrue();

        ZoneTransferIn current =
                ZoneTransferIn.newIXFR(APEX, 7, false, server.status().address(), SIGNER);
        current.run();
        assertThat(current.isCurrent()).isTrue();
    }

    @Test
    void aTransferWithoutAKeyOrOverUdpIsRefused() throws IOException {
        assertThat(client.tcp(query("example.test.", Type.AXFR)).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(client.tcp(query("example.test.", Type.IXFR)).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(exchange(query("example.test.", Type.AXFR), SIGNER, false).getRcode())
                .isEqualTo(Rcode.FORMERR);
        assertThat(exchange(query("absent.test.", Type.AXFR), SIGNER, true).getRcode())
                .isEqualTo(Rcode.NOTAUTH);
    }

    @Test
    void theSecretIsInNoText() {
        TsigKey key = TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET);
        String text = new String(SECRET, StandardCharsets.UTF_8);

        assertThat(key.toString()).doesNotContain(text).contains("***");
        assertThat(new ServerConfig(List.of(before), List.of(key)).toString()).doesNotContain(text);
    }

    private static Update adding(String name) {
        Update update = new Update(APEX);
        update.absent(Name.fromConstantString(name));
        update.add(Record.newRecord(
                Name.fromConstantString(name), Type.A, DClass.IN, 60, new byte[] {(byte) 192, 0, 2, 9}));
        return update;
    }

    /** Signs, sends, and checks the answer's signature. */
    private Message exchange(Message request, TSIG key, boolean stream) throws IOException {
        key.apply(request, null);
        byte[] wire;
        if (stream) {
            try (DnsClient.Connection connection = client.connect()) {
                connection.send(request.toWire());
                wire = connection.receive();
            }
        } else {
            wire = client.udp(request.toWire());
        }
        Message answer = new Message(wire);
        assertThat(answer.getTSIG()).as(answer.toString()).isNotNull();
        assertThat(key.verify(answer, wire, request.getTSIG())).isEqualTo(Rcode.NOERROR);
        return answer;
    }

    private static TSIG signer(Name algorithm, byte[] secret) {
        return new TSIG(algorithm, Name.fromConstantString("key."), secret);
    }
}
