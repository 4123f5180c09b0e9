package io.portolan.cli.apply;

import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.cli.plan.Keys;
import io.portolan.cli.plan.PlanFlags;
import io.portolan.cli.plan.PlanText;
import io.portolan.cli.plan.RefusalLines;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.model.Key;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over something that exists. */
@Command(
        name = "adopt",
        description = {
            "Takes over something that exists: it gets this stack's mark and is changed to what the stack says of it.",
            "portolan adopt Volume/orders vol-0a9c41d27 --in examples/existing"
        },
        footer = {"", "Exit code: 0 done, 1 failed, 3 input wrong, 4 refused, 5 not now."})
public final class AdoptCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "KEY", description = "The resource of the stack, as Volume/orders.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The provider's own id of what exists.")
    private String id = "";

    @Option(
            names = "--in",
            paramLabel = "STACK",
            description = "The stack's folder or files; the working folder if none.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--write", description = "Write lifecycle.adopt into the manifest, too.")
    private boolean write;

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    /** The command on this terminal. */
    public AdoptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.load(terminal, arguments, paths);
        Key wanted = PlanFlags.key(key);
        if (workspace.stack().find(wanted).isEmpty()) {
            throw InputException.of(
                    "P092",
                    "there is no " + wanted + " in stack " + workspace.stack().name(),
                    "describe it in the manifests first; what they leave away is left as it is");
        }
        ChosenProvider provider = workspace.provider();
        Stack stack = adopting(workspace.stack(), wanted, id);
        Applying applying = new Applying(workspace, output.isJson());
        try (Portolan portolan = workspace.open(applying)) {
            // What is refused elsewhere does not stand in the way of this one.
            PlanOptions options = provider.accepted().in(PlanOptions.standard()).skipRefused();
            Plan plan = portolan.plan(provider.name(), stack, options);
            int exit = take(workspace, portolan, plan, stack, wanted, applying);
            if (exit == Exit.DONE) {
                remember(workspace, wanted);
            }
            return exit;
        }
    }

    private int take(Workspace workspace, Portolan portolan, Plan plan, Stack stack, Key wanted, Applying applying) {
        PrintStream out = output.isJson() ? terminal.err() : terminal.out();
        Set<Key> others = new TreeSet<>();
        for (PlannedStep step : plan.steps()) {
            others.addAll(step.keys());
        }
        boolean does = others.remove(wanted);
        boolean refused = plan.refusals().stream()
                .filter(r -> r.key().filter(k -> !k.equals(wanted)).isEmpty())
                .peek(r ->
                        RefusalLines.of(r, workspace.place(r), terminal.paint()).forEach(out::println))
                .findAny()
                .isPresent();
        if (refused) {
            out.println(Text.exit("Nothing was written.", Exit.REFUSED));
            return Exit.REFUSED;
        }
        if (!others.isEmpty()) {
            out.println("refused  " + Text.column(wanted.toString(), 30) + "the stack has other changes, too");
            out.println("           " + Keys.list(others, 6));
            out.println("           Apply them first; or give it lifecycle: {adopt: " + id + "} and apply all of it.");
            out.println(Text.exit("Nothing was written.", Exit.REFUSED));
            return Exit.REFUSED;
        }
        if (!does) {
            out.println(wanted + " is ours already; nothing to do.");
            return Exit.DONE;
        }
        PlanText text = PlanText.of(plan, stack).paint(terminal.paint());
        text.body().forEach(out::println);
        text.sums().forEach(out::println);
        out.println("It is not changed otherwise; destroy will then delete it unless it is retained.");
        int asked = consent.ask(
                plan,
                "Do this? Type its owner's name",
                workspace.command("adopt " + key + " " + id + " --in"),
                terminal);
        return asked == Exit.DONE ? applying.run(portolan, plan, consent.digest(), false) : asked;
    }

    private void remember(Workspace workspace, Key wanted) {
        PrintStream out = output.isJson() ? terminal.err() : terminal.out();
        Optional<String> there =
                workspace.stack().find(wanted).flatMap(r -> r.lifecycle().adopt());
        if (there.isPresent()) {
            return;
        }
        if (write) {
            out.println("Written: lifecycle: {adopt: " + id + "} in " + AdoptLine.write(workspace, wanted, id));
        } else {
            out.println("Adopted. To say so for good, in the manifest:  lifecycle: {adopt: " + id + "}");
        }
    }

    /** The same stack, with this one asking for what exists. */
    private static Stack adopting(Stack stack, Key key, String id) {
        Stack copy = Stack.named(stack.name(), stack.environment());
        for (Resource resource : stack.resources().values()) {
            copy.add(
                    resource.key().equals(key)
                            ? copy.resource(
                                            key.name(),
                                            resource.spec(),
                                            resource.lifecycle().adopt(id))
                                    .labels(resource.labels())
                                    .options(resource.options())
                            : resource);
        }
        return copy;
    }
}
