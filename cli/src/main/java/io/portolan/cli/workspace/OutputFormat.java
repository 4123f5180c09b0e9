package io.portolan.cli.workspace;

import picocli.CommandLine.Option;

/** {@code -o}. */
public final class OutputFormat {
    /** How a result is written. */
    public enum Format {
        /** For people. */
        text,
        /** For programs: one document. */
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How the result is written: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.text;

    /** Whether a program reads the result. */
    public boolean isJson() {
        return format == Format.json;
    }
}
