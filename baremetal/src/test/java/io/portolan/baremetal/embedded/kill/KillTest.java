package io.portolan.baremetal.embedded.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.baremetal.cloud.CloudClient;
import io.portolan.baremetal.embedded.EmbeddedProviderFactory;
import io.portolan.engine.Portolan;
import io.portolan.spi.Config;
import io.portolan.testkit.kill.ChildProcess;
import io.portolan.testkit.kill.KillPoint;
import io.portolan.testkit.kill.KillPoint.Boundary;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An apply is killed with SIGKILL, at boundaries and at seeded random moments, with the provider in the killed process or served by another, which
 * is killed too; one more apply follows each. {@code -Dportolan.kills=200} for the whole run, {@code -Dportolan.seed} for another one.
 */
@Isolated
class KillTest {
    private static final Boundary[] BOUNDARIES = {Boundary.SEND, Boundary.EFFECT, Boundary.ANSWER};
    private static final Map<String, Integer> WHOLE = Map.of(
            "network.list",
            1,
            "firewall.list",
            1,
            "address.list",
            1,
            "balancer.list",
            1,
            "zone.list",
            1,
            "volume.list",
            1,
            "snapshot.list",
            1,
            "attachment.list",
            1);

    /** A scene without a kill: its writes, and the time from the first to the last. */
    private record Calm(int writes, long nanos) {}

    private final int kills = Integer.getInteger("portolan.kills", 20);
    private final long seed = Long.getLong("portolan.seed", 20261124L);
    private final Random random = new Random(seed);
    private final Map<Scene, Calm> calm = new EnumMap<>(Scene.class);
    private @Nullable ChildProcess server;
    private int held;
    private int inside;
    private int atBoundaries;
    private int atRandom;
    private int ofServer;
    private int served;

    @TempDir
    Path temp;

    @Test
    void everyKillIsFollowedByOneApplyThatLeavesNothingBehindAndNothingDouble()
            throws IOException, InterruptedException {
        System.setProperty(Scene.PORT_OFFSET, Integer.toString(freeOffset()));
        calibrate();
        Path alone = temp.resolve("alone");
        Path shared = temp.resolve("shared");
        server = serve(shared);
        try {
            for (int i = 0; i < kills; i++) {
                boolean isServed = i % 2 == 1;
                Scene scene = Scene.values()[i / 2 % 3];
                Path folder = isServed ? shared : alone;
                if (isServed && i % 10 == 9) {
                    killServer(folder, scene);
                } else if (i % 5 < 3) {
                    killAtBoundary(folder, scene, i);
                } else {
                    killAtRandom(folder, scene);
                }
                served += isServed ? 1 : 0;
                goOn(folder, scene, i);
            }
        } finally {
            if (server != null) {
                server.close();
            }
            System.clearProperty(Scene.PORT_OFFSET);
        }
        System.out.printf(
                "kills: %d of %d gone on with (seed %d): %d at boundaries, %d at random, %d of the server; %d between first and last write, %d of them with only the last write left; %d with the provider served%n",
                kills, kills, seed, atBoundaries, atRandom, ofServer, inside, held, served);
        assertThat(inside).as("kills between the first and the last write").isGreaterThanOrEqualTo(kills * 9 / 10);
    }

