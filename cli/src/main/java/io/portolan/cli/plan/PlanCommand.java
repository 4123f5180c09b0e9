package io.portolan.cli.plan;

import io.portolan.EventListener;
import io.portolan.Plan;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.Portolan;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every native call that an apply would make. */
@Command(
        name = "plan",
        description = "Shows what an apply would do, to the last native call. Reads; writes nothing.",
        footer = {"", "Exit code: 0; with --check 2 when there is something to do; 3 input wrong, 4 refused, 5 not now."
        })
public final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StackPaths stack = new StackPaths();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final PlanFlags flags = new PlanFlags();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    @Option(names = "--calls", description = "Show every argument of every native call.")
    private boolean calls;

    @Option(names = "--permissions", description = "Show what the credentials must be allowed for it.")
    private boolean permissions;

    @Option(names = "--check", description = "Exit with 2 when there is something to do.")
    private boolean check;

    /** The command on this terminal. */
    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private void permissions(String provider, SortedSet<String> needed) {
        terminal.out().println();
        if (needed.isEmpty()) {
            terminal.out().println("Permissions: " + provider + " needs none.");
        } else {
            terminal.out().println("Permissions, those to read included:");
            needed.forEach(permission -> terminal.out().println("  " + permission));
        }
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.load(terminal, arguments, stack.paths());
        ChosenProvider provider = workspace.provider();
        try (Portolan portolan = workspace.open(EventListener.none())) {
            long begun = System.nanoTime();
            Plan plan = portolan.plan(provider.name(), workspace.stack(), flags.options(provider));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            PlanScreen screen = new PlanScreen(workspace, plan, flags.isSkipRefused());
            if (output.isJson()) {
                terminal.out().println(Json.write(PlanDocument.of(plan, workspace, portolan.permissions(plan))));
            } else {
                screen.print(terminal.out(), terminal.paint(), took, calls);
                if (permissions) {
                    permissions(provider.name(), portolan.permissions(plan));
                }
                screen.printNext(terminal.out(), flags.words());
            }
            return check && screen.exit() == Exit.DONE && !plan.isEmpty() ? Exit.DIFFERENT : screen.exit();
        }
    }
}
