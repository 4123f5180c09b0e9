package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.baremetal.nameserver.TsigKey.Algorithm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as BIND's own clients see it. */
class ToolsTest {
    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final ZoneData zone = zone(
            "example.test.",
            set("www.example.test.", "A", "192.0.2.1"),
            set("alias.example.test.", "CNAME", "www.example.test."),
            set("many.example.test.", "TXT", texts(40)),
            set("child.example.test.", "NS", "ns.child.example.test."),
            set("ns.child.example.test.", "A", "192.0.2.53"));
    private final InMemoryZoneStore store = new InMemoryZoneStore(zone);
    private final NameServer server = Zones.server().store(store).start();

    @BeforeEach
    void serve() {
        server.replace(new ServerConfig(List.of(zone), List.of(TsigKey.of("key.", Algorithm.HMAC_SHA256, SECRET))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void digReadsAnswersDenialsAndReferrals() throws Exception {
        assertThat(dig("alias.example.test", "A", "+short")).isEqualTo("www.example.test.\n192.0.2.1\n");
        assertThat(dig("www.example.test", "A"))
                .contains("status: NOERROR", "flags: qr aa rd;", "EDNS: version: 0, flags:; udp: 1232")
                .doesNotContain("WARNING: Message", "Warning: Message");
        assertThat(dig("absent.example.test", "A")).contains("status: NXDOMAIN", "AUTHORITY: 1", "SOA");
        assertThat(dig("x.child.example.test", "A")).contains("ns.child.example.test.\t300\tIN\tA\t192.0.2.53");
        assertThat(dig("www.example.test", "A", "+edns=1", "+noednsneg")).contains("status: BADVERS");
        assertThat(dig("www.example.test", "A", "+tcp", "+cookie=0123456789abcdef"))
                .contains("status: NOERROR");
    }

    @Test
    void digFallsBackToTcp() throws Exception {
        assertThat(dig("many.example.test", "TXT")).contains("Truncated, retrying in TCP mode", "ANSWER: 40", "(TCP)");
    }

    @Test
    void digTransfersWithTheKeyOnly() throws Exception {
        assertThat(dig("example.test", "AXFR", "-k", keyFile()))
                .contains("www.example.test.\t300\tIN\tA\t192.0.2.1", "XFR size: 48 records")
                .doesNotContain("Couldn't verify signature", "failed");
        assertThat(dig("example.test", "AXFR")).contains("Transfer failed");
        assertThat(dig("example.test", "IXFR=7", "-k", keyFile())).contains("XFR size: 1 records");
    }

    @Test
    void nsupdateAddsDeletesAndRespectsPrerequisites() throws Exception {
        for (String transport : List.of("", "-v")) {
            assertThat(nsupdate(transport, "update add new.example.test 60 A 192.0.2.9", "send"))
                    .isEmpty();
            assertThat(dig("new.example.test", "A", "+short")).isEqualTo("192.0.2.9\n");
            assertThat(nsupdate(
                            transport,
                            "prereq yxrrset new.example.test A 192.0.2.9",
                            "update delete new.example.test A",
                            "update add new.example.test 60 TXT \"two words; one\"",
                            "send"))
                    .isEmpty();
            assertThat(dig("new.example.test", "TXT", "+short")).isEqualTo("\"two words; one\"\n");
            assertThat(nsupdate(
                            transport, "prereq nxdomain new.example.test", "update delete www.example.test", "send"))
                    .contains("YXDOMAIN");
            assertThat(nsupdate(transport, "update delete new.example.test", "send"))
                    .isEmpty();
            assertThat(dig("new.example.test", "ANY")).contains("status: NXDOMAIN");
        }
        assertThat(store.zone("example.test.").serial()).isEqualTo(13);
    }

    @Test
    void nsupdateFindsTheZoneByItself() throws Exception {
        List<String> lines =
                List.of("server 127.0.0.1 " + port(), "update add self.example.test 60 A 192.0.2.9", "send", "answer");
        assertThat(run(String.join("\n", lines) + "\n", tool("nsupdate"), "-k", keyFile()))
                .contains("NOERROR");
        assertThat(dig("self.example.test", "A", "+short")).isEqualTo("192.0.2.9\n");
    }

    @Test
    void nsupdateWithoutOrWithAWrongKeyIsRefused() throws Exception {
        List<String> lines =
                List.of("server 127.0.0.1 " + port(), "zone example.test", "update delete www.example.test", "send");
        assertThat(run(String.join("\n", lines) + "\n", tool("nsupdate"))).contains("REFUSED");

        Path wrong = folder.resolve("wrong.key");
        Files.writeString(wrong, keyText("key", "bm90IHRoZSBzZWNyZXQ="));
        assertThat(run(String.join("\n", lines) + "\n", tool("nsupdate"), "-k", wrong.toString()))
                .contains("BADSIG");
        assertThat(store.zone("example.test.")).isEqualTo(zone);
    }

    private String dig(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool("dig"), "@127.0.0.1", "-p", port()));
        command.addAll(Arrays.asList(arguments));
        return run("", command.toArray(String[]::new));
    }

    private String nsupdate(String transport, String... lines) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool("nsupdate"), "-k", keyFile()));
        if (!transport.isEmpty()) {
            command.add(transport);
        }
        String input = "server 127.0.0.1 " + port() + "\nzone example.test\n" + String.join("\n", lines) + "\n";
        return run(input, command.toArray(String[]::new));
    }

    private String port() {
        return Integer.toString(server.status().address().getPort());
    }

    private String keyFile() throws IOException {
        Path file = folder.resolve("update.key");
        Files.writeString(file, keyText("key", Base64.getEncoder().encodeToString(SECRET)));
        return file.toString();
    }

    private static String keyText(String name, String secret) {
        return "key \"" + name + "\" { algorithm hmac-sha256; secret \"" + secret + "\"; };\n";
    }

    private String run(String input, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    private static String tool(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        assumeTrue(false, "skipped: " + name + " is not on the PATH (Debian: bind9-dnsutils)");
        return name;
    }

    private static String[] texts(int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = "\"" + i + "x".repeat(100) + "\"";
        }
        return texts;
    }
}
