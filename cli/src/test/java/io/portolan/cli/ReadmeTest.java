package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's samples, run from its own text. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("portolan.root"));

    @TempDir
    Path folder;

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).as("the README has a block of %s", language).isTrue();
        return block.group(1);
    }

    private String run(int exit, String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.of(InputStream.nullInputStream(), out, out)
                .environment(Map.of())
                .folder(folder);
        int code = Cli.run(terminal, words);
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(code).as("portolan %s\n%s", String.join(" ", words), text).isEqualTo(exit);
        return text;
    }

    @Test
    void theManifestIsPlannedMadeShownAndTakenAway() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("shop")).resolve("shop.yaml"), block("yaml"));
        run(0, "validate", "shop");
        assertThat(run(0, "plan", "shop")).contains("balancer.create", "zone.create");
        run(0, "apply", "shop", "--yes");
        assertThat(run(0, "status", "shop")).contains("LoadBalancer/web", "DnsZone/shop");
        run(0, "diff", "shop");
        run(0, "destroy", "shop", "--yes");
    }

    @Test
    void theProgramRuns() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Shop.java"), block("java"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString(),
                        folder.resolve("state").toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("balancer.create", "zone.create", "DONE: 127.");
    }

    @Test
    void theFirstBlockIsTheTwoCommandsThatCiCalls() throws IOException {
        assertThat(block("sh").lines()).containsExactly("./portolan demo", "./mvnw verify");
    }
}
