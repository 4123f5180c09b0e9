package io.portolan.cli.apply;

import io.portolan.Plan;
import io.portolan.cli.plan.PlanFlags;
import io.portolan.cli.plan.PlanScreen;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Portolan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a stack what it says. */
@Command(
        name = "apply",
        description = "Makes the stack what it says, after a person's word for the plan.",
        footer = {
            "",
            "Exit code: 0 done, 1 failed in part, 3 input wrong, 4 refused, 5 not now, 130 interrupted.",
            "-o json writes one event a line, then the outcome."
        })
public final class ApplyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StackPaths stack = new StackPaths();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final PlanFlags flags = new PlanFlags();

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    @Option(names = "--calls", description = "Show every argument of every native call in the plan.")
    private boolean calls;

    /** The command on this terminal. */
    public ApplyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.load(terminal, arguments, stack.paths());
        ChosenProvider provider = workspace.provider();
        Applying applying = new Applying(workspace, output.isJson());
        try (Portolan portolan = workspace.open(applying)) {
            long begun = System.nanoTime();
            Plan plan = portolan.plan(provider.name(), workspace.stack(), flags.options(provider));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            PlanScreen screen = new PlanScreen(workspace, plan, flags.isSkipRefused());
            boolean confirmed = consent.digest().isPresent();
            if (!confirmed) {
                PrintStream out = output.isJson() ? terminal.err() : terminal.out();
                if (!output.isJson() || !consent.isGiven()) {
                    screen.print(out, terminal.paint(), took, calls);
                }
                boolean nothing = plan.isEmpty() && !output.isJson();
                if (nothing || (screen.isStopped() && !output.isJson())) {
                    if (screen.isStopped()) {
                        screen.printNext(out, flags.words());
                    }
                    return screen.exit();
                }
                int asked = plan.isEmpty() || screen.isStopped()
                        ? Exit.DONE
                        : consent.ask(
                                plan,
                                "Do this? Type its owner's name",
                                workspace.command("apply", flags.words().toArray(String[]::new)),
                                terminal);
                if (asked != Exit.DONE) {
                    return asked;
                }
            }
            return applying.run(portolan, plan, consent.digest(), false);
        }
    }
}
