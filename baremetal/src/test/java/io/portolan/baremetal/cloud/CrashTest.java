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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills of a real process, at the points of a call and at any moment, each on what the one before left. */
class CrashTest {
    private static final int KILLS = 24;
    private static final int SERVER_KILLS = 5;

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

    @Test
    void aKillOfTheProcessThatServesLosesNoAnsweredCall() throws Exception {
        var random = new Random(7);
        int n = 0;
        for (int kill = 0; kill < SERVER_KILLS; kill++) {
            Process server = java(ServingProcess.class, directory.toString());
            try (var reader = server.inputReader();
                    var client = CloudClient.connect(directory, CloudOptions.defaults())) {
                assertThat(reader.readLine()).isEqualTo("serving []");
                Thread killer = killAfter(server, random.nextInt(3_000_000));
                n = callUntilUnanswered(client, n, n + 400);
                killer.join();
                server.waitFor();
            }
        }
        checkAfterKill(n);
    }

    private static Thread killAfter(Process server, long nanos) {
        var killer = new Thread(() -> {
            LockSupport.parkNanos(100_000_000 + nanos);
            server.toHandle().destroyForcibly();
        });
        killer.start();
        return killer;
    }

    /** The number of the first call that got no answer. */
    private static int callUntilUnanswered(Api client, int first, int last) {
        for (int n = first; n < last; n++) {
            try {
                CrashingClient.make(client, n);
            } catch (CloudException e) {
                assertThat(e.code()).isEqualTo(CloudException.Code.UNAVAILABLE);
                return n;
            }
        }
        return last;
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
        return java(
                CrashingClient.class, directory.toString(), Integer.toString(first), point, Integer.toString(times));
    }

    private static Process java(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