    /** Ports that are free now: 53 and 80 are served this much higher. */
    private static int freeOffset() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), 65_000) - 53;
        }
    }

    /** Each scene once without a kill: how many writes, and how long from the first to the last. */
    private void calibrate() throws IOException, InterruptedException {
        Path folder = temp.resolve("calibration");
        for (Scene scene : Scene.values()) {
            int writes;
            try (Portolan portolan = Scene.portolan(folder, Scene.state(folder), w -> w)) {
                writes = scene.plan(portolan).writes();
            }
            try (ChildProcess child = start(ApplyProcess.class, folder, scene, Boundary.NONE, 0, writes)) {
                assertThat(child.await(KillPoint.FIRST)).as("%s", child.seen()).isTrue();
                long first = System.nanoTime();
                assertThat(child.await(KillPoint.LAST)).as("%s", child.seen()).isTrue();
                calm.put(scene, new Calm(writes, System.nanoTime() - first));
                assertThat(child.await("DONE DONE")).as("%s", child.seen()).isTrue();
            }
        }
    }

    private static ChildProcess start(Class<?> main, Object... arguments) throws IOException {
        return ChildProcess.start(
                System.getProperty("java.class.path"),
                List.of("-D" + Scene.PORT_OFFSET + "=" + System.getProperty(Scene.PORT_OFFSET)),
                main,
                arguments);
    }

    private Calm calm(Scene scene) {
        return requireNonNull(calm.get(scene), "every scene is calibrated");
    }

    private ChildProcess serve(Path folder) throws IOException, InterruptedException {
        ChildProcess server =
                start(ServeProcess.class, folder.resolve("providers").resolve("local"));
        assertThat(server.await("SERVING")).as("%s", server.seen()).isTrue();
        return server;
    }

    private void killAtBoundary(Path folder, Scene scene, int i) throws IOException, InterruptedException {
        Boundary boundary = BOUNDARIES[i % BOUNDARIES.length];
        int at = random.nextInt(calm(scene).writes());
        try (ChildProcess child = start(
                ApplyProcess.class, folder, scene, boundary, at, calm(scene).writes())) {
            assertThat(child.await(KillPoint.AT))
                    .as("%s at %s of write %d: %s", scene, boundary, at, child.seen())
                    .isTrue();
            child.kill();
            inside += child.isInside() ? 1 : 0;
            atBoundaries++;
        }
    }

    /** At any moment before the last write is sent: that one is held, so a machine that is slow today loses no kill. */
    private void killAtRandom(Path folder, Scene scene) throws IOException, InterruptedException {
        try (ChildProcess child = start(
                ApplyProcess.class, folder, scene, Boundary.HOLD, 0, calm(scene).writes())) {
            letRun(child, scene);
            child.kill();
            inside += child.isInside() ? 1 : 0;
            atRandom++;
            held += child.has(KillPoint.HELD) ? 1 : 0;
        }
    }

    /** The process that serves dies under an apply, which goes on by itself or with the next one that serves. */
    private void killServer(Path folder, Scene scene) throws IOException, InterruptedException {
        try (ChildProcess child = start(
                ApplyProcess.class, folder, scene, Boundary.HOLD, 0, calm(scene).writes())) {
            letRun(child, scene);
            requireNonNull(server, "the server is started first").kill();
            inside += child.isInside() ? 1 : 0;
            ofServer++;
            held += child.has(KillPoint.HELD) ? 1 : 0;
            child.release();
            server = serve(folder);
            assertThat(child.await("DONE")).as("%s", child.seen()).isTrue();
        }
    }

    /** Until the midst of its writes: after the first is sent, and before the last. */
    private void letRun(ChildProcess child, Scene scene) throws InterruptedException {
        assertThat(child.await(KillPoint.FIRST)).as("%s", child.seen()).isTrue();
        LockSupport.parkNanos((long) (random.nextDouble() * calm(scene).nanos()));
        assertThat(child.has(KillPoint.LAST)).as("%s", child.seen()).isFalse();
    }

    private void goOn(Path folder, Scene scene, int kill) throws IOException {
        try (Portolan portolan = Scene.portolan(folder, Scene.state(folder), w -> w)) {
            Outcome outcome = portolan.apply(scene.plan(portolan));
            assertThat(outcome.status())
                    .as("after kill %d (%s): %s %s", kill, scene, outcome.refusals(), outcome.failures())
                    .isEqualTo(Outcome.Status.DONE);
            Plan again = scene.plan(portolan);
            assertThat(again.isEmpty())
                    .as("after kill %d (%s): %s", kill, scene, again)
                    .isTrue();
        }
        count(folder, scene, kill);
    }

    /** What is there, counted at the provider itself: neither an orphan nor a double. */
    private void count(Path folder, Scene scene, int kill) throws IOException {
        Path directory = folder.resolve("providers").resolve("local");
        int each = scene == Scene.DESTROY ? 0 : 1;
        try (CloudClient client = CloudClient.connect(
                directory, EmbeddedProviderFactory.options(Scene.settings(Config.named("local"))))) {
            WHOLE.forEach((call, n) -> assertThat(
                            (List<?>) client.call(call, Map.of()).get("items"))
                    .as("%s after kill %d (%s)", call, kill, scene)
                    .hasSize(n * each));
        }
        for (String files : List.of("volumes", "snapshots")) {
            assertThat(names(directory.resolve(files)))
                    .as("%s after kill %d (%s)", files, kill, scene)
                    .hasSize(each);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
