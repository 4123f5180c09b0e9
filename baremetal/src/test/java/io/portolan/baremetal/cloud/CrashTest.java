package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.all;
import static io.portolan.baremetal.cloud.Requests.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills of a real process, at the points of a call and at any moment, each on what the one before left. */
class CrashTest {
    private static final int KILLS = 24;

    @TempDir
    Path directory;

    @Test
    void aKillAtAnyMomentLeavesEveryCallDoneOrNotDone() throws Exception {
        var random = new Random(20261124);
        int next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = kill % 2 == 0 ? killAtAPoint(next, random) : killAtAnyMoment(next, random);
            int answered = count(said, "end");
            assertThat(count(said, "begin") - answered).isBetween(0, 1);
            next = checkAfterKill(next + answered);
        }
        assertThat(next).isGreaterThan(KILLS);
    }

    /** Opens what a kill left, repeats the call that got no answer, and looks for anything lost, doubled or left over. */
    private int checkAfterKill(int answered) throws IOException {
        try (var cloud = EmbeddedCloud.open(directory, CloudOptions.defaults())) {
            CrashingClient.make(cloud, answered);
            int made = answered + 1;
            List<Map<String, Object>> volumes = all(cloud, "volume.list");
            List<Map<String, Object>> snapshots = all(cloud, "snapshot.list");
            List<Map<String, Object>> attachments = all(cloud, "attachment.list");
            assertThat(names(volumes)).containsExactlyInAnyOrderElementsOf(expected(made, 0));
            assertThat(names(snapshots)).containsExactlyInAnyOrderElementsOf(expected(made, 1));
            assertThat(names(attachments)).containsExactlyInAnyOrderElementsOf(expected(made, 2));
            assertThat(all(cloud, "records.list")).hasSize(2 * expected(made, 3).size());
            assertThat(files("volumes")).containsExactlyInAnyOrderElementsOf(images(volumes));
            assertThat(files("snapshots")).containsExactlyInAnyOrderElementsOf(images(snapshots));
            assertThat(files("instances")).containsExactlyInAnyOrderElementsOf(names(attachments));
            return made;
        }
    }

    private static List<String> expected(int made, int kind) {
        return IntStream.range(0, made)
                .filter(n -> n % CrashingClient.ROUND == kind)
                .mapToObj(n -> "n" + n)
                .toList();
    }

    private static List<String> names(List<Map<String, Object>> things) {
        return things.stream().map(thing -> (String) thing.get("name")).toList();
    }

    private static List<String> images(List<Map<String, Object>> things) {
        return things.stream().map(thing -> id(thing) + ".img").toList();
    }

    private List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int count(List<String> said, String word) {
        return (int) said.stream().filter(line -> line.startsWith(word)).count();
    }

    private List<String> killAtAPoint(int first, Random random) throws Exception {
        Hook.Point point = Hook.Point.values()[random.nextInt(Hook.Point.values().length)];
        Process child = start(first, point.name(), 1 + random.nextInt(8));
        List<String> said = child.inputReader().lines().toList();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(137);
        return said;
    }

    private List<String> killAtAnyMoment(int first, Random random) throws Exception {
        Process child = start(first, "never", 0);
        var said = new ArrayList<String>();
        try (var reader = child.inputReader()) {
            int calls = 2 + random.nextInt(10);
            while (count(said, "begin") < calls) {
                said.add(reader.readLine());
            }
            long until = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            child.toHandle().destroyForcibly();
            reader.lines().forEach(said::add);
        }
        child.waitFor();
        return said;
    }

    private Process start(int first, String point, int times) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingClient.class.getName(),
                        directory.toString(),
                        Integer.toString(first),
                        point,
                        Integer.toString(times))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
