package io.portolan.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The moto servers of this JVM, with what AWS documents and moto lacks. Cases are kept apart by account: moto takes it from a header. One server does for all;
 * there is a second because Python computes on one core, for tests that run at once.
 *
 * <p>The installation is {@code PORTOLAN_MOTO} (environment) or {@code portolan.moto} (property), a virtual environment with what {@code
 * moto/requirements.txt} pins; without either it is made once under {@code target}. Where Python is absent, tests are skipped and say so.
 */
public final class MotoServer {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration INSTALL = Duration.ofMinutes(9);

    private static final int SERVERS = 2;
    private static final Map<Integer, Optional<MotoServer>> STARTED = new ConcurrentHashMap<>();
    private static final AtomicInteger TURN = new AtomicInteger();

    private final URI endpoint;

    private MotoServer(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The server, always the same; where there is none, the test is skipped. */
    public static MotoServer running() {
        return numbered(0);
    }

    /** One of the servers, by turns: for who needs nothing of anybody else's account. */
    static MotoServer next() {
        return numbered(TURN.getAndIncrement() % SERVERS);
    }

    private static MotoServer numbered(int number) {
        Optional<MotoServer> server = STARTED.computeIfAbsent(number, n -> start());
        Assumptions.assumeTrue(server.isPresent(), "moto is absent: set PORTOLAN_MOTO or install python3-venv");
        return server.orElseThrow();
    }

    /** Where it is reached. */
    public URI endpoint() {
        return endpoint;
    }

    private static Optional<MotoServer> start() {
        try {
            Optional<Path> python = python();
            if (python.isEmpty()) {
                System.out.println("moto is absent: every test on it is skipped");
                return Optional.empty();
            }
            return Optional.of(new MotoServer(serve(python.get())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The folder of the Python packages that it runs with, where it is installed. */
    static Optional<Path> packages() {
        try {
            Optional<Path> library = python().map(python -> python.resolveSibling("../lib"));
            if (library.isEmpty()) {
                return Optional.empty();
            }
            try (Stream<Path> versions = Files.list(library.get())) {
                return versions.map(version -> version.resolve("site-packages"))
                        .filter(Files::isDirectory)
                        .findFirst();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Path scripts() {
        return Path.of(System.getProperty("basedir", "."))
                .resolve("src/test/resources/moto")
                .toAbsolutePath();
    }

    private static synchronized Optional<Path> python() throws IOException, InterruptedException {
        String named = System.getProperty("portolan.moto", System.getenv("PORTOLAN_MOTO"));
        if (named != null) {
            return Optional.of(Path.of(named, "bin", "python")).filter(Files::isExecutable);
        }
        Path made =
                Path.of(System.getProperty("basedir", "."), "target", "moto").toAbsolutePath();
        Path done = made.resolve("installed");
        if (!Files.exists(done)) {
            boolean installed = run(INSTALL, "python3", "-m", "venv", made.toString())
                    && run(
                            INSTALL,
                            made.resolve("bin/pip").toString(),
                            "install",
                            "-q",
                            "-r",
                            scripts().resolve("requirements.txt").toString());
            if (!installed) {
                return Optional.empty();
            }
            Files.createFile(done);
        }
        return Optional.of(made.resolve("bin/python"));
    }

    private static boolean run(Duration most, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** It ends with this JVM, whose end of the pipe it reads. */
    private static URI serve(Path python) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("portolan-moto");
        Path port = folder.resolve("port");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(
                List.of(python.toString(), scripts().resolve("server.py").toString(), port.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long end = System.nanoTime() + START.toNanos();
        while (!Files.exists(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("moto did not start: " + Files.readString(log));
            }
        }
        return URI.create("http://127.0.0.1:" + Files.readString(port).strip());
    }
}
