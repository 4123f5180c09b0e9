package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.Session.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's samples and commands, run from its own text. */
class ReadmeTest {
    @TempDir
    private Path folder;

    private int offset;
    private Session session;

    @BeforeEach
    void beAlone() throws IOException {
        offset = Session.freeOffset();
        session = alone();
    }

    /** On ports that nobody else has. */
    private Session alone() {
        return new Session(folder)
                .variable("PORTOLAN_EMBEDDED_PORT_OFFSET", Integer.toString(offset))
                .variable("PORTOLAN_EMBEDDED_RANGE", "127.99.0.0/16");
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Session.root().resolve("README.md")));
        assertThat(block.find()).as("the README has a block of %s", language).isTrue();
        return block.group(1);
    }

    /** What stands behind {@code ./portolan} in the block of commands, without the words on what it does. */
    private static List<String> commands() throws IOException {
        return block("text")
                .lines()
                .map(line -> line.replaceFirst("^\\./portolan ", "").replaceFirst(" {2,}.*$", ""))
                .toList();
    }

    private Ran done(String command) {
        Ran ran = session.run(command);
        assertThat(ran.exit()).as("portolan %s%n%s", command, ran.all()).isZero();
        return ran;
    }

    @Test
    void theManifestIsPlannedServedProbedShownAndTakenAway() throws Exception {
        List<String> commands = commands();
        assertThat(commands)
                .containsExactly("plan shop", "up shop --backends", "probe shop", "status shop", "destroy shop");
        session.file("shop/shop.yaml", block("yaml"));

        done("validate shop");
        assertThat(done(commands.get(0)).out()).contains("balancer.create", "zone.create");
        Session server = alone();
        try (CtrlC ctrlC = new CtrlC()) {
            CompletableFuture<Ran> up = CompletableFuture.supplyAsync(() -> server.run(commands.get(1)));
            Waiting.until("it serves", () -> up.isDone() || server.shown().contains("\n  try "));
            assertThat(up).as(server.shown()).isNotDone();
            assertThat(done(commands.get(2)).out())
                    .containsPattern("www.shop.example. +A 127\\.99\\.")
                    .containsPattern("http://www.shop.example/ +200")
                    .contains("; 0 failed");
            assertThat(done(commands.get(3)).out()).containsPattern("LoadBalancer/web +ok .*2 of 2 up");
            done("diff shop");
            while (!up.isDone()) {
                CtrlC.press();
                try {
                    up.get(200, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Pressed before it listened: again.
                    continue;
                }
            }
            assertThat(up.get().exit()).isZero();
            assertThat(ctrlC).isNotNull();
        }
        session.typing("shop");
        assertThat(done(commands.get(4)).out()).contains("4 deleted");
    }

    @Test
    void theProgramRuns() throws IOException, InterruptedException {
        assertThat(run(block("java"), 0)).contains("balancer.create", "zone.create", "DONE: 127.");
    }

    @Test
    void aWrongSampleWouldBeFound() throws IOException, InterruptedException {
        for (String field : List.of("listeners", "healthCheck", "alias", "kind")) {
            session.file("shop/shop.yaml", block("yaml").replaceFirst(field, field + "x"));
            assertThat(session.run("validate shop").exit()).as(field).isEqualTo(3);
        }
        assertThat(run(block("java").replaceFirst("\\.target\\(", ".targets("), 1))
                .contains("error: compilation failed");
    }

    private String run(String program, int exit) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Shop.java"), program);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString(),
                        folder.resolve("state").toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exit);
        return output;
    }

    @Test
    void theFirstBlockIsTheTwoCommandsThatCiCalls() throws IOException {
        assertThat(block("sh").lines()).containsExactly("./portolan demo", "./mvnw verify");
    }
}
