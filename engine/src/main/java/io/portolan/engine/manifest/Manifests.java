package io.portolan.engine.manifest;

import static java.util.Objects.requireNonNull;

import io.portolan.spi.OptionsType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the manifests of one stack: a folder of YAML files, or single files.
 *
 * <pre>{@code
 * Manifest shop = Manifests.at(Path.of("examples/shop")).environment("prod").set("next", "10").load();
 * if (shop.problems().hasErrors()) {
 *     System.err.print(shop.problems().text());
 * }
 * }</pre>
 *
 * <p>Nothing that can stand in a file makes {@link #load()} throw, hang or run out of stack: depth, size, aliases and variables are
 * bounded, and every mistake is a {@link Diagnostic}. Immutable; each method returns another one.
 */
public final class Manifests {
    private final List<Path> paths;
    private final @Nullable String environment;
    private final Map<String, String> values;
    private final Secrets secrets;
    private final Surroundings surroundings;
    private final Map<String, List<OptionsType<?>>> options;

    private Manifests(
            List<Path> paths,
            @Nullable String environment,
            Map<String, String> values,
            Secrets secrets,
            Surroundings surroundings,
            Map<String, List<OptionsType<?>>> options) {
        this.paths = List.copyOf(paths);
        this.environment = environment;
        this.values = values;
        this.secrets = secrets;
        this.surroundings = surroundings;
        this.options = options;
    }

    /**
     * A folder, whose {@code *.yaml} and {@code *.yml} files are read, or a set of files. Folders within it are not looked into, and
     * {@code portolan.yaml} is not part of the stack. The first path's folder gives the stack its name where no {@code kind: Stack}
     * does, and is where {@code portolan.yaml} is looked for from.
     */
    public static Manifests at(Path first, Path... more) {
        List<Path> paths = new ArrayList<>(List.of(more));
        paths.add(0, requireNonNull(first, "first"));
        return new Manifests(paths, null, Map.of(), Secrets.READ, Surroundings.system(), Map.of());
    }

    /** In this environment; without one the defaults of variables hold, and the owner is the stack's name alone. */
    public Manifests environment(String name) {
        return new Manifests(paths, requireNonNull(name, "name"), values, secrets, surroundings, options);
    }

    /** With this value of a variable, before the environment's and the default. It is read as in a manifest: {@code 10}, {@code [a, b]}. */
    public Manifests set(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(requireNonNull(variable, "variable"), requireNonNull(value, "value"));
        return new Manifests(paths, environment, more, secrets, surroundings, options);
    }

    /** With secrets read (the standard) or not. */
    public Manifests secrets(Secrets mode) {
        return new Manifests(paths, environment, values, requireNonNull(mode, "mode"), surroundings, options);
    }

    /** With these files, environment variables and programs instead of the machine's. */
    public Manifests surroundings(Surroundings other) {
        return new Manifests(paths, environment, values, secrets, requireNonNull(other, "other"), options);
    }

    /** With the native options of a provider type. Documents of other types are not read; {@link Manifest#unreadOptions()} lists them. */
    public Manifests options(String providerType, List<OptionsType<?>> types) {
        Map<String, List<OptionsType<?>>> more = new LinkedHashMap<>(options);
        more.put(requireNonNull(providerType, "providerType"), List.copyOf(types));
        return new Manifests(paths, environment, values, secrets, surroundings, more);
    }

    /** Reads everything; never throws for what stands in the files. */
    public Manifest load() {
        return new Loader(this).load();
    }

    List<Path> paths() {
        return paths;
    }

    Optional<String> environmentName() {
        return Optional.ofNullable(environment);
    }

    Map<String, String> values() {
        return values;
    }

    Secrets secrets() {
        return secrets;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Map<String, List<OptionsType<?>>> options() {
        return options;
    }

    /** The folder of the first path. */
    Path folder() {
        Path first = paths.get(0);
        String name =
                Optional.ofNullable(first.getFileName()).map(Path::toString).orElse("");
        boolean isFile = name.endsWith(".yaml") || name.endsWith(".yml");
        return isFile ? Optional.ofNullable(first.getParent()).orElse(Path.of("")) : first;
    }

    String folderName() {
        Path name = folder().toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }
}
