package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.Session.Ran;
import io.portolan.engine.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input: everything at once, each with its place, and nothing is called. */
class InputTest {
    private static final Path EXAMPLES = Session.root().resolve("examples");
    private static final int MUTATIONS = Integer.getInteger("portolan.mutations", 3_000) / 5;
    private static final long SEED = Long.getLong("portolan.seed", 20_261_124L);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void tenMistakesAreShownAtOnceAsTheManualHasThem() throws IOException {
        Ran run = new Session(Session.root()).run("validate examples/mistakes");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).isEmpty();
        assertThat("$ portolan validate examples/mistakes\n\n" + run.out())
                .isEqualTo(Files.readString(
                        Session.root().resolve("engine/src/test/resources/io/portolan/engine/manifest/errors.txt")));
    }

    @Test
    void tenMistakesAreTenProblemsInJson() {
        Ran run = new Session(Session.root()).run("validate examples/mistakes -o json");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(Json.readObject(run.out())).containsEntry("kind", "Problems");
        assertThat(Json.readObject(run.out()).get("problems"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(10)
                .allSatisfy(problem -> assertThat(problem.toString())
                        .contains("line=")
                        .contains("column=")
                        .contains("code=P"));
    }

    @Test
    void wrongInputCallsNobody() throws IOException {
        Session session = new Session(folder)
                .embedded()
                .file("site/site.yaml", Files.readString(EXAMPLES.resolve("mistakes/ten.yaml")));

        for (String command : List.of(
                "validate site", "plan site", "apply site --yes", "status site", "diff site", "destroy site --yes")) {
            assertThat(session.run(command).exit()).as(command).isEqualTo(3);
        }

        assertThat(folder.resolve(".portolan")).doesNotExist();
    }

    /** By their bytes alone, through the whole command; the engine's own test damages the trees, too. */
    @Test
    void damageEndsInAnAnswer() throws IOException {
        List<Path> files = List.of(
                EXAMPLES.resolve("smallest/web.yaml"),
                EXAMPLES.resolve("l4/resolver.yaml"),
                EXAMPLES.resolve("existing/existing.yaml"),
                EXAMPLES.resolve("mistakes/ten.yaml"));
        Session session = new Session(folder).embedded();
        int wrong = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damage(Files.readAllBytes(files.get(i % files.size())), new Random(SEED + i));
            Files.write(Files.createDirectories(folder.resolve("site")).resolve("site.yaml"), damaged);
            String command = i % 2 == 0 ? "validate site" : "apply site --yes --plan 00000000";
            long begun = System.nanoTime();

            Ran run = session.run(command);

            String what = command + " of mutation " + i + ", -Dportolan.seed=" + SEED + "\n" + run.all();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(what).isLessThan(PATIENCE);
            assertThat(run.exit()).as(what).isIn(0, 3, 4);
            assertThat(run.all()).as(what).doesNotContain("a defect in portolan", "Exception", "\tat ");
            if (run.exit() == 3) {
                wrong++;
                assertThat(folder.resolve(".portolan")).as(what).doesNotExist();
            } else {
                forget(folder.resolve(".portolan"));
            }
        }
        System.out.printf(
                "%,d damaged manifests through the command from seed %d: %,d wrong, nobody called%n",
                MUTATIONS, SEED, wrong);
        assertThat(wrong).isGreaterThan(MUTATIONS / 3);
    }

    private static byte[] damage(byte[] original, Random random) {
        int from = random.nextInt(original.length);
        int to = Math.min(original.length, from + 1 + random.nextInt(8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(original, 0, from);
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> out.write(random.nextInt(256));
            case 2 -> {
                out.write(original, from, to - from);
                out.write(original, from, to - from);
            }
            default -> {
                out.write("\t\n :-[]{},&*!|>'\"%@`#?$(".charAt(random.nextInt(24)));
                out.write(original, from, to - from);
            }
        }
        out.write(original, to, original.length - to);
        return out.toByteArray();
    }

    private static void forget(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
