package io.portolan.cli.serve;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.Folders;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.Providers;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.manifest.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves what an embedded provider holds. */
@Command(
        name = "serve",
        description = "Serves what the embedded provider holds, until Ctrl-C. Other commands work on it meanwhile.",
        footer = {"", "Exit code: 0 after Ctrl-C, 3 input wrong, 5 when somebody else serves it."})
public final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "Where portolan.yaml is looked for, upwards; the stack's folder where there is none.")
    private String folder = "";

    @Option(
            names = {"-p", "--provider"},
            paramLabel = "NAME",
            description = "The provider: a name in portolan.yaml, else a type with its defaults.")
    private @Nullable String provider;

    @Option(names = "--backends", description = "Start a tiny web server at each target where nothing listens.")
    private boolean withBackends;

    @Mixin
    private final OutputFormat output = new OutputFormat();

    /** The command on this terminal. */
    public ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = Workspace.configuration(terminal, folder);
        if (configuration.problems().hasErrors()) {
            throw InputException.of(configuration.problems());
        }
        Providers providers =
                new Providers(terminal, configuration, Folders.of(terminal, configuration, Path.of(folder)));
        ChosenProvider chosen = providers.choose(providers.name(Optional.ofNullable(provider), Optional.empty()));
        if (!chosen.isEmbedded()) {
            throw InputException.of(
                    "P085",
                    "a provider of type " + chosen.type() + " is not served from here",
                    "only the embedded provider is a process of its own");
        }
        Optional<ServedCloud> started = ServedCloud.start(chosen);
        if (started.isEmpty()) {
            throw new PortolanException(Failure.of(
                            Code.UNAVAILABLE,
                            "another process has " + chosen.folder() + " and serves it, or works on it")
                    .remedy("end that one, or use it: apply, status and the others do"));
        }
        try (ServedCloud cloud = started.get();
                Backends backends = new Backends()) {
            serve(cloud, backends, withBackends, List.of(), terminal, output.isJson());
        }
        return Exit.DONE;
    }

    /** Shows what is served, and watches it until Ctrl-C. */
    static void serve(
            ServedCloud cloud,
            Backends backends,
            boolean withBackends,
            List<String> hosts,
            Terminal terminal,
            boolean json)
            throws IOException, InterruptedException {
        Watch watch = new Watch(cloud, backends, withBackends, terminal);
        watch.startBackends();
        watch.awaitFirstHealth();
        ServingScreen screen = new ServingScreen(cloud, hosts);
        if (json) {
            terminal.out().println(Json.write(screen.json()));
        } else {
            terminal.out().println("Serving. Ctrl-C stops; what it holds stays and comes back with the next start.");
            screen.lines().forEach(terminal.out()::println);
        }
        terminal.out().flush();
        watch.run();
    }
}
