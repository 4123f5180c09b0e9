package io.portolan.cli.workspace;

import io.portolan.cli.terminal.Text;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where, and with which values: what every command about a stack is told, apart from the stack's folder or files. */
public final class StackArguments {
    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            description = "The environment; without one the variables' defaults hold.")
    private @Nullable String environment;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A value of a variable, before the environment's and the default. Repeatable.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = {"-p", "--provider"},
            paramLabel = "NAME",
            description = "The provider: a name in portolan.yaml, else a type with its defaults.")
    private @Nullable String provider;

    /** The environment that was asked for. */
    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** The provider that was asked for. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** The values by variable. */
    Map<String, String> values() {
        Map<String, String> map = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            if (equals <= 0) {
                throw InputException.of("P090", "--set takes NAME=VALUE, not " + value);
            }
            map.put(value.substring(0, equals), value.substring(equals + 1));
        }
        return map;
    }

    /** A command about the same, as a person would type it. */
    public String command(String name, List<String> paths, String... more) {
        StringBuilder line = new StringBuilder("portolan ").append(name);
        paths.forEach(path -> line.append(' ').append(Text.quote(path)));
        environment().ifPresent(e -> line.append(" --env ").append(Text.quote(e)));
        provider().ifPresent(p -> line.append(" --provider ").append(Text.quote(p)));
        values.forEach(v -> line.append(" --set ").append(Text.quote(v)));
        for (String word : more) {
            line.append(' ').append(word);
        }
        return line.toString();
    }

    /** A path from the command line. */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw InputException.of("P090", "this is no path: " + text);
        }
    }
}
