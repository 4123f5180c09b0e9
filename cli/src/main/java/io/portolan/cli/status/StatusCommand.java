package io.portolan.cli.status;

import io.portolan.EventListener;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.Portolan;
import io.portolan.engine.Status;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is there of a stack and how it is. */
@Command(
        name = "status",
        description = "Shows what is there of the stack and how it is. Drift is a question of its own: diff.",
        footer = {"", "Exit code: 0; 5 when something could not be read."})
public final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StackPaths stack = new StackPaths();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    /** The command on this terminal. */
    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.load(terminal, arguments, stack.paths());
        try (Portolan portolan = workspace.open(EventListener.none())) {
            Status status = portolan.status(workspace.provider().name(), workspace.stack());
            boolean stopped = Stopped.is(workspace, portolan);
            StatusRows rows = StatusRows.of(workspace.stack(), status, stopped);
            if (output.isJson()) {
                terminal.out().println(Json.write(StatusDocument.of(workspace, status, rows)));
            } else {
                new StatusText(workspace, status, rows, terminal.paint(), Instant.now())
                        .lines()
                        .forEach(terminal.out()::println);
            }
            return status.blind().isEmpty() ? Exit.DONE : Exit.NOT_NOW;
        }
    }
}
