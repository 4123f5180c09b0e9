package io.portolan.cli.serve;

import io.portolan.Plan;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.cli.apply.Applying;
import io.portolan.cli.apply.Consent;
import io.portolan.cli.plan.PlanFlags;
import io.portolan.cli.plan.PlanScreen;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.Workspace;
import io.portolan.dns.RecordSet;
import io.portolan.engine.Portolan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies, then serves where the provider is embedded. */
@Command(
        name = "up",
        description = {
            "Applies the stack, then serves it where the provider is embedded, until Ctrl-C.",
            "Asks nobody where everything is embedded: nothing outside this machine's own processes is touched."
        },
        footer = {"", "Exit code: 0 after Ctrl-C; else as apply."})
public final class UpCommand implements Callable<Integer> {
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

    @Option(names = "--backends", description = "Start a tiny web server at each target where nothing listens.")
    private boolean withBackends;

    /** The command on this terminal. */
    public UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = Workspace.load(terminal, arguments, stack.paths());
        ChosenProvider provider = workspace.provider();
        if (!provider.isEmbedded()) {
            return apply(workspace);
        }
        // Served before it is applied: what can't listen is the failure of its own call then, and a change is waited
        // for where it is seen.
        Optional<ServedCloud> started = ServedCloud.start(provider);
        @Nullable ServedCloud cloud = started.orElse(null);
        if (cloud == null) {
            int exit = apply(workspace);
            if (exit == Exit.DONE) {
                terminal.err().println("Another process serves " + provider.folder() + ": it is live there.");
            }
            return exit;
        }
        try (cloud;
                Backends backends = new Backends()) {
            new Watch(cloud, backends, withBackends, terminal).startBackends();
            int exit = apply(workspace);
            if (exit == Exit.DONE) {
                terminal.out().println();
                ServeCommand.serve(cloud, backends, withBackends, hosts(workspace.stack()), terminal, output.isJson());
            }
            return exit;
        }
    }

    private int apply(Workspace workspace) {
        ChosenProvider provider = workspace.provider();
        Applying applying = new Applying(workspace, output.isJson());
        try (Portolan portolan = workspace.open(applying)) {
            long begun = System.nanoTime();
            Plan plan = portolan.plan(provider.name(), workspace.stack(), flags.options(provider));
            PlanScreen screen = new PlanScreen(workspace, plan, flags.isSkipRefused());
            if (!output.isJson()) {
                screen.print(terminal.out(), terminal.paint(), Duration.ofNanos(System.nanoTime() - begun), false);
                if (screen.isStopped()) {
                    screen.printNext(terminal.out(), flags.words());
                }
                terminal.out().flush();
            }
            if (screen.isStopped() || (plan.isEmpty() && !output.isJson())) {
                return screen.exit();
            }
            if (!provider.isEmbedded()) {
                int asked = consent.ask(
                        plan,
                        "Do this? Type its owner's name",
                        workspace.command("up", flags.words().toArray(String[]::new)),
                        terminal);
                if (asked != Exit.DONE) {
                    return asked;
                }
            }
            return applying.run(portolan, plan, consent.digest(), false);
        }
    }

    /** The names that lead to a balancer, as people type them. */
    private static List<String> hosts(Stack stack) {
        List<String> hosts = new ArrayList<>();
        for (Resource resource : stack.resources().values()) {
            if (resource.spec() instanceof RecordSet set
                    && set.answers().stream().anyMatch(a -> a.alias().isPresent())) {
                String name = set.name().toString();
                hosts.add(name.substring(0, name.length() - 1));
            }
        }
        return hosts;
    }
}
