package io.portolan.testkit.kill;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM of a test's own, whose lines are read as they come. Used by one thread. */
public final class ChildProcess implements AutoCloseable {
    private static final String END = "END";
    private static final int PATIENCE = 120;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "lines of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a JVM that is quick to start, with this class path.
     *
     * @param options of the JVM, after those that make it quick
     * @throws IOException when it can't be started
     */
    public static ChildProcess start(String classPath, List<String> options, Class<?> main, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", requireNonNull(classPath, "classPath"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
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

    /**
     * Waits for a line that begins so; false when the process ends first.
     *
     * @throws IllegalStateException when there is no line for two minutes
     */
    public boolean await(String start) throws InterruptedException {
        if (has(start)) {
            return true;
        }
        while (!seen.contains(END)) {
            String line = lines.poll(PATIENCE, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("no \"" + start + "\" within " + PATIENCE + " s; so far: " + seen);
            }
            seen.add(line);
            if (line.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line that begins so has come by now. */
    public boolean has(String start) {
        lines.drainTo(seen);
        return seen.stream().anyMatch(line -> line.startsWith(start));
    }

    /** The lines so far. */
    public List<String> seen() {
        lines.drainTo(seen);
        return List.copyOf(seen);
    }

    /**
     * Whether it has begun to write and not ended: its first write was sent, its last one not answered. After {@link #kill} that is how it was when it
     * was killed.
     */
    public boolean isInside() throws InterruptedException {
        return has(KillPoint.FIRST) && !has(KillPoint.LAST);
    }

    /** Lets a last write that is held go on. */
    public void release() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** SIGKILL; the process is gone and all that it said is read when this returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().onExit().join();
        await(END);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
