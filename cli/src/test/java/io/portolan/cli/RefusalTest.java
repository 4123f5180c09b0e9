package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.baremetal.cloud.CloudClient;
import io.portolan.baremetal.cloud.CloudOptions;
import io.portolan.cli.Session.Ran;
import io.portolan.engine.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before the first write, each time with what to do. */
class RefusalTest {
    private static final String VOLUME = """
            apiVersion: portolan.io/v1
            kind: Volume
            metadata: {name: %s}
            spec: {size: %s}
            """;

    @TempDir
    private Path folder;

    private final List<String> writes = Collections.synchronizedList(new ArrayList<>());
    private Session session;

    @BeforeEach
    void listen() throws IOException {
        session = new Session(folder).embedded("talkative");
        TalkativeFactory.LISTENER.set(call -> {
            if (call.isWrite()) {
                writes.add(call.name());
            }
        });
    }

    @AfterEach
    void restore() {
        TalkativeFactory.LISTENER.set(call -> {});
    }

    private Ran refused(int exit, String command) {
        writes.clear();
        Ran ran = session.run(command);
        assertThat(ran.exit()).as("%s%n%s", command, ran.all()).isEqualTo(exit);
        assertThat(writes).as(command).isEmpty();
        return ran;
    }

    private Ran done(String command) {
        Ran ran = session.run(command);
        assertThat(ran.exit()).as("%s%n%s", command, ran.all()).isZero();
        return ran;
    }

    private static String zone(int records) {
        return """
                apiVersion: portolan.io/v1
                kind: DnsZone
                metadata: {name: zone}
                spec:
                  dnsName: many.example
                  ttl: 60s
                  records:
                    - {name: "@", type: TXT, values: [here]}
                %s""".formatted(IntStream.range(0, records)
                .mapToObj(i ->
                        "    - {name: h" + i + ", type: A, values: [10.0." + i / 250 + "." + (1 + i % 250) + "]}\n")
                .collect(Collectors.joining()));
    }

    @Test
    void aSpecThatTheProviderCannotHold() throws IOException {
        session.file(
                "site/site.yaml", Stacks.SITE.replace("  network: main\n", "  network: main\n  idleTimeout: 48h\n"));

        Ran refused = refused(4, "apply site --yes");

        assertThat(refused.out())
                .containsPattern("refused {2}LoadBalancer/web +UNSUPPORTED")
                .contains("48h")
                .contains("24h")
                .contains("portolan support LoadBalancer")
                .contains("--skip-refused");
    }

    @Test
    void aLossThatNobodyAgreedTo() throws IOException {
        session.file("portolan.yaml", """
                        apiVersion: portolan.io/v1
                        kind: Configuration
                        spec:
                          defaultProvider: here
                          providers: [{name: here, type: talkative, portOffset: 8000}]
                        """).file("site/site.yaml", Stacks.SITE + """
                ---
                apiVersion: portolan.io/v1
                kind: Firewall
                metadata: {name: out}
                spec: {network: main, egress: [{protocol: TCP, ports: [443], to: [{cidr: 10.0.0.0/8}]}]}
                """);

        Ran refused = refused(4, "apply site --yes");

        assertThat(refused.out()).contains("DEGRADED").contains("--accept-degraded");
        assertThat(session.run("plan site --accept-degraded").exit()).isZero();
    }

    @Test
    void aPlanThatMoved() throws IOException {
        session.file("site/site.yaml", Stacks.SITE);
        Matcher digest = Pattern.compile("--plan ([0-9a-f]{8})")
                .matcher(done("plan site").out());
        assertThat(digest.find()).isTrue();
        session.file("site/site.yaml", Stacks.SITE.replace("10 mx.mail", "20 mx.mail"));

        Ran refused = refused(4, "apply site --plan " + digest.group(1));

        assertThat(refused.all()).contains("MOVED").contains("portolan plan").contains("Nothing was written.");
    }

    @Test
    void aProtectedResource() throws IOException {
        session.file("site/v.yaml", VOLUME.formatted("data", "20Mi") + "lifecycle: {protect: true}\n");
        done("apply site --yes");
        assertThat(refused(4, "destroy site --yes").out())
                .containsPattern("refused {2}Volume/data +PROTECTED")
                .contains("(v.yaml:5)")
                .contains("--unprotect Volume/data");

        session.file("site/v.yaml", VOLUME.formatted("other", "20Mi"));
        assertThat(refused(4, "apply site --yes").out())
                .containsPattern("refused {2}Volume/data +PROTECTED")
                .contains("--unprotect Volume/data");

        done("apply site --yes --unprotect Volume/data");
    }

    @Test
    void moreDeletesThanTheGuardLetsThrough() throws IOException {
        session.file("many/zone.yaml", zone(20));
        done("apply many --yes");
        session.file("many/zone.yaml", zone(8));

        assertThat(refused(4, "apply many --yes").out())
                .containsPattern("refused {2}the whole plan +GUARD")
                .contains("12 of 22 resources (54 %)")
                .contains("--allow-delete 12");
        assertThat(refused(4, "apply many --yes --allow-delete 11").out()).contains("--allow-delete 12");
        assertThat(refused(4, "apply many --yes --allow-delete 13").out()).contains("--allow-delete 12");

        assertThat(done("apply many --yes --allow-delete 12").out()).contains("12 deleted");
        assertThat(session.run("plan many --check").exit()).isZero();
    }

