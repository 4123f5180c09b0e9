package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.DnsClient.query;
import static io.portolan.baremetal.nameserver.Zones.TTL;
import static io.portolan.baremetal.nameserver.Zones.config;
import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.baremetal.nameserver.RecordSetData.Choice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Every record type from its text to the wire, and the problems that a configuration can have. */
class RecordTypesTest {
    private static final Name WWW = Name.fromConstantString("www.example.test.");

    private final NameServer server = Zones.server().start();
    private final DnsClient client = new DnsClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A 192.0.2.1",
                "AAAA 2001:db8::1",
                "CNAME other.example.",
                "MX 10 mx.example.",
                "TXT \"v=spf1 -all\"",
                "TXT \"quo\\\"ted; and \\\\ and \\200\" plain",
                "SRV 1 2 443 host.example.",
                "CAA 0 issue \"ca.example\"",
                "CAA 128 iodef \"mailto:a@b.example\"",
                "NS ns.example.",
                "PTR host.example.",
                "HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1 port=8443",
                "HTTPS 0 pool.example.",
                "SVCB 16 foo.example. alpn=\"dot\" mandatory=alpn",
                "TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971",
                "NAPTR 100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:info@example.test!\" .",
                "DS 20326 8 2 e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
                "SSHFP 1 1 dd465c09cfa51fb45020cc83316fff21b9ec74ac",
                "LOC 51 30 12.748 N 0 7 39.612 W 0.00m 0.00m 0.00m 0.00m",
                "URI 10 1 \"https://www.example/\"",
                "TYPE65280 \\# 3 0a0b0c",
                "A \\# 4 c0000201"
            })
    void aValueIsServedAsItWasWritten(String line) throws IOException {
        String type = line.substring(0, line.indexOf(' '));
        String value = line.substring(line.indexOf(' ') + 1);
        int code = Type.value(type, false);
        server.replace(config(zone("example.test.", set("www.example.test.", type, value))));
        Record expected = Record.fromString(WWW, code, DClass.IN, 300, value, null);

        Message answer = client.tcp(query("www.example.test.", code));
        List<Record> records = answer.getSection(code == Type.NS ? Section.AUTHORITY : Section.ANSWER);
        assertThat(records).containsExactly(expected);
        assertThat(records.get(0).getTTL()).isEqualTo(300);
        assertThat(Record.fromString(WWW, code, DClass.IN, 300, Values.text(expected), null))
                .isEqualTo(expected);
    }

    @Test
    void aTextOfManyPartsIsServedWhole() throws IOException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            parts.add("\"" + (char) ('a' + i) + "x".repeat(254) + "\"");
        }
        server.replace(config(zone("example.test.", set("www.example.test.", "TXT", String.join(" ", parts)))));

        assertThat(client.tcp(query("www.example.test.", Type.TXT)).getSection(Section.ANSWER))
                .containsExactly(Record.fromString(WWW, Type.TXT, DClass.IN, 300, String.join(" ", parts), null));
    }

    @Test
    void anyBytesOfATextComeBackFromTheirText() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            byte[] data = new byte[1 + random.nextInt(40)];
            random.nextBytes(data);
            data[0] = (byte) (data.length - 1);
            Record record = Record.newRecord(WWW, Type.TXT, DClass.IN, 60, data);
            assertThat(Values.records(WWW, Type.TXT, 60, List.of(Values.text(record)), problem -> {}))
                    .containsExactly(record);
        }
    }

    @Test
    void equalValuesAreOneRecord() throws IOException {
        server.replace(config(zone("example.test.", set("www.example.test.", "AAAA", "2001:db8::1", "2001:DB8:0::1"))));

        assertThat(client.ask("www.example.test.", Type.AAAA).getSection(Section.ANSWER))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A|1.2.3|Invalid address",
                "A|192.0.2.1 192.0.2.2|unexpected tokens",
                "AAAA|192.0.2.1|",
                "MX|10 mx|'mx' is not an absolute name",
                "MX|mx.example.|",
                "CNAME|\"x.example.\"|",
                "TXT|open \"quote|",
                "TXT|cut ; here|comment",
                "A|192.0.2.1\n192.0.2.2|second line",
                "SRV|1 2 99999 host.example.|",
                "CAA|issue ca.example|",
                "DS|1 8 2 zz|",
                "SSHFP|1 1 aabb|fingerprint bytes"
            })
    void aBadValueIsRefusedByName(String line) throws IOException {
        String[] parts = line.split("\\|", -1);
        server.replace(config(zone("example.test.", set("www.example.test.", "A", "192.0.2.1"))));

        assertThat(problems(zone("example.test.", set("bad.example.test.", parts[0], parts[1]))))
                .singleElement()
                .asString()
                .startsWith("zone example.test.: bad.example.test. " + parts[0] + ": value \"" + parts[1] + "\": ")
                .contains(parts[2]);
        assertThat(client.ask("www.example.test.", Type.A).getSection(Section.ANSWER))
                .hasSize(1);
    }

    @Test
    void everyProblemIsToldAtOnceAndTheOldConfigurationStays() throws IOException {
        server.replace(config(zone("example.test.", set("www.example.test.", "A", "192.0.2.1"))));
        List<String> problems = problems(
                zone(
                        "example.test.",
                        set("www.example.test.", "A", "1.2.3", "192.0.2.1", "4.5.6"),
                        set("www.elsewhere.test.", "A", "192.0.2.1"),
                        set("www", "A", "192.0.2.1"),
                        set("bücher.example.test.", "A", "192.0.2.1"),
                        set("x.example.test.", "BOGUS", "1"),
                        set("x.example.test.", "SOA", "a. b. 1 2 3 4 5"),
                        set("x.example.test.", "DNAME", "a."),
                        set("x.example.test.", "ANY", "a."),
                        set("twice.example.test.", "TXT", "a"),
                        set("TWICE.example.test.", "TXT", "b"),
                        set("alias.example.test.", "CNAME", "a.", "b."),
                        set("mixed.example.test.", "TXT", "a"),
                        set("mixed.example.test.", "CNAME", "a."),
                        set("example.test.", "CNAME", "a."),
                        set("*.example.test.", "NS", "a."),
                        set("none.example.test.", "A"),
                        RecordSetData.simple("ttl.example.test.", "A", Duration.ofMillis(1500), List.of("192.0.2.1")),
                        RecordSetData.weighted("w.example.test.", "A", TTL, List.of()),
                        RecordSetData.weighted(
                                "w2.example.test.",
                                "A",
                                TTL,
                                List.of(
                                        new Choice("a", 1, List.of("192.0.2.1"), List.of()),
                                        new Choice("a", 1, List.of("192.0.2.2"), List.of())))),
                zone("other.test."),
                zone("OTHER.test."));

        assertThat(problems)
                .hasSize(19)
                .anyMatch(problem -> problem.contains("\"1.2.3\""))
                .anyMatch(problem -> problem.contains("\"4.5.6\""))
                .anyMatch(problem -> problem.contains("www.elsewhere.test. A: lies outside"))
                .anyMatch(problem -> problem.contains("end it in a dot"))
                .anyMatch(problem -> problem.contains("xn--"))
                .anyMatch(problem -> problem.contains("\"BOGUS\" is not a record type"))
                .anyMatch(problem -> problem.contains("TWICE.example.test. TXT: is there twice"))
                .anyMatch(problem -> problem.contains("mixed.example.test. CNAME: a CNAME can't stand beside"))
                .anyMatch(problem -> problem.contains("none.example.test. A: has no value"))
                .anyMatch(problem -> problem.contains("two choices with the id \"a\""))
                .anyMatch(problem -> problem.contains("zone OTHER.test.: is there twice"));
        assertThat(server.status().serials()).containsOnlyKeys("example.test.");
        assertThat(client.ask("www.example.test.", Type.A).getSection(Section.ANSWER))
                .hasSize(1);
    }

    @Test
    void aSetThatFitsInNoMessageIsRefused() {
        String[] values = new String[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = "\"" + i + "x".repeat(240) + "\"";
        }
        assertThat(problems(zone("example.test.", set("www.example.test.", "TXT", values))))
                .singleElement()
                .asString()
                .contains("do not fit into one message");
    }

    @Test
    void keysMustHaveNamesOfTheirOwn() {
        TsigKey key = TsigKey.of("key", TsigKey.Algorithm.HMAC_SHA256, new byte[] {1});
        TsigKey same = TsigKey.of("KEY.", TsigKey.Algorithm.HMAC_SHA512, new byte[] {2});
        TsigKey bad = TsigKey.of("a..b", TsigKey.Algorithm.HMAC_SHA256, new byte[] {3});

        assertThatThrownBy(() -> server.replace(new ServerConfig(List.of(), List.of(key, same, bad))))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("TSIG key KEY.: is there twice")
                .hasMessageContaining("\"a..b.\" is not a domain name");
    }

    private List<String> problems(ZoneData... zones) {
        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> server.replace(config(zones)));
        assertThat(refused).isNotNull();
        return refused.problems();
    }
}
