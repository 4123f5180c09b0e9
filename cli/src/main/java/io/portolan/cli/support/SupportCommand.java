package io.portolan.cli.support;

import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.manifest.ManifestSchema;
import io.portolan.engine.manifest.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the installed providers hold, or how the chosen one holds what a stack uses. */
@Command(
        name = "support",
        description = {
            "Shows what the installed providers hold: of all kinds, or of those named.",
            "With a stack's folder: which of its features are native, emulated, degraded or not held."
        })
public final class SupportCommand implements Callable<Integer> {
    /** How the tables are written. */
    enum Format {
        text,
        markdown,
        json
    }

    private final Terminal terminal;

    @Parameters(paramLabel = "KIND|STACK", arity = "0..*", description = "Kinds, or a stack's folder or files.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How the result is written: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.text;

    /** The command on this terminal. */
    public SupportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Set<String> kinds = new TreeSet<>(ManifestSchema.resourceKinds());
        if (kinds.containsAll(words)) {
            Tables tables = Tables.of(Tables.installed(), Set.copyOf(words));
            if (tables.isEmpty()) {
                throw InputException.of("P081", "no provider is installed that holds this");
            }
            switch (format) {
                case text -> tables.text().forEach(terminal.out()::println);
                case markdown -> tables.markdown().forEach(terminal.out()::println);
                case json -> terminal.out().println(Json.write(tables.json()));
            }
            return Exit.DONE;
        }
        return stack();
    }

    private int stack() {
        Workspace workspace = Workspace.read(terminal, arguments, words, Secrets.UNREAD);
        if (workspace.manifest().problems().hasErrors()) {
            throw InputException.of(workspace.manifest().problems());
        }
        ChosenProvider.Holdings holdings = workspace
                .holdings()
                .orElseThrow(() -> InputException.of(
                        "P081",
                        "no provider of type " + workspace.providers().type(workspace.providerName())
                                + " is installed"));
        StackSupport support = StackSupport.of(workspace.stack(), holdings);
        Map<String, Object> document = support.json();
        switch (format) {
            case text -> support.text().forEach(terminal.out()::println);
            case markdown -> support.markdown().forEach(terminal.out()::println);
            case json -> terminal.out().println(Json.write(document));
        }
        return support.isHeld() ? Exit.DONE : Exit.REFUSED;
    }
}
