package io.portolan.cli.demo;

import io.portolan.Outcome;
import io.portolan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Kills an apply in another process with SIGKILL when it has begun, and applies again. */
final class Crash {
    private final Shop shop;
    private final Screen screen;

    Crash(Shop shop, Screen screen) {
        this.shop = shop;
        this.screen = screen;
    }

    void run() throws IOException, InterruptedException {
        Map<String, Integer> before = shop.inventory();
        shop.set("ttl", "2s");
        shop.set("dataSize", "24Mi");
        shop.set("next", "20");
        Plan plan = shop.plan();
        Demo.check(plan.writes() >= 3, "there is something to be killed in: " + plan.steps());
        long written = shop.writtenBytes();
        Process process = child();
        try {
            Demo.await(() -> shop.writtenBytes() > written || !process.isAlive(), "the other process begins to write");
        } finally {
            process.destroyForcibly();
            Demo.check(process.waitFor(10, TimeUnit.SECONDS), "the other process is killed");
        }
        int left = shop.plan().writes();
        Outcome outcome = shop.apply(shop.plan());
        Demo.check(
                outcome.status() == Outcome.Status.DONE,
                "the next apply goes on: " + outcome.failures() + outcome.refusals());
        Demo.check(shop.plan().isEmpty(), "the plan after it is empty");
        Demo.check(
                shop.inventory().equals(before), "no orphan, no duplicate: " + shop.inventory() + " after " + before);
        screen.step(
                9,
                "Crash",
                "kill -9 in the middle of an apply (" + left + " of " + plan.writes()
                        + " calls left), then apply again: 0 orphans, 0 duplicates");
    }

    private Process child() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "io.portolan.cli.Main"));
        command.addAll(shop.applyCommand());
        return new ProcessBuilder(command)
                .directory(shop.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The child works in another folder. */
    private static String absolute(String classPath) {
        return Stream.of(classPath.split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }
}
