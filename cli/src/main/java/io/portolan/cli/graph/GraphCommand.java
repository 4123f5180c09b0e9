package io.portolan.cli.graph;

import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.OutputFile;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.manifest.Secrets;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws who refers to whom in a stack. */
@Command(
        name = "graph",
        description = "Draws who refers to whom in the stack: as Mermaid text, or as SVG where the file is named so.")
public final class GraphCommand implements Callable<Integer> {
    /** How the picture is written. */
    enum Format {
        mermaid,
        svg,
        json
    }

    private final Terminal terminal;

    @Mixin
    private final StackPaths stack = new StackPaths();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final OutputFile file = new OutputFile();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How it is written: ${COMPLETION-CANDIDATES}.")
    private @Nullable Format format;

    /** The command on this terminal. */
    public GraphCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.read(terminal, arguments, stack.paths(), Secrets.UNREAD);
        if (workspace.manifest().problems().hasErrors()) {
            throw InputException.of(workspace.manifest().problems());
        }
        Drawing drawing = Drawing.of(workspace.stack());
        Format wanted = format == null ? (file.name().endsWith(".svg") ? Format.svg : Format.mermaid) : format;
        String text = switch (wanted) {
            case mermaid -> Mermaid.of(drawing);
            case svg -> Svg.of(drawing);
            case json -> Json.write(json(workspace, drawing)) + "\n";
        };
        String name = file.write(terminal, text);
        if (!name.isEmpty()) {
            terminal.out().println(name + ": " + drawing.counts() + ".");
        }
        return Exit.DONE;
    }

    private static Map<String, Object> json(Workspace workspace, Drawing drawing) {
        List<Object> edges = new ArrayList<>();
        drawing.uses()
                .forEach((from, targets) ->
                        targets.forEach(to -> edges.add(Map.of("from", from.toString(), "to", to.toString()))));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Graph");
        document.put("stack", workspace.stack().name());
        document.put(
                "resources", drawing.uses().keySet().stream().map(Key::toString).toList());
        document.put("edges", edges);
        return document;
    }
}
