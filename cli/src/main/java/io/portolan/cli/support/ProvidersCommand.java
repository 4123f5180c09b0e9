package io.portolan.cli.support;

import io.portolan.PortolanException;
import io.portolan.cli.plan.Places;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.Folders;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.Providers;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.Portolan;
import io.portolan.engine.manifest.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the providers that can be chosen. */
@Command(
        name = "providers",
        description =
                "Lists the providers: those of portolan.yaml, found from this folder upwards, and installed types.")
public final class ProvidersCommand implements Callable<Integer> {
    private static final int NAME = 14;
    private static final int TYPE = 12;
    private static final int WHERE = 44;

    private final Terminal terminal;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "Where portolan.yaml is looked for, upwards.")
    private String folder = "";

    @Mixin
    private final OutputFormat output = new OutputFormat();

    /** The command on this terminal. */
    public ProvidersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Configuration configuration = Workspace.configuration(terminal, folder);
        if (configuration.problems().hasErrors()) {
            throw InputException.of(configuration.problems());
        }
        Providers providers =
                new Providers(terminal, configuration, Folders.of(terminal, configuration, Path.of(folder)));
        List<Map<String, Object>> rows = new ArrayList<>();
        providers.names().forEach(name -> rows.add(row(name, providers)));
        if (output.isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("apiVersion", "portolan.io/v1");
            document.put("kind", "Providers");
            document.put("providers", rows);
            terminal.out().println(Json.write(document));
        } else {
            terminal.out()
                    .println(Text.column("NAME", NAME) + Text.column("TYPE", TYPE) + Text.column("WHERE", WHERE)
                            + "READY");
            rows.forEach(row -> terminal.out()
                    .println(Text.column(String.valueOf(row.get("name")), NAME)
                            + Text.column(String.valueOf(row.get("type")), TYPE)
                            + Text.column(String.valueOf(row.get("where")), WHERE)
                            + row.get("ready")));
        }
        return Exit.DONE;
    }

    private static Map<String, Object> row(String name, Providers providers) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("type", providers.type(name));
        row.put("where", "");
        if (!providers.isInstalled(name)) {
            row.put("ready", "no: its type isn't installed");
            return row;
        }
        try {
            ChosenProvider provider = providers.choose(name);
            row.put("where", where(provider));
            row.put("ready", "yes");
        } catch (InputException | PortolanException e) {
            row.put("ready", "no: " + e.getMessage());
        }
        return row;
    }

    private static String where(ChosenProvider chosen) {
        try (Portolan portolan = Portolan.builder()
                .provider(chosen.name(), chosen.factory(), c -> chosen.config())
                .parallelism(1)
                .build()) {
            Map<String, String> identity =
                    new TreeMap<>(portolan.provider(chosen.name()).identity());
            return chosen.isEmbedded() ? chosen.folder().toString() : Places.of(identity);
        }
    }
}
