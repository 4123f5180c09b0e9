package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.Zones.TTL;
import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.baremetal.nameserver.RecordSetData.Choice;
import io.portolan.baremetal.nameserver.UpdateOutcome.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** What an update makes of a zone (RFC 2136), without a server. */
class ZoneUpdateTest {
    private static final Name APEX = Name.fromConstantString("example.test.");

    private static final ZoneData BEFORE = zone(
            "example.test.",
            set("www.example.test.", "A", "192.0.2.1", "192.0.2.2"),
            set("www.example.test.", "TXT", "\"a text\""),
            set("alias.example.test.", "CNAME", "www.example.test."),
            RecordSetData.weighted(
                    "spread.example.test.",
                    "A",
                    TTL,
                    List.of(
                            new Choice("one", 1, List.of("192.0.2.1"), List.of()),
                            new Choice("two", 1, List.of("192.0.2.2"), List.of()))));

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource({
        "www, ANY exists, , NOERROR",
        "www, A exists, , NOERROR",
        "www, AAAA exists, , NXRRSET",
        "absent, ANY exists, , NXDOMAIN",
        "absent, A exists, , NXRRSET",
        "absent, ANY absent, , NOERROR",
        "www, ANY absent, , YXDOMAIN",
        "www, A absent, , YXRRSET",
        "www, AAAA absent, , NOERROR",
        "www, A equals, 192.0.2.2 192.0.2.1, NOERROR",
        "www, A equals, 192.0.2.1, NXRRSET",
        "www, A equals, 192.0.2.1 192.0.2.2 192.0.2.3, NXRRSET",
        "absent, A equals, 192.0.2.1, NXRRSET",
        "WWW, A equals, 192.0.2.1 192.0.2.2, NOERROR",
        "alias, CNAME equals, WWW.example.test., NOERROR",
        "spread, A exists, , NOERROR",
        "spread, A equals, 192.0.2.1 192.0.2.2, NXRRSET",
        "@, ANY exists, , NOERROR",
        "@, SOA exists, , NOERROR",
        "@, NS equals, ns1.example.test. ns2.example.test., NOERROR",
        "@, NS exists, , NOERROR"
    })
    void prerequisitesHoldOrSayWhy(String name, String form, String values, Code code) {
        Update update = new Update(APEX);
        Name owner = name(name.equals("@") ? "example.test." : name + ".example.test.");
        int type = Type.value(form.split(" ")[0], false);
        type = form.startsWith("ANY") ? Type.ANY : type;
        switch (form.split(" ")[1]) {
            case "exists" -> update.addRecord(Record.newRecord(owner, type, DClass.ANY, 0), Section.PREREQ);
            case "absent" -> update.addRecord(Record.newRecord(owner, type, DClass.NONE, 0), Section.PREREQ);
            default -> {
                for (String value : values.split(" ")) {
                    update.addRecord(record(owner, Type.string(type), 0, value), Section.PREREQ);
                }
            }
        }
        add(update, "new.example.test.", "A", "192.0.2.9");

        UpdateOutcome outcome = apply(update);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.zone().isPresent()).isEqualTo(code == Code.NOERROR);
        assertThat(outcome.note().isEmpty()).isEqualTo(code == Code.NOERROR);
    }

    @Test
    void addingARecordKeepsTheOthersAndGivesTheSetItsTtl() {
        ZoneData after = changed(update -> add(update, "www.example.test.", "A", "192.0.2.3"));

        RecordSetData set = find(after, "www.example.test.", "A").orElseThrow();
        assertThat(set.choices().get(0).values()).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
        assertThat(set.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(after.serial()).isEqualTo(8);
        assertThat(find(after, "www.example.test.", "TXT")).isEqualTo(find(BEFORE, "www.example.test.", "TXT"));
    }

    @Test
    void whatChangesNothingKeepsTheSerial() {
        UpdateOutcome outcome = apply(update -> {
            update.addRecord(record(name("www.example.test."), "A", 300, "192.0.2.1"), Section.UPDATE);
            update.delete(name("absent.example.test."));
            update.delete(name("www.example.test."), Type.AAAA);
            add(update, "passing.example.test.", "A", "192.0.2.1");
            update.delete(name("passing.example.test."));
        });
        assertThat(outcome.code()).isEqualTo(Code.NOERROR);
        assertThat(outcome.zone()).isEmpty();
    }

    @Test
    void deletingRecordsSetsAndNames() {
        ZoneData one = changed(update -> update.delete(record(name("www.example.test."), "A", 0, "192.0.2.1")));
        assertThat(find(one, "www.example.test.", "A")
                        .orElseThrow()
                        .choices()
                        .get(0)
                        .values())
                .containsExactly("192.0.2.2");

        ZoneData all = changed(update -> {
            update.delete(record(name("www.example.test."), "A", 0, "192.0.2.1"));
            update.delete(record(name("www.example.test."), "A", 0, "192.0.2.2"));
        });
        assertThat(find(all, "www.example.test.", "A")).isEmpty();

        ZoneData set = changed(update -> update.delete(name("WWW.example.test."), Type.A));
        assertThat(find(set, "www.example.test.", "A")).isEmpty();
        assertThat(find(set, "www.example.test.", "TXT")).isPresent();

        ZoneData whole = changed(update -> update.delete(name("www.example.test.")));
        assertThat(whole.recordSets()).noneMatch(each -> each.name().equals("www.example.test."));
    }

    @Test
    void changesAreMadeInOrder() {
        ZoneData after = changed(update -> {
            update.delete(name("www.example.test."), Type.A);
            add(update, "www.example.test.", "A", "192.0.2.7");
        });
        assertThat(find(after, "www.example.test.", "A")
                        .orElseThrow()
                        .choices()
                        .get(0)
                        .values())
                .containsExactly("192.0.2.7");
    }

    @Test
    void anAliasAndOtherRecordsExcludeEachOther() {
        assertThat(apply(update -> add(update, "www.example.test.", "CNAME", "x.example.test."))
                        .zone())
                .isEmpty();
        assertThat(apply(update -> add(update, "alias.example.test.", "A", "192.0.2.1"))
                        .zone())
                .isEmpty();
        assertThat(apply(update -> add(update, "example.test.", "CNAME", "x.example.test."))
                        .zone())
                .isEmpty();

        ZoneData moved = changed(update -> add(update, "alias.example.test.", "CNAME", "x.example.test."));
        assertThat(find(moved, "alias.example.test.", "CNAME")
                        .orElseThrow()
                        .choices()
                        .get(0)
                        .values())
                .containsExactly("x.example.test.");

        ZoneData swapped = changed(update -> {
            update.delete(name("alias.example.test."));
            add(update, "alias.example.test.", "A", "192.0.2.1");
        });
        assertThat(find(swapped, "alias.example.test.", "CNAME")).isEmpty();
        assertThat(find(swapped, "alias.example.test.", "A")).isPresent();
    }

    @Test
    void theApexKeepsItsSoaAndItsLastNameServer() {
        assertThat(apply(update -> update.delete(APEX)).zone()).isEmpty();
        assertThat(apply(update -> update.delete(APEX, Type.NS)).zone()).isEmpty();
        assertThat(apply(update -> update.delete(APEX, Type.SOA)).zone()).isEmpty();

        ZoneData one = changed(update -> {
            update.delete(record(APEX, "NS", 0, "ns1.example.test."));
            update.delete(record(APEX, "NS", 0, "ns2.example.test."));
        });
        assertThat(find(one, "example.test.", "NS")
                        .orElseThrow()
                        .choices()
                        .get(0)
                        .values())
                .containsExactly("ns2.example.test.");
    }

    @Test
    void aNewerSoaIsTakenAndAnOlderOneIsNot() {
        String times = " 3600 600 86400 30";
        ZoneData newer = changed(
                update -> add(update, "example.test.", "SOA", "ns9.example.test. admin.example.test. 100" + times));
        assertThat(newer.serial()).isEqualTo(100);
        assertThat(newer.primary()).isEqualTo("ns9.example.test.");
        assertThat(newer.negativeTtl()).isEqualTo(Duration.ofSeconds(30));

        assertThat(apply(update -> add(update, "example.test.", "SOA", "ns9.example.test. a.example.test. 6" + times))
                        .zone())
                .isEmpty();
        assertThat(apply(update ->
                                add(update, "www.example.test.", "SOA", "ns9.example.test. a.example.test. 9" + times))
                        .zone())
                .isEmpty();
    }

    @Test
    void serialsGoRoundAndLeaveOutZero() {
        ZoneData last = BEFORE.toBuilder().serial(0xFFFF_FFFFL).build();
        Update update = new Update(APEX);
        add(update, "new.example.test.", "A", "192.0.2.9");

        assertThat(wire(update).applyTo(last).zone().orElseThrow().serial()).isEqualTo(1);
        assertThat(Serials.isNewer(1, 0xFFFF_FFFFL)).isTrue();
        assertThat(Serials.isNewer(0xFFFF_FFFFL, 1)).isFalse();
        assertThat(Serials.isNewer(5, 5)).isFalse();
    }

    @Test
    void setsWithChoicesAreLeftToTheirOwnerAndNothingElseIsDone() {
        List<Consumer<Update>> attempts = List.of(
                update -> add(update, "spread.example.test.", "A", "192.0.2.3"),
                update -> update.delete(name("spread.example.test.")),
                update -> update.delete(name("spread.example.test."), Type.A),
                update -> update.delete(record(name("spread.example.test."), "A", 0, "192.0.2.1")));
        for (Consumer<Update> attempt : attempts) {
            UpdateOutcome outcome = apply(update -> {
                add(update, "new.example.test.", "A", "192.0.2.9");
                attempt.accept(update);
            });
            assertThat(outcome.code()).isEqualTo(Code.REFUSED);
            assertThat(outcome.note()).contains("spread.example.test. A").contains("owner");
            assertThat(outcome.zone()).isEmpty();
        }
    }

    @Test
    void malformedAndForeignChangesEndTheWholeUpdate() {
        assertCode(Code.NOTZONE, record(name("www.elsewhere.test."), "A", 60, "192.0.2.1"));
        assertCode(Code.FORMERR, Record.newRecord(name("www.example.test."), Type.ANY, DClass.NONE, 0));
        assertCode(Code.FORMERR, Record.newRecord(name("www.example.test."), Type.A, DClass.IN, 60));
        assertCode(Code.FORMERR, Record.newRecord(name("www.example.test."), Type.A, DClass.ANY, 60));
        assertCode(Code.FORMERR, Record.newRecord(name("www.example.test."), Type.AXFR, DClass.ANY, 0));
        assertCode(Code.FORMERR, Record.newRecord(name("www.example.test."), Type.A, DClass.CHAOS, 0));
        assertCode(Code.REFUSED, record(name("www.example.test."), "DNAME", 60, "x.test."));
        assertCode(Code.REFUSED, record(name("*.example.test."), "NS", 60, "ns.x.test."));
    }

    @Test
    void malformedAndForeignPrerequisitesEndTheWholeUpdate() {
        assertPrerequisite(Code.NOTZONE, Record.newRecord(name("www.elsewhere.test."), Type.A, DClass.ANY, 0));
        assertPrerequisite(Code.FORMERR, Record.newRecord(name("www.example.test."), Type.A, DClass.ANY, 1));
        assertPrerequisite(Code.FORMERR, record(name("www.example.test."), "A", 1, "192.0.2.1"));
        assertPrerequisite(Code.FORMERR, Record.newRecord(name("www.example.test."), Type.A, DClass.CHAOS, 0));
    }

    @Test
    void whateverIsUpdatedCanBeServed() {
        Random random = new Random(2136);
        List<String> names = List.of("@", "a", "b", "*", "x.a", "*.a", "www", "alias", "spread");
        List<String> values = List.of(
                "A 192.0.2.1",
                "A 192.0.2.2",
                "AAAA 2001:db8::1",
                "CNAME b.example.test.",
                "NS ns.a.example.test.",
                "TXT \"one; \\\"two\\\" \\200\" three",
                "MX 10 mail.example.test.",
                "HTTPS 1 . alpn=h2",
                "SOA ns.example.test. who.example.test. 20 1 2 3 4",
                "SRV 1 2 3 srv.example.test.");
        ZoneData zone = BEFORE;
        int changes = 0;
        try (NameServer server = Zones.server().start()) {
            for (int i = 0; i < 1_000; i++) {
                Update update = new Update(APEX);
                for (int j = random.nextInt(4); j >= 0; j--) {
                    String label = names.get(random.nextInt(names.size()));
                    Name owner = name(label.equals("@") ? "example.test." : label + ".example.test.");
                    String[] value = values.get(random.nextInt(values.size())).split(" ", 2);
                    switch (random.nextInt(5)) {
                        case 0 -> update.delete(owner);
                        case 1 -> update.delete(owner, Type.value(value[0]));
                        case 2 -> update.delete(record(owner, value[0], 0, value[1]));
                        default ->
                            update.addRecord(record(owner, value[0], random.nextInt(100), value[1]), Section.UPDATE);
                    }
                }
                UpdateOutcome outcome = wire(update).applyTo(zone);
                if (outcome.zone().isPresent()) {
                    changes++;
                    assertThat(Serials.isNewer(outcome.zone().get().serial(), zone.serial()))
                            .isTrue();
                    zone = outcome.zone().get();
                    server.replace(Zones.config(zone));
                    assertThat(wire(new Update(APEX)).applyTo(zone).zone()).isEmpty();
                }
            }
        }
        assertThat(changes).isGreaterThan(200);
        assertThat(find(zone, "spread.example.test.", "A")).isEqualTo(find(BEFORE, "spread.example.test.", "A"));
    }

    private static void assertCode(Code code, Record change) {
        UpdateOutcome outcome = apply(update -> {
            add(update, "new.example.test.", "A", "192.0.2.9");
            update.addRecord(change, Section.UPDATE);
        });
        assertThat(outcome.code()).as(change.toString()).isEqualTo(code);
        assertThat(outcome.zone()).isEmpty();
    }

    private static void assertPrerequisite(Code code, Record asked) {
        UpdateOutcome outcome = apply(update -> {
            update.addRecord(asked, Section.PREREQ);
            add(update, "new.example.test.", "A", "192.0.2.9");
        });
        assertThat(outcome.code()).as(asked.toString()).isEqualTo(code);
    }

    private static ZoneData changed(Consumer<Update> changes) {
        return apply(changes).zone().orElseThrow();
    }

    private static UpdateOutcome apply(Consumer<Update> changes) {
        Update update = new Update(APEX);
        changes.accept(update);
        return apply(update);
    }

    private static UpdateOutcome apply(Update update) {
        UpdateOutcome outcome = wire(update).applyTo(BEFORE);
        outcome.zone().ifPresent(ZoneUpdateTest::assertServable);
        return outcome;
    }

    /** Through the wire form, for what a class or an empty value means shows only there. */
    private static ZoneUpdate wire(Update update) {
        try {
            Message read = new Message(update.toWire());
            return new ZoneUpdate(APEX, read.getSection(Section.PREREQ), read.getSection(Section.UPDATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertServable(ZoneData zone) {
        try (NameServer server = Zones.server().start()) {
            server.replace(Zones.config(zone));
            assertThat(server.status().serials()).containsEntry(zone.apex(), zone.serial());
        }
    }

    private static void add(Update update, String name, String type, String value) {
        update.addRecord(record(name(name), type, 60, value), Section.UPDATE);
    }

    private static Optional<RecordSetData> find(ZoneData zone, String name, String type) {
        return zone.recordSets().stream()
                .filter(set -> set.name().equals(name) && set.type().equals(type))
                .findAny();
    }

    private static Record record(Name name, String type, long ttl, String value) {
        try {
            return Record.fromString(name, Type.value(type), DClass.IN, ttl, value, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Name name(String text) {
        return Name.fromConstantString(text);
    }
}
