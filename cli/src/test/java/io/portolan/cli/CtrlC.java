package io.portolan.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.portolan.cli.apply.Interrupts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Presses Ctrl-C in this process; between commands it is heard by nobody, instead of ending the tests. */
final class CtrlC implements AutoCloseable {
    private static final long SIGINT = 1L << 1;

    private final Interrupts nobody = Interrupts.on(n -> {});

    /** Skips the test where nothing hears Ctrl-C: a shell ignores it for what it starts in the background, and a JVM leaves that so. */
    CtrlC() {
        assumeFalse(ignored(), "SIGINT is ignored where these tests were started");
    }

    private static boolean ignored() {
        Path status = Path.of("/proc/self/status");
        try {
            List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
            return lines.stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & SIGINT) != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once. By reflection, as javac warns of the class. */
    static void press() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no signals", e);
        }
    }

    @Override
    public void close() {
        nobody.close();
    }
}
