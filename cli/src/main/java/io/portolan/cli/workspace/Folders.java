package io.portolan.cli.workspace;

import io.portolan.cli.terminal.Terminal;
import io.portolan.engine.manifest.Configuration;
import java.nio.file.Path;
import java.util.Optional;

/** Where state lives: beside {@code portolan.yaml}, else in the stack's folder. Deleting the journal must not lose what providers keep. */
public final class Folders {
    private static final String HIDDEN = ".portolan";

    private final Path base;

    private Folders(Path base) {
        this.base = base;
    }

    /** The folders of a stack in this folder. */
    public static Folders of(Terminal terminal, Configuration configuration, Path stack) {
        Path beside = configuration
                .file()
                .map(file -> Optional.ofNullable(file.getParent()).orElse(Path.of("")))
                .orElse(stack);
        return new Folders(terminal.resolve(configuration.state().orElse(beside.resolve(HIDDEN))));
    }

    /** Journals, locks and the key of digests. */
    public Path state() {
        return base.resolve("state");
    }

    /** A folder for each provider. */
    public Path providers() {
        return base.resolve("providers");
    }
}
