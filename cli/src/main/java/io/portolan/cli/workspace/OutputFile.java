package io.portolan.cli.workspace;

import io.portolan.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code -O}: a result that goes into a file. */
public final class OutputFile {
    @Option(
            names = {"-O", "--output-file"},
            paramLabel = "FILE",
            description = "Write to this file instead of the standard output.")
    private @Nullable String file;

    /** The file's name; empty for the standard output. */
    public String name() {
        return file == null ? "" : file;
    }

    /** Writes the text; returns the file's name, empty for the standard output. */
    public String write(Terminal terminal, String text) {
        if (file == null) {
            terminal.out().print(text);
            return "";
        }
        Path path = terminal.resolve(StackArguments.path(file));
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw InputException.of("P093", "can't write to " + file + ": " + e.getMessage());
        }
        return file;
    }
}
