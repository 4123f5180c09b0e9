package io.portolan.aws.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.aws.MotoAccount;
import io.portolan.aws.MotoSubject;
import io.portolan.aws.traffic.AwsTraffic;
import io.portolan.engine.Portolan;
import io.portolan.model.NativeId;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.kill.ChildProcess;
import io.portolan.testkit.kill.KillPoint;
import io.portolan.testkit.kill.KillPoint.Boundary;
import io.portolan.testkit.proxy.LossyProxy;
import io.portolan.testkit.proxy.ProxyCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An apply behind a proxy that loses, throttles and answers late is killed with SIGKILL, three of five times at a boundary of a write, else at a random
 * moment; then one more apply. What is there is counted by moto's own listings. {@code -Dportolan.kills=200} for the whole run, {@code -Dportolan.seed}
 * for another one, {@code -Dportolan.kill.scene} for one scene.
 */
class KillTest {
    private static final Boundary[] BOUNDARIES = {Boundary.SEND, Boundary.EFFECT, Boundary.ANSWER};
    private static final double FAULTS = 0.04;
    /** How old a list may be; what shows no later than this after its call is within the window that the engine waits for. */
    private static final Duration LAG = Duration.ofSeconds(2);

    /** A scene without a kill: its writes, the time from the first to the last, and what is there then. */
    private record Calm(int writes, long nanos, Map<String, Long> parts) {}

    /** How one kill and its apply ended. */
    private record End(
            boolean random, boolean inside, boolean held, boolean beyond, int surplus, int missing, String problem) {}

    private final int kills = Integer.getInteger("portolan.kills", 6);
    private final long seed = Long.getLong("portolan.seed", 20261124L);
    private final Map<Scene, Calm> calm = new EnumMap<>(Scene.class);

    @TempDir
    private Path temp;

    private @Nullable ClassArchive archive;

    @Test
    void everyKillIsFollowedByOneApplyThatLeavesNothingBehindAndNothingDouble()
            throws IOException, InterruptedException, ExecutionException {
        String only = System.getProperty("portolan.kill.scene", "");
        for (Scene scene : Scene.values()) {
            if (only.isEmpty() || only.equals(scene.name())) {
                all(scene);
            }
        }
    }