    @Test
    void aNameThatAnotherStackHas() throws IOException {
        session.file("first/zone.yaml", zone(1));
        done("apply first --yes");
        String id = done("explain DnsZone/zone --in first").out().replaceAll("(?s).*\\b(zone-[0-9a-f]+).*", "$1");
        session.file("second/zone.yaml", zone(1));

        Ran refused = refused(4, "apply second --yes");
        assertThat(refused.out())
                .containsPattern("refused {2}DnsZone/zone +FOREIGN")
                .contains("portolan adopt DnsZone/zone '" + id + "'")
                .contains("is there and isn't ours but first's")
                .contains("0 of 3 resources are as wanted.");
    }

    @Test
    void whoTakesSomethingFromAnotherStackIsTold() throws IOException {
        session.file("first/v.yaml", VOLUME.formatted("one", "20Mi"));
        done("apply first --yes");
        String id = done("explain Volume/one --in first").out().replaceAll("(?s).*\\b(vol-[0-9a-f]+).*", "$1");
        session.file("second/v.yaml", VOLUME.formatted("two", "20Mi"));

        assertThat(refused(4, "adopt Volume/two " + id + " --in second").out())
                .contains("taken from first, which has it as Volume/one");
    }

    private CloudClient cloud() {
        return CloudClient.connect(
                folder.resolve(".portolan/providers/here"),
                CloudOptions.builder().build());
    }

    /** Made beside Portolan, by the provider's own calls. */
    private String made(String call, Map<String, Object> request) {
        try (CloudClient cloud = cloud()) {
            return String.valueOf(cloud.call(call, request).get("id"));
        }
    }

    @Test
    void whatNobodyOwnsIsRefusedByItsNameAndAdoptedByItsId() throws IOException {
        String id = made("zone.create", Map.of("dnsName", "many.example."));
        session.file("many/zone.yaml", zone(1));

        assertThat(refused(4, "apply many --yes").out())
                .containsPattern("refused {2}DnsZone/zone +FOREIGN")
                .contains("portolan adopt DnsZone/zone '" + id + "'")
                .contains("to leave it: take DnsZone/zone out of the stack");
        // Its record sets stand in the same document: what else there is to do is not done in passing.
        assertThat(refused(4, "adopt DnsZone/zone " + id + " --in many --yes").out())
                .contains("the stack has other changes, too")
                .contains("lifecycle: {adopt: " + id + "}");

        session.file("many/zone.yaml", zone(1) + "lifecycle: {adopt: " + id + "}\n");
        assertThat(done("plan many").out())
                .contains("adopt   DnsZone/zone")
                .contains("2 to create, 0 to change, 0 to replace, 0 to delete, 1 to adopt, 0 refused. 2 writes.")
                .doesNotContain("waiting");
        writes.clear();
        assertThat(done("apply many --yes").out()).contains("1 adopted").contains("2 writes");
        assertThat(writes).containsExactly("zone.update", "zone.update");
        assertThat(session.run("plan many --check").exit()).isZero();
    }

    @Test
    void adoptWritesItsLineIntoTheManifest() throws IOException {
        String id = made("volume.create", Map.of("name", "old", "size", 20L << 20));
        session.file("site/v.yaml", VOLUME.formatted("data", "20Mi"));
        assertThat(refused(4, "adopt Volume/data " + id + " --in site").err()).contains("nobody here to ask");
        assertThat(refused(4, "adopt Volume/data vol-000000000000 --in site --yes")
                        .out())
                .contains("there is no Volume vol-000000000000 to adopt");

        Ran adopted = done("adopt Volume/data " + id + " --in site --yes --write");

        assertThat(writes).containsExactly("volume.update");
        assertThat(adopted.out()).contains("1 adopted").contains("Written: lifecycle: {adopt: " + id + "} in v.yaml:5");
        assertThat(folder.resolve("site/v.yaml")).content().endsWith("lifecycle: {adopt: " + id + "}\n");
        assertThat(session.run("plan site --check").exit()).isZero();
    }

    @Test
    void aRefusalIsInTheJsonToo() throws IOException {
        session.file(
                "site/site.yaml", Stacks.SITE.replace("  network: main\n", "  network: main\n  idleTimeout: 48h\n"));

        Ran refused = refused(4, "plan site -o json");

        assertThat(Json.readObject(refused.out()).get("refused"))
                .asString()
                .contains("UNSUPPORTED")
                .contains("LoadBalancer/web");
    }

    @Test
    void aThousandRecordSetsAreOneSectionAndAFewCalls() throws IOException {
        session.file("many/zone.yaml", zone(999));

        Ran plan = done("plan many");

        assertThat(plan.out())
                .containsPattern("create {2}RecordSet/zone/\\* +1,000 record sets")
                .contains("1,001 to create");
        assertThat(plan.out().lines()).hasSizeLessThan(20);
        assertThat(plan.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(done("apply many --yes").err()).containsPattern("RecordSet/zone/\\* +ok .*1,000 record sets");
        assertThat(done("plan many").out()).contains("1,001 of 1,001 resources are as wanted.");
    }
}
