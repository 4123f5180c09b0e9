package io.portolan.cli.workspace;

import io.portolan.cli.terminal.Terminal;
import io.portolan.engine.Portolan;
import io.portolan.engine.manifest.Configuration;
import io.portolan.engine.manifest.Location;
import io.portolan.engine.manifest.ProviderEntry;
import io.portolan.spi.Config;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds and configures providers: flag, then {@code PORTOLAN_*} variable, then {@code portolan.yaml}, then the type's defaults. */
public final class Providers {
    /** Where nothing else is said. */
    private static final String DEFAULT = "embedded";

    private static final String ACCEPT = "accept";

    private final Terminal terminal;
    private final Configuration configuration;
    private final Folders folders;
    private final Map<String, ProviderFactory> installed;

    /** The providers that this configuration and the class path know. */
    public Providers(Terminal terminal, Configuration configuration, Folders folders) {
        this.terminal = terminal;
        this.configuration = configuration;
        this.folders = folders;
        this.installed = Portolan.installed();
    }

    /** The names that can be chosen: those of {@code portolan.yaml}, then installed types that none of them is named after. */
    public List<String> names() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        configuration.providers().forEach(p -> names.put(p.name(), true));
        installed.keySet().forEach(type -> names.putIfAbsent(type, true));
        return List.copyOf(names.keySet());
    }

    /** The type of a name, whether it is installed or not. */
    public String type(String name) {
        return configuration.provider(name).map(ProviderEntry::type).orElse(name);
    }

    /** Whether the type behind a name is on the class path. */
    public boolean isInstalled(String name) {
        return installed.containsKey(type(name));
    }

    /** The name that holds: of the flag, of {@code PORTOLAN_PROVIDER}, of the environment, of {@code portolan.yaml}, else the embedded provider. */
    public String name(Optional<String> flag, Optional<String> environment) {
        return flag.or(() -> terminal.variable("PORTOLAN_PROVIDER"))
                .or(() -> environment)
                .or(configuration::defaultProvider)
                .orElse(DEFAULT);
    }

    /**
     * The provider of this name, configured.
     *
     * @throws InputException when its type is not installed, or a setting is wrong
     */
    public ChosenProvider choose(String name) {
        Optional<ProviderEntry> entry = configuration.provider(name);
        String type = type(name);
        ProviderFactory factory = installed.get(type);
        if (factory == null) {
            throw InputException.at(
                    entry.map(ProviderEntry::at).orElse(null),
                    "P081",
                    entry.isPresent()
                            ? "no provider of type " + type + " is installed"
                            : "there is no provider \"" + name + "\"",
                    "names in portolan.yaml: "
                            + list(configuration.providers().stream()
                                    .map(ProviderEntry::name)
                                    .toList()),
                    "installed types: " + list(List.copyOf(new TreeSet<>(installed.keySet()))));
        }
        Map<String, String> texts =
                new LinkedHashMap<>(entry.map(ProviderEntry::settings).orElse(Map.of()));
        Losses accepted = Optional.ofNullable(texts.remove(ACCEPT))
                .map(text -> Losses.parse(List.of(text)))
                .orElse(entry.isEmpty() && type.equals(DEFAULT) ? Losses.ALL : Losses.NONE);
        Config config =
                configure(name, factory, texts, entry.map(ProviderEntry::at).orElse(null));
        return new ChosenProvider(factory, config, accepted, folders.providers());
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private Config configure(String name, ProviderFactory factory, Map<String, String> texts, @Nullable Location at) {
        Config config = Config.named(name);
        for (Setting<?> setting : factory.settings()) {
            String written = texts.remove(setting.name());
            Optional<String> text =
                    terminal.variable(variable(name, setting.name())).or(() -> Optional.ofNullable(written));
            if (text.isPresent()) {
                config = set(config, setting, text.get(), at);
            }
        }
        for (String unknown : texts.keySet()) {
            throw InputException.at(
                    at,
                    "P082",
                    "a provider of type " + factory.type() + " has no setting \"" + unknown + "\"",
                    "settings: "
                            + list(factory.settings().stream()
                                    .map(Setting::name)
                                    .toList()) + ", " + ACCEPT);
        }
        return config;
    }

    private static <T> Config set(Config config, Setting<T> setting, String text, @Nullable Location at) {
        try {
            return config.set(setting, setting.parse(text));
        } catch (IllegalArgumentException e) {
            throw InputException.at(
                    at,
                    "P083",
                    "setting " + setting.name() + " of " + config.name() + " can't be read"
                            + (setting.isSecret() ? "" : ": " + e.getMessage()),
                    setting.description());
        }
    }

    /** {@code PORTOLAN_HERE_PORT_OFFSET} for the setting portOffset of the provider here. */
    static String variable(String provider, String setting) {
        String words = setting.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return ("PORTOLAN_" + provider + "_" + words).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
