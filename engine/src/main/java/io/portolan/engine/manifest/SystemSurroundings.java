package io.portolan.engine.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Files, variables and programs of this machine. */
final class SystemSurroundings implements Surroundings {
    static final SystemSurroundings SYSTEM = new SystemSurroundings();

    private static final int MOST_OUTPUT = 1 << 20;

    private SystemSurroundings() {}

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .map(p -> p.getFileName().toString())
                    .toList();
        }
    }

    /** Only regular files are opened: reading a pipe or a device might never end. */
    @Override
    public Optional<byte[]> read(Path file, int most) throws IOException {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(limited(in, most));
        }
    }

    private static byte[] limited(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new IOException("it has more than " + most + " bytes");
        }
        return bytes;
    }

    @Override
    public byte[] run(List<String> command, Duration most) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> drain(process));
            byte[] bytes = output.get(most.toMillis(), TimeUnit.MILLISECONDS);
            if (bytes.length > MOST_OUTPUT) {
                throw new IOException("it writes more than " + MOST_OUTPUT + " bytes");
            }
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("it did not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException("it ended with code " + process.exitValue());
            }
            return bytes;
        } catch (TimeoutException e) {
            throw new IOException("it took longer than " + most.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("its output could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** At most one byte more than is allowed, so that the caller sees that there was more. */
    private static byte[] drain(Process process) {
        try (InputStream in = process.getInputStream()) {
            return in.readNBytes(MOST_OUTPUT + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the program's output", e);
        }
    }
}