    private void all(Scene scene) throws IOException, InterruptedException, ExecutionException {
        calibrate(scene);
        ExecutorService pool = Executors.newFixedThreadPool(Integer.getInteger("portolan.kill.together", 4));
        List<Future<End>> running = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            int number = i;
            running.add(pool.submit(() -> one(scene, number)));
        }
        List<End> ends = new ArrayList<>();
        for (Future<End> end : running) {
            ends.add(end.get());
        }
        pool.shutdown();
        report(scene, ends);
    }

    private void report(Scene scene, List<End> ends) {
        long inside = ends.stream().filter(End::inside).count();
        List<End> within = ends.stream().filter(end -> !end.beyond).toList();
        System.out.printf(
                "kills: %s: %d of %d gone on with (seed %d): %d at boundaries, %d at random; %d between first and last write, %d of them with only the last"
                        + " write left; lag within the window in %d: %d orphans or doubles, %d missing, %d not done; beyond it in %d: %d orphans or doubles%n",
                scene,
                ends.size(),
                kills,
                seed,
                ends.stream().filter(end -> !end.random).count(),
                ends.stream().filter(End::random).count(),
                inside,
                ends.stream().filter(End::held).count(),
                within.size(),
                within.stream().mapToInt(End::surplus).sum(),
                within.stream().mapToInt(End::missing).sum(),
                within.stream().filter(end -> !end.problem.isEmpty()).count(),
                ends.size() - within.size(),
                ends.stream().filter(End::beyond).mapToInt(End::surplus).sum());
        assertThat(within).as("lag within the window").allMatch(end -> end.problem.isEmpty());
        assertThat(within.size()).as("runs within the window").isGreaterThanOrEqualTo(kills / 2);
        assertThat(inside).as("kills between the first and the last write").isGreaterThanOrEqualTo(kills * 9 / 10);
    }

    private Path folder(Scene scene, String name) throws IOException {
        return Files.createDirectories(temp.resolve(scene + "-" + name));
    }

    /** The scene without kill and fault: first to leave the classes' archive, then to count. */
    private void calibrate(Scene scene) throws IOException, InterruptedException {
        ClassArchive classes = archive == null ? ClassArchive.in(temp) : archive;
        boolean first = archive == null;
        archive = classes;
        MotoAccount account = new MotoAccount();
        Path folder = folder(scene, "calm");
        int writes;
        try (Portolan portolan =
                Scene.portolan(Scene.state(folder), account.server().endpoint(), account.id(), folder, wire -> wire)) {
            writes = portolan.plan(scene.stack()).writes();
        }
        try (ChildProcess child = ChildProcess.start(
                classes.classPath(),
                first ? classes.leave() : classes.use(),
                ApplyProcess.class,
                arguments(folder, scene, account.server().endpoint(), account, Boundary.NONE, 0, writes))) {
            assertThat(child.await(KillPoint.FIRST)).as("%s", child.seen()).isTrue();
            long begun = System.nanoTime();
            assertThat(child.await(KillPoint.LAST)).as("%s", child.seen()).isTrue();
            long took = System.nanoTime() - begun;
            assertThat(child.await("DONE DONE")).as("%s", child.seen()).isTrue();
            assertThat(child.await("END")).isTrue();
            calm.put(scene, new Calm(writes, took, parts(account)));
            System.out.println("kills: " + scene + " without: " + writes + " writes in " + took / 1_000_000 + " ms, "
                    + parts(account));
        }
    }

    private static Object[] arguments(
            Path folder, Scene scene, Object endpoint, MotoAccount account, Boundary boundary, int at, int writes) {
        return new Object[] {folder, scene, endpoint, account.id(), boundary, at, writes};
    }

    private static Map<String, Long> parts(MotoAccount account) {
        return new TreeMap<>(MotoSubject.census(account).keySet().stream()
                .collect(Collectors.groupingBy(NativeId::part, Collectors.counting())));
    }

    private End one(Scene scene, int number) throws IOException, InterruptedException {
        Random random = new Random(seed * 1_000 + number);
        Calm whole = requireNonNull(calm.get(scene));
        MotoAccount account = new MotoAccount();
        Path folder = folder(scene, String.valueOf(number));
        FaultPlan faults = FaultPlan.seeded(
                seed + number, FAULTS, Fault.NOT_SENT, Fault.ANSWER_LOST, Fault.THROTTLED, Fault.STALE_READ);
        try (LossyProxy proxy = AwsTraffic.proxy(account.server().endpoint())
                .faults(faults)
                .staleness(LAG)
                .start()) {
            boolean atRandom = number % 5 >= 3;
            Boundary boundary = atRandom ? Boundary.HOLD : BOUNDARIES[number % BOUNDARIES.length];
            boolean inside;
            boolean held;
            try (ChildProcess child = ChildProcess.start(
                    requireNonNull(archive).classPath(),
                    requireNonNull(archive).use(),
                    ApplyProcess.class,
                    arguments(
                            folder,
                            scene,
                            proxy.endpoint(),
                            account,
                            boundary,
                            random.nextInt(whole.writes() - 1),
                            whole.writes()))) {
                if (atRandom) {
                    child.await(KillPoint.FIRST);
                    LockSupport.parkNanos((long) (random.nextDouble() * whole.nanos()));
                } else {
                    child.await(KillPoint.AT);
                }
                child.kill();
                inside = child.isInside();
                held = child.has(KillPoint.HELD);
            }
            String problem = goOn(scene, proxy, account, folder);
            return count(whole, proxy, account, atRandom, inside, held, problem, number);
        }
    }

    /** One more apply through the same proxy, then a plan without faults; empty, or why it is not done. */
    private static String goOn(Scene scene, LossyProxy proxy, MotoAccount account, Path folder) {
        try (Portolan portolan =
                Scene.portolan(Scene.state(folder), proxy.endpoint(), account.id(), folder, wire -> wire)) {
            Outcome outcome = portolan.apply(portolan.plan(scene.stack()));
            if (outcome.status() != Outcome.Status.DONE) {
                return outcome.status() + " " + outcome.failures() + outcome.refusals();
            }
            proxy.quiet();
            Plan again = portolan.plan(scene.stack());
            return again.isEmpty() ? "" : "not empty: " + again;
        }
    }

    private static End count(
            Calm whole,
            LossyProxy proxy,
            MotoAccount account,
            boolean random,
            boolean inside,
            boolean held,
            String problem,
            int number) {
        Map<String, Long> there = parts(account);
        long surplus = 0;
        long missing = 0;
        for (Map.Entry<String, Long> part : whole.parts().entrySet()) {
            long more = there.getOrDefault(part.getKey(), 0L) - part.getValue();
            surplus += Math.max(0, more);
            missing += Math.max(0, -more);
        }
        for (Map.Entry<String, Long> part : there.entrySet()) {
            surplus += whole.parts().containsKey(part.getKey()) ? 0 : part.getValue();
        }
        boolean beyond = proxy.calls().stream().anyMatch(KillTest::isLate);
        String all = problem + (surplus + missing == 0 ? "" : " there is " + there + ", not " + whole.parts());
        if (!all.isEmpty()) {
            System.out.println("kills: number " + number + (beyond ? " (lag beyond the window): " : ": ") + all);
        }
        return new End(random, inside, held, beyond, (int) surplus, (int) missing, all);
    }

    /** A write that took so long that a list without it may be given after the engine's window has closed. */
    private static boolean isLate(ProxyCall call) {
        return call.call().isWrite() && call.took().compareTo(Scene.SETTLE.minus(LAG)) > 0;
    }
}
