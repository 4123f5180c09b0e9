package io.portolan.baremetal.embedded.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM of this test's own, whose lines are read as they come. */
final class Child implements AutoCloseable {
    private static final String END = "END";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private Child(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "lines of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static Child start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-D" + Scene.PORT_OFFSET + "=" + System.getProperty(Scene.PORT_OFFSET),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                line = reader.readLine();
            }
        } catch (IOException e) {
            lines.add("its output broke: " + e.getMessage());
        }
        lines.add(END);
    }

    /** Waits for a line that begins so; false when the process ends first. */
    boolean await(String start) throws InterruptedException {
        if (has(start)) {
            return true;
        }
        while (!seen.contains(END)) {
            String line = lines.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("no \"" + start + "\" within 60 s; so far: " + seen);
            }
            seen.add(line);
            if (line.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line that begins so has come by now. */
    boolean has(String start) {
        lines.drainTo(seen);
        return seen.stream().anyMatch(line -> line.startsWith(start));
    }

    List<String> seen() {
        lines.drainTo(seen);
        return seen;
    }

    /** Lets a last write that is held go on. */
    void release() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** SIGKILL, and the process is gone when this returns. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
