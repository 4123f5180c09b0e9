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
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says in which fields what is there differs from what is wanted. */
@Command(
        name = "diff",
        description = "Says where what is there differs from what is wanted, and what is left as it is.",
        footer = {"", "Exit code: 0 no difference, 2 there is one, 3 input wrong, 4 refused, 5 not now."})
public final class DiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StackPaths stack = new StackPaths();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    /** The command on this terminal. */
    public DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.load(terminal, arguments, stack.paths());
        ChosenProvider provider = workspace.provider();
        try (Portolan portolan = workspace.open(EventListener.none())) {
            // What would be refused is a difference all the same, so that it does not hide the others.
            PlanOptions options = provider.accepted().in(PlanOptions.standard()).skipRefused();
            Plan plan = portolan.plan(provider.name(), workspace.stack(), options);
            DiffText text = DiffText.of(plan);
            int exit = plan.isEmpty() ? Exit.DONE : text.isBlind() ? Exit.NOT_NOW : Exit.DIFFERENT;
            if (output.isJson()) {
                Map<String, Object> document = PlanDocument.of(plan, workspace, portolan.permissions(plan));
                document.put("kind", "Diff");
                document.put("drift", text.drift());
                document.put("exit", exit);
                terminal.out().println(Json.write(document));
            } else {
                text.lines(terminal.paint(), workspace::place).forEach(terminal.out()::println);
                text.sums(workspace.stack().resources().size(), workspace.command("apply"), exit)
                        .forEach(terminal.out()::println);
            }
            return exit;
        }
    }
}
