package io.portolan.cli.validate;

import io.portolan.Level;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.Support;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.SupportCheck;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.manifest.Environment;
import io.portolan.engine.manifest.Problems;
import io.portolan.engine.manifest.Secrets;
import io.portolan.model.Use;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds every mistake in a stack without calling anybody. */
@Command(
        name = "validate",
        description = "Finds every mistake in a stack, with its place. Calls nobody.",
        footer = {"", "Exit code: 0 valid, 3 not."})
public final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StackPaths stack = new StackPaths();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    @Option(
            names = "--secrets",
            description =
                    "Look whether keys and other secrets can be read, too; this may run the programs of portolan.yaml.")
    private boolean secrets;

    /** The command on this terminal. */
    public ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace =
                Workspace.read(terminal, arguments, stack.paths(), secrets ? Secrets.READ : Secrets.UNREAD);
        Optional<ChosenProvider.Holdings> holdings = workspace.holdings();
        Problems problems = workspace
                .manifest()
                .problems()
                .and(holdings.map(h -> SupportCheck.of(workspace.manifest(), h)).orElse(List.of()));
        if (output.isJson()) {
            terminal.out().println(problems.json());
        } else {
            terminal.out().print(problems.text());
            if (!problems.hasErrors()) {
                valid(workspace, problems, holdings);
            }
        }
        return problems.hasErrors() ? Exit.INPUT : Exit.DONE;
    }

    private void valid(Workspace workspace, Problems problems, Optional<ChosenProvider.Holdings> holdings) {
        Stack stack = workspace.stack();
        List<String> environments = workspace.manifest().environments().stream()
                .map(Environment::name)
                .sorted()
                .toList();
        terminal.out()
                .println(stack.owner() + ": " + Text.count(stack.resources().size(), "resource") + " in "
                        + Text.count(problems.files(), "file")
                        + (environments.isEmpty()
                                ? ""
                                : ", " + Text.count(environments.size(), "environment") + " ("
                                        + String.join(", ", environments) + ")")
                        + ": valid.");
        workspace.notRead().forEach(terminal.out()::println);
        if (holdings.isEmpty()) {
            terminal.out()
                    .println("Not checked against " + workspace.providerName() + ": its type, "
                            + workspace.providers().type(workspace.providerName()) + ", isn't installed.");
            return;
        }
        Map<Level, Integer> counts = new EnumMap<>(Level.class);
        stack.resources().values().forEach(r -> counts.merge(level(r, holdings.get()), 1, Integer::sum));
        terminal.out()
                .println("On " + holdings.get().provider() + ": " + counts.getOrDefault(Level.NATIVE, 0) + " native, "
                        + counts.getOrDefault(Level.EMULATED, 0) + " emulated, "
                        + counts.getOrDefault(Level.DEGRADED, 0)
                        + " degraded. See: " + workspace.command("support"));
    }

    private static Level level(Resource resource, ChosenProvider.Holdings holdings) {
        Support support = holdings.support()
                .getOrDefault(resource.key().kind(), Support.builder().build());
        Level worst = Level.NATIVE;
        for (Use use : resource.spec().uses()) {
            Level level = support.of(use);
            worst = level.compareTo(worst) > 0 ? level : worst;
        }
        return worst;
    }
}
