package io.portolan.cli.apply;

import io.portolan.Plan;
import io.portolan.cli.plan.PlanFlags;
import io.portolan.cli.plan.PlanScreen;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes everything of a stack. */
@Command(
        name = "destroy",
        description = "Deletes everything of the stack but what is retained, after a person's word.",
        footer = {"", "Exit code: 0 done, 1 failed in part, 3 input wrong, 4 refused, 5 not now, 130 interrupted."})
public final class DestroyCommand implements Callable<Integer> {
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

    @Option(names = "--with-retained", description = "What is retained goes, too.")
    private boolean withRetained;

    @Option(names = "--calls", description = "Show every native call with every argument.")
    private boolean calls;

    /** The command on this terminal. */
    public DestroyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.load(terminal, arguments, stack.paths());
        ChosenProvider provider = workspace.provider();
        Applying applying = new Applying(workspace, output.isJson());
        try (Portolan portolan = workspace.open(applying)) {
            PlanOptions options = flags.options(provider).destroy();
            long begun = System.nanoTime();
            Plan plan =
                    portolan.plan(provider.name(), workspace.stack(), withRetained ? options.withRetained() : options);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            PlanScreen screen = new PlanScreen(workspace, plan, flags.isSkipRefused());
            if (consent.digest().isEmpty() && !(output.isJson() && consent.isGiven())) {
                int shown = show(workspace, plan, screen, took);
                if (shown != Exit.DONE || plan.isEmpty()) {
                    return shown;
                }
                int asked = consent.ask(
                        plan,
                        "To delete it all, type its owner's name",
                        workspace.command("destroy", words()),
                        terminal);
                if (asked != Exit.DONE) {
                    return asked;
                }
            }
            return applying.run(portolan, plan, consent.digest(), true);
        }
    }

    private String[] words() {
        List<String> words = flags.words();
        if (withRetained) {
            words.add("--with-retained");
        }
        return words.toArray(String[]::new);
    }

    private int show(Workspace workspace, Plan plan, PlanScreen screen, Duration took) {
        PrintStream out = output.isJson() ? terminal.err() : terminal.out();
        if (calls) {
            screen.print(out, terminal.paint(), took, true);
        } else {
            DestroyText.of(plan, terminal.paint(), workspace::place).forEach(out::println);
        }
        if (screen.isStopped()) {
            out.println(Text.exit("Nothing is deleted while something is refused.", screen.exit()));
        }
        return screen.exit();
    }
}
