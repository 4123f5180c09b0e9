package io.portolan.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a command reads and writes: results to {@link #out}, progress and prompts to {@link #err}. Everything that a test replaces. */
public final class Terminal {
    /** The three streams. */
    public enum Stream {
        /** Standard input. */
        IN(0),
        /** Standard output. */
        OUT(1),
        /** Standard error. */
        ERR(2);

        private final int descriptor;

        Stream(int descriptor) {
            this.descriptor = descriptor;
        }

        /** The number of its file descriptor. */
        public int descriptor() {
            return descriptor;
        }
    }

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Set<Stream> terminals;
    private final Map<String, String> environment;
    private final Path folder;
    private @Nullable BufferedReader lines;

    private Terminal(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Set<Stream> terminals,
            Map<String, String> environment,
            Path folder) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminals = Set.copyOf(terminals);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** One of these streams. */
    public static Terminal of(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(
                requireNonNull(in, "in"),
                requireNonNull(out, "out"),
                requireNonNull(err, "err"),
                Set.of(),
                Map.of(),
                Path.of(""));
    }

    /** The same, with these streams being a person's terminal. */
    public Terminal terminals(Set<Stream> streams) {
        return new Terminal(in, out, err, streams, environment, folder);
    }

    /** The same with these environment variables. */
    public Terminal environment(Map<String, String> variables) {
        return new Terminal(in, out, err, terminals, variables, folder);
    }

    /** The same in this folder; relative paths are below it. */
    public Terminal folder(Path working) {
        return new Terminal(in, out, err, terminals, environment, working);
    }

    /** Where results go. */
    public PrintStream out() {
        return out;
    }

    /** Where progress, prompts and errors go. */
    public PrintStream err() {
        return err;
    }

    /** Whether a person can be asked. */
    public boolean isInteractive() {
        return terminals.contains(Stream.IN) && terminals.contains(Stream.ERR);
    }

    /** Whether running lines can be rewritten in place. */
    public boolean isLive() {
        return terminals.contains(Stream.ERR) && !"dumb".equals(environment.get("TERM"));
    }

    /** How results are coloured: on a terminal without {@code NO_COLOR}. */
    public Paint paint() {
        return paint(Stream.OUT);
    }

    /** How this stream is coloured. */
    public Paint paint(Stream stream) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"));
        return terminals.contains(stream) && !refused ? Paint.COLOUR : Paint.PLAIN;
    }

    /** How many characters a running line may have. */
    public int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : Text.WIDTH;
    }

    /** An environment variable; empty where it is not set, or set to nothing. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }

    /** A path below the working folder. */
    public Path resolve(Path path) {
        return folder.resolve(path);
    }

    /** Asks a question; empty at the end of the input. */
    public Optional<String> ask(String question) {
        err.print(question);
        err.flush();
        try {
            if (lines == null) {
                lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
            return Optional.ofNullable(lines.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal can't be read", e);
        }
    }
}
