package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.DnsClient.query;
import static io.portolan.baremetal.nameserver.DnsClient.values;
import static io.portolan.baremetal.nameserver.Zones.config;
import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What an authoritative server answers (RFC 1034, 1035, 2181, 2308, 4592, 8482). */
class AuthorityTest {
    private NameServer server;
    private DnsClient client;

    @BeforeEach
    void serve() {
        server = Zones.server().start();
        client = new DnsClient(server);
        server.replace(config(
                zone(
                        "example.test.",
                        set("www.example.test.", "A", "192.0.2.1", "192.0.2.2"),
                        set("www.example.test.", "TXT", "\"hello world\""),
                        set("alias.example.test.", "CNAME", "www.example.test."),
                        set("far.example.test.", "CNAME", "alias.example.test."),
                        set("out.example.test.", "CNAME", "www.elsewhere.test."),
                        set("nowhere.example.test.", "CNAME", "absent.example.test."),
                        set("loop1.example.test.", "CNAME", "loop2.example.test."),
                        set("loop2.example.test.", "CNAME", "loop1.example.test."),
                        set("down.example.test.", "CNAME", "www.child.example.test."),
                        set("*.wild.example.test.", "A", "192.0.2.9"),
                        set("*.wild.example.test.", "MX", "10 mx.example.test."),
                        set("there.wild.example.test.", "TXT", "x"),
                        set("a.empty.wild.example.test.", "TXT", "x"),
                        set("*.alias.wild.example.test.", "CNAME", "www.example.test."),
                        set("deep.below.example.test.", "A", "192.0.2.3"),
                        set("child.example.test.", "NS", "ns.child.example.test.", "ns1.example.test."),
                        set("child.example.test.", "DS", "1 8 2 " + "ab".repeat(32)),
                        set("ns.child.example.test.", "A", "192.0.2.53"),
                        set("ns.child.example.test.", "AAAA", "2001:db8::53"),
                        set("ns1.example.test.", "A", "192.0.2.54")),
                zone("sub.example.test.", set("www.sub.example.test.", "A", "192.0.2.77"))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSetIsAnsweredWithAuthorityAndItsTtl() throws IOException {
        Message answer = client.ask("www.example.test.", Type.A);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(answer.getHeader().getFlag(Flags.RA)).isFalse();
        assertThat(answer.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(values(answer)).containsExactly("A 192.0.2.1", "A 192.0.2.2");
        assertThat(answer.getSection(Section.ANSWER)).allMatch(record -> record.getTTL() == 300);
    }

    @Test
    void theOrderOfAddressesTurns() throws IOException {
        List<String> firsts = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            firsts.add(client.tcp(query("www.example.test.", Type.A))
                    .getSection(Section.ANSWER)
                    .get(0)
                    .rdataToString());
        }
        assertThat(firsts).contains("192.0.2.1", "192.0.2.2");
    }

    @Test
    void aNameThatIsNotThereIsNxdomainWithTheNegativeTtl() throws IOException {
        Message answer = client.ask("absent.example.test.", Type.A);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertSoa(answer, "example.test.", 60);
    }

    @Test
    void aTypeThatIsNotThereIsNoErrorWithoutData() throws IOException {
        Message answer = client.ask("www.example.test.", Type.AAAA);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
        assertSoa(answer, "example.test.", 60);
    }

    @Test
    void anEmptyNonTerminalIsNoErrorWithoutData() throws IOException {
        Message answer = client.ask("below.example.test.", Type.A);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertSoa(answer, "example.test.", 60);
    }

    @Test
    void theApexHasItsSoaAndNameServers() throws IOException {
        assertThat(values(client.ask("example.test.", Type.SOA)))
                .containsExactly("SOA ns1.example.test. hostmaster.example.test. 7 7200 900 1209600 60");
        assertThat(values(client.ask("example.test.", Type.NS)))
                .containsExactly("NS ns1.example.test.", "NS ns2.example.test.");
    }

    @Test
    void aliasesAreFollowedInsideTheZone() throws IOException {
        assertThat(values(client.ask("far.example.test.", Type.A)))
                .containsExactly("A 192.0.2.1", "A 192.0.2.2", "CNAME alias.example.test.", "CNAME www.example.test.");
        assertThat(values(client.ask("alias.example.test.", Type.CNAME))).containsExactly("CNAME www.example.test.");
    }

    @Test
    void anAliasThatLeadsOutOfTheZoneIsTheWholeAnswer() throws IOException {
        Message answer = client.ask("out.example.test.", Type.A);

        assertThat(values(answer)).containsExactly("CNAME www.elsewhere.test.");
        assertThat(answer.getSection(Section.AUTHORITY)).isEmpty();
        assertThat(values(client.ask("down.example.test.", Type.A))).containsExactly("CNAME www.child.example.test.");
    }

    @Test
    void anAliasToNothingIsNxdomainOfItsTarget() throws IOException {
        Message answer = client.ask("nowhere.example.test.", Type.A);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(values(answer)).containsExactly("CNAME absent.example.test.");
        assertSoa(answer, "example.test.", 60);
    }

    @Test
    void anAliasToATypeThatIsNotThereHasTheSoa() throws IOException {
        Message answer = client.ask("alias.example.test.", Type.AAAA);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(values(answer)).containsExactly("CNAME www.example.test.");
        assertSoa(answer, "example.test.", 60);
    }

    @Test
    void aliasesInACircleEnd() throws IOException {
        Message answer = client.ask("loop1.example.test.", Type.A);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(values(answer)).containsExactly("CNAME loop1.example.test.", "CNAME loop2.example.test.");
    }

    @Test
    void wildcardsAnswerForWhatIsNotThere() throws IOException {
        Message answer = client.ask("x.y.wild.example.test.", Type.A);

        assertThat(values(answer)).containsExactly("A 192.0.2.9");
        assertThat(answer.getSection(Section.ANSWER).get(0).getName())
                .isEqualTo(Name.fromConstantString("x.y.wild.example.test."));
        assertThat(client.ask("x.wild.example.test.", Type.AAAA).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(values(client.ask("*.wild.example.test.", Type.A))).containsExactly("A 192.0.2.9");
    }

    @Test
    void wildcardsAreBlockedByNamesThatExist() throws IOException {
        Message there = client.ask("there.wild.example.test.", Type.A);
        assertThat(there.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(there.getSection(Section.ANSWER)).isEmpty();

        assertThat(client.ask("below.there.wild.example.test.", Type.A).getRcode())
                .isEqualTo(Rcode.NXDOMAIN);

        Message empty = client.ask("empty.wild.example.test.", Type.A);
        assertThat(empty.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(empty.getSection(Section.ANSWER)).isEmpty();
        assertThat(client.ask("b.empty.wild.example.test.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void aWildcardAliasIsFollowed() throws IOException {
        Message answer = client.ask("q.alias.wild.example.test.", Type.A);

        assertThat(values(answer)).containsExactly("A 192.0.2.1", "A 192.0.2.2", "CNAME www.example.test.");
        assertThat(answer.getSection(Section.ANSWER).get(0).getName().toString())
                .isEqualTo("q.alias.wild.example.test.");
    }

    @Test
    void belowADelegationIsAReferralWithGlueAndWithoutAuthority() throws IOException {
        for (String name : List.of("child.example.test.", "a.b.child.example.test.", "ns.child.example.test.")) {
            Message answer = client.ask(name, Type.A);
            assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
            assertThat(answer.getSection(Section.ANSWER)).isEmpty();
            assertThat(answer.getSection(Section.AUTHORITY))
                    .extracting(Record::rdataToString)
                    .containsExactlyInAnyOrder("ns.child.example.test.", "ns1.example.test.");
            assertThat(answer.getSection(Section.ADDITIONAL))
                    .extracting(record -> record.getName() + " " + record.rdataToString())
                    .containsExactlyInAnyOrder(
                            "ns.child.example.test. 192.0.2.53",
                            "ns.child.example.test. 2001:db8:0:0:0:0:0:53",
                            "ns1.example.test. 192.0.2.54");
        }
    }

    @Test
    void theDsOfADelegationIsAnsweredByTheParent() throws IOException {
        Message answer = client.ask("child.example.test.", Type.DS);
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(answer.getSection(Section.ANSWER)).hasSize(1);

        assertSoa(client.ask("sub.example.test.", Type.DS), "example.test.", 60);
    }

    @Test
    void theMostSpecificZoneAnswers() throws IOException {
        assertThat(values(client.ask("www.sub.example.test.", Type.A))).containsExactly("A 192.0.2.77");
        assertSoa(client.ask("absent.sub.example.test.", Type.A), "sub.example.test.", 60);
    }

    @Test
    void namesCompareWithoutCaseAndTheQuestionComesBackAsItWas() throws IOException {
        byte[] request = query("wWw.ExAmPlE.TeSt.", Type.A).toWire();
        byte[] answer = client.udp(request);

        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).contains("wWw\7ExAmPlE\4TeSt");
        assertThat(values(new Message(answer))).containsExactly("A 192.0.2.1", "A 192.0.2.2");
        assertThat(new Message(answer)
                        .getSection(Section.ANSWER)
                        .get(0)
                        .getName()
                        .toString())
                .isEqualTo("wWw.ExAmPlE.TeSt.");
    }

    @Test
    void anyIsAnsweredByOneSet() throws IOException {
        assertThat(values(client.ask("www.example.test.", Type.ANY))).containsExactly("A 192.0.2.1", "A 192.0.2.2");
        assertThat(values(client.ask("alias.example.test.", Type.ANY))).containsExactly("CNAME www.example.test.");
        assertSoa(client.ask("below.example.test.", Type.ANY), "example.test.", 60);
    }

    @Test
    void foreignNamesAndClassesAreRefused() throws IOException {
        assertThat(client.ask("www.elsewhere.test.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(client.ask(".", Type.NS).getRcode()).isEqualTo(Rcode.REFUSED);
        Message chaos =
                Message.newQuery(Record.newRecord(Name.fromConstantString("version.bind."), Type.TXT, DClass.CHAOS));
        assertThat(client.udp(chaos).getRcode()).isEqualTo(Rcode.REFUSED);
        server.replace(ServerConfig.EMPTY);
        assertThat(client.ask("www.example.test.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void otherOpcodesAreNotImplemented() throws IOException {
        for (int opcode : new int[] {Opcode.IQUERY, Opcode.STATUS, Opcode.NOTIFY, 7}) {
            Message request = query("example.test.", Type.SOA);
            request.getHeader().setOpcode(opcode);
            Message answer = client.udp(request);
            assertThat(answer.getRcode()).isEqualTo(Rcode.NOTIMP);
            assertThat(answer.getHeader().getOpcode()).isEqualTo(opcode);
            assertThat(answer.getHeader().getID()).isEqualTo(request.getHeader().getID());
        }
    }

    @Test
    void theRootZoneCanBeServed() throws IOException {
        server.replace(config(ZoneData.builder(".")
                .primary("ns.root.")
                .recordSets(List.of(set("a.test.", "A", "192.0.2.1"), set("b.test.", "CNAME", "a.test.")))
                .build()));

        assertThat(values(client.ask(".", Type.NS))).containsExactly("NS ns.root.");
        assertThat(values(client.ask("b.test.", Type.A))).containsExactly("A 192.0.2.1", "CNAME a.test.");
        assertThat(client.ask("absent.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    private static void assertSoa(Message answer, String zone, long ttl) {
        assertThat(answer.getSection(Section.AUTHORITY)).singleElement().satisfies(soa -> {
            assertThat(soa.getType()).isEqualTo(Type.SOA);
            assertThat(soa.getName().toString()).isEqualTo(zone);
            assertThat(soa.getTTL()).isEqualTo(ttl);
        });
    }
}
