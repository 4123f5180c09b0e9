package io.portolan.cli.workspace;

import io.portolan.EventListener;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.cli.terminal.Terminal;
import io.portolan.engine.Portolan;
import io.portolan.engine.manifest.Configuration;
import io.portolan.engine.manifest.Environment;
import io.portolan.engine.manifest.Location;
import io.portolan.engine.manifest.Manifest;
import io.portolan.engine.manifest.Manifests;
import io.portolan.engine.manifest.Secrets;
import io.portolan.engine.state.StateStore;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack that was read, and the provider that it is for. */
public final class Workspace {
    private final Terminal terminal;
    private final StackArguments arguments;
    private final List<String> paths;
    private final Manifest manifest;
    private final Providers providers;
    private final Folders folders;
    private final String provider;

    private Workspace(
            Terminal terminal,
            StackArguments arguments,
            List<String> paths,
            Manifest manifest,
            Providers providers,
            Folders folders,
            String provider) {
        this.terminal = terminal;
        this.arguments = arguments;
        this.paths = List.copyOf(paths);
        this.manifest = manifest;
        this.providers = providers;
        this.folders = folders;
        this.provider = provider;
    }

    /** Reads the manifests at these paths, the working folder where there are none. Mistakes are in {@link #manifest()}. */
    public static Workspace read(Terminal terminal, StackArguments arguments, List<String> paths, Secrets secrets) {
        List<Path> files = (paths.isEmpty() ? List.of("") : paths)
                .stream().map(StackArguments::path).toList();
        Manifests manifests = Manifests.at(
                        files.get(0), files.subList(1, files.size()).toArray(Path[]::new))
                .surroundings(new WorkingSurroundings(terminal))
                .secrets(secrets);
        if (arguments.environment().isPresent()) {
            manifests = manifests.environment(arguments.environment().get());
        }
        for (Map.Entry<String, String> value : arguments.values().entrySet()) {
            manifests = manifests.set(value.getKey(), value.getValue());
        }
        Manifest manifest = manifests.load();
        Folders folders = Folders.of(terminal, manifest.configuration(), folder(terminal, files.get(0)));
        Providers providers = new Providers(terminal, manifest.configuration(), folders);
        String provider =
                providers.name(arguments.provider(), manifest.environment().flatMap(Environment::provider));
        if (providers.isInstalled(provider)) {
            // A type's native options can be read only when it is known that its provider is the one.
            ChosenProvider chosen = providers.choose(provider);
            if (!chosen.factory().options().isEmpty()) {
                manifest = manifests
                        .options(chosen.type(), chosen.factory().options())
                        .load();
            }
        }
        return new Workspace(terminal, arguments, paths, manifest, providers, folders, provider);
    }

    /**
     * Reads the manifests and chooses the provider.
     *
     * @throws InputException with every mistake in them, those that the provider's tables show included
     */
    public static Workspace load(Terminal terminal, StackArguments arguments, List<String> paths) {
        Workspace workspace = read(terminal, arguments, paths, Secrets.READ);
        if (workspace.manifest.problems().hasErrors()) {
            throw InputException.of(workspace
                    .manifest
                    .problems()
                    .and(workspace
                            .holdings()
                            .map(h -> SupportCheck.of(workspace.manifest, h))
                            .orElse(List.of())));
        }
        List<String> members =
                workspace.manifest.environment().map(Environment::members).orElse(List.of());
        if (!members.isEmpty() && arguments.provider().isEmpty()) {
            throw InputException.of(
                    "P084",
                    "environment " + arguments.environment().orElse("") + " is made on several providers",
                    "this version works on one: --provider " + members.get(0));
        }
        return workspace;
    }

    /** The settings that hold in a folder: of {@code portolan.yaml} there or above. */
    public static Configuration configuration(Terminal terminal, String folder) {
        return Configuration.find(StackArguments.path(folder), new WorkingSurroundings(terminal));
    }

    private static Path folder(Terminal terminal, Path first) {
        String name =
                Optional.ofNullable(first.getFileName()).map(Path::toString).orElse("");
        boolean isFile = name.endsWith(".yaml") || name.endsWith(".yml");
        Path folder = isFile ? Optional.ofNullable(first.getParent()).orElse(Path.of("")) : first;
        return terminal.resolve(folder);
    }

    /** What was read, with its mistakes. */
    public Manifest manifest() {
        return manifest;
    }

    /** The stack; without mistakes. */
    public Stack stack() {
        return manifest.stack();
    }

    /** The name of the provider that was chosen. */
    public String providerName() {
        return provider;
    }

    /** The provider that was chosen. */
    public ChosenProvider provider() {
        return providers.choose(provider);
    }

    /** Every provider that can be chosen. */
    public Providers providers() {
        return providers;
    }

    /** Where state lives. */
    public Folders folders() {
        return folders;
    }

    /** What the provider holds; empty where its type is not installed. */
    public Optional<ChosenProvider.Holdings> holdings() {
        return providers.isInstalled(provider) ? Optional.of(provider().holdings()) : Optional.empty();
    }

    /** The provider, made, with the state of this workspace. */
    public Portolan open(EventListener listener) {
        ChosenProvider chosen = provider();
        return Portolan.builder()
                .provider(chosen.name(), chosen.factory(), c -> chosen.config())
                .state(StateStore.file(folders.state()))
                .data(folders.providers())
                .listener(listener)
                .build();
    }

    /** A sentence on each document of native options that was left aside, being another provider's. */
    public List<String> notRead() {
        return manifest.unreadOptions().stream()
                .map(options -> "Not read: " + options.kind() + "/" + options.name() + " (" + line(options.at())
                        + "), which is for " + options.providerType() + ".")
                .toList();
    }

    /** A command about the same stack, as a person would type it. */
    public String command(String name, String... more) {
        return arguments.command(name, paths, more);
    }

    /** Where a resource stands, as {@code network.yaml:1}. */
    public Optional<String> place(Key key) {
        return manifest.place(key, FieldPath.ROOT).map(at -> at.file() + ":" + at.line());
    }

    /** Where the reason of a refusal stands. */
    public Optional<String> place(Refusal refusal) {
        return refusal.key()
                .flatMap(key -> refusal.why() == Refusal.Why.PROTECTED
                        ? manifest.lifecycle(key).map(Workspace::line)
                        : manifest.place(key, FieldPath.ROOT).map(Workspace::line));
    }

    /** A file of the stack, by the name that places have. */
    public Path file(String name) {
        for (String path : paths) {
            Path file = StackArguments.path(path);
            if (Optional.ofNullable(file.getFileName())
                    .map(Path::toString)
                    .filter(name::equals)
                    .isPresent()) {
                return terminal.resolve(file);
            }
        }
        return folder(terminal, paths.isEmpty() ? Path.of("") : StackArguments.path(paths.get(0)))
                .resolve(name);
    }

    private static String line(Location at) {
        return at.file() + ":" + at.line();
    }

    /** The terminal. */
    public Terminal terminal() {
        return terminal;
    }
}
