package io.portolan.cli.support;

import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.OutputFile;
import io.portolan.engine.manifest.ManifestSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the JSON Schema of manifests, for editors. */
@Command(name = "schema", description = "Writes the JSON Schema of manifests, for editors.")
public final class SchemaCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final OutputFile file = new OutputFile();

    /** The command on this terminal. */
    public SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String name = file.write(terminal, ManifestSchema.json());
        if (!name.isEmpty()) {
            terminal.out()
                    .println(name + ": "
                            + Text.count(ManifestSchema.resourceKinds().size(), "kind") + " and "
                            + ManifestSchema.otherKinds().size()
                            + " of this tool, JSON Schema 2020-12. In an editor:");
            terminal.out().println("# yaml-language-server: $schema=" + name);
        }
        return Exit.DONE;
    }
}
