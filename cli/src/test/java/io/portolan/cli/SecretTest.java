package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.Session.Ran;
import io.portolan.cli.keys.SelfSigned;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets planted where they can come from, looked for in everything that commands print and keep. */
class SecretTest {
    private static final String SITE = """
            apiVersion: portolan.io/v1
            kind: LoadBalancer
            metadata: {name: web}
            spec:
              listeners:
                - port: 443
                  protocol: HTTPS
                  tls:
                    certificates:
                      - certificate: {file: tls/site.crt}
                        privateKey: %s
                  pool: app
              pools: [{name: app, port: 8080, targets: [127.0.0.10], healthCheck: {path: /, interval: 1s}}]
            ---
            apiVersion: portolan.io/v1
            kind: DnsZone
            metadata: {name: zone}
            spec:
              dnsName: site.example
              ttl: 1s
              records: [{name: www, alias: {loadBalancer: web}}]
            """;

    @TempDir
    private Path folder;

    private final SelfSigned pair = SelfSigned.of(List.of("www.site.example"), 1, Instant.now());
    private final SelfSigned next = SelfSigned.of(List.of("www.site.example"), 2, Instant.now());
    private final String key = pair.privateKey().reveal();
    private final ByteArrayOutputStream process = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final List<String> printed = new ArrayList<>();
    private Session session;

    @BeforeEach
    void listen() throws IOException {
        session = new Session(folder).embedded("talkative").file("site/tls/site.crt", pair.certificate());
        PrintStream everything = new PrintStream(process, true, StandardCharsets.UTF_8);
        System.setOut(everything);
        System.setErr(everything);
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
    }

    private Ran run(int exit, String command) {
        Ran ran = session.run(command);
        printed.add("$ portolan " + command + "\n" + ran.all());
        assertThat(ran.exit()).as("portolan %s%n%s", command, ran.all()).isEqualTo(exit);
        return ran;
    }

    /** The keys by line, and what the provider gives away. */
    private Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(Set.of(TalkativeFactory.PASSWORD));
        for (SelfSigned each : List.of(pair, next)) {
            each.privateKey()
                    .reveal()
                    .lines()
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(secrets::add);
        }
        assertThat(secrets).hasSize(5);
        return secrets;
    }

    private void assertNoSecret() throws IOException {
        printed.add("the process itself\n" + process.toString(StandardCharsets.UTF_8));
        for (String secret : secrets()) {
            assertThat(printed).noneMatch(text -> text.contains(secret));
        }
        for (Path file : kept()) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(secrets()).as(file.toString()).noneMatch(content::contains);
        }
    }

    /** Every file but the manifests and the provider's own: that is its cloud. */
    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(folder.resolve("site")))
                    .filter(f -> !f.startsWith(folder.resolve(".portolan/providers")))
                    .toList();
        }
    }

    @Test
    void aKeyInPlainIsRefusedEverywhereAndNeverRepeated() throws IOException {
        session.file("site/site.yaml", SITE.formatted("|\n" + key.indent(14)));

        for (String command : List.of("validate", "plan", "apply --yes", "status", "diff", "graph", "destroy --yes")) {
            assertThat(run(3, command.replaceFirst("( |$)", " site ")).all()).contains("P030");
            assertThat(run(3, command.replaceFirst("( |$)", " site ") + " -o json")
                            .all())
                    .contains("P030");
        }
        run(3, "explain LoadBalancer/web --in site");

        assertNoSecret();
    }

    @Test
    void aKeyOfTheEnvironmentIsUsedAndNeverShown() throws IOException {
        session.variable("SITE_KEY", key).file("site/site.yaml", SITE.formatted("{env: SITE_KEY}"));

        run(0, "validate site");
        assertThat(run(0, "plan site --calls").out()).contains("privateKey: ***");
        run(0, "plan site -o json");
        run(0, "apply site --yes");
        run(0, "plan site -o json");
        run(0, "status site");
        run(0, "status site -o json");
        run(0, "explain LoadBalancer/web --in site");
        run(0, "explain LoadBalancer/web --in site -o json");
        run(0, "graph site");
        run(0, "graph site -o json");
        run(0, "graph site -O site.svg");
        session.file("site/tls/site.crt", next.certificate())
                .variable("SITE_KEY", next.privateKey().reveal());
        assertThat(run(2, "diff site").out()).contains("certificate");
        run(2, "diff site -o json");
        run(0, "apply site --yes -o json");
        run(0, "destroy site --yes --calls");

        assertThat(kept()).anyMatch(f -> f.toString().contains(".portolan/state"));
        assertNoSecret();
    }

    @Test
    void whatTheProviderRepeatsOfAKeyIsNotPassedOn() throws IOException {
        session.file("site/tls/site.key", key)
                .variable("PORTOLAN_HERE_REPEATS", key)
                .file("site/site.yaml", SITE.formatted("{file: tls/site.key}"));

        run(0, "plan site");
        assertThat(run(1, "apply site --yes").all())
                .contains("this key is none: ")
                .contains("***");
        assertThat(run(1, "apply site --yes -o json").out()).contains("BadKey").contains("***");
        run(0, "status site");
        run(0, "destroy site --yes -o json");

        assertNoSecret();
    }

    /** The test itself: what it looks for is there where it may be, and is found. */
    @Test
    void aSecretThatIsThereIsFound() throws IOException {
        session.variable("SITE_KEY", key).file("site/site.yaml", SITE.formatted("{env: SITE_KEY}"));
        run(0, "apply site --yes");

        try (Stream<Path> files = Files.walk(folder.resolve(".portolan/providers"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .anySatisfy(f -> assertThat(Files.readString(f, StandardCharsets.ISO_8859_1))
                            .contains(key.lines().skip(1).findFirst().orElseThrow()));
        }
    }
}
