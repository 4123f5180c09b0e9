package io.portolan.engine.manifest;

import io.portolan.engine.manifest.ConfigurationForms.ConfigurationSpec;
import io.portolan.engine.manifest.ConfigurationForms.StateSpec;
import io.portolan.engine.manifest.DocumentForms.Parts;
import io.portolan.engine.manifest.Node.Scalar;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of {@code portolan.yaml}: where things go. It holds no resource and no secret. */
public final class Configuration {
    private static final ConfigurationSpec NOTHING = new ConfigurationSpec(null, null, List.of(), List.of());

    private final @Nullable Path file;
    private final ConfigurationSpec spec;
    private final Problems problems;

    private Configuration(@Nullable Path file, ConfigurationSpec spec, Problems problems) {
        this.file = file;
        this.spec = spec;
        this.problems = problems;
    }

    /** Looks for {@code portolan.yaml} in this folder and upwards; one without any settings where there is none. Never throws for its content. */
    public static Configuration find(Path folder, Surroundings surroundings) {
        int levels = folder.toAbsolutePath().normalize().getNameCount();
        Path up = folder;
        for (int i = 0; i <= levels; i++) {
            Path file = up.resolve(SourceReader.CONFIGURATION).normalize();
            Diagnostics problems = new Diagnostics();
            Optional<SourceFile> source = new SourceReader(surroundings, problems).read(file);
            if (source.isPresent()) {
                return read(file, source.get(), problems);
            }
            if (!problems.all().isEmpty()) {
                return new Configuration(file, NOTHING, Problems.of(problems.all(), 1, 0));
            }
            up = up.resolve("..");
        }
        return new Configuration(null, NOTHING, Problems.of(List.of(), 0, 0));
    }

    private static Configuration read(Path file, SourceFile source, Diagnostics problems) {
        Session session = new Session(new SecretReader(Secrets.UNREAD, Surroundings.system(), Map.of()), problems);
        ConfigurationSpec spec = NOTHING;
        int documents = 0;
        for (Chunk chunk : Chunk.of(source)) {
            Optional<Document> document = YamlReader.read(chunk, problems).flatMap(n -> Document.of(n, problems));
            documents++;
            if (document.isEmpty()) {
                continue;
            }
            Reading at = Reading.of(session, document.get().path());
            if (!document.get().kind().equals(Kinds.CONFIGURATION) || documents > 1) {
                at.report(at.problem(
                        "P016", document.get().root(), "portolan.yaml holds one document of kind Configuration"));
                continue;
            }
            Optional<? extends Parts<?>> parts = Kinds.read(document.get(), at);
            spec = parts.map(p -> (ConfigurationSpec) p.spec()).orElse(NOTHING);
            check(spec, document.get(), at);
        }
        return new Configuration(file, spec, Problems.of(problems.all(), 1, documents));
    }

    private static void check(ConfigurationSpec spec, Document document, Reading at) {
        Set<String> names = new HashSet<>();
        for (ProviderEntry provider : spec.providers()) {
            if (!names.add(provider.name())) {
                at.report(Diagnostic.of("P021", provider.at(), "there are two providers named " + provider.name())
                        .at(at.path()));
            }
        }
        StateSpec state = spec.state();
        if (state != null && !state.kind().equals("file")) {
            at.report(at.problem(
                            "P080", state.value(), "this version keeps its state in files only, not in " + state.kind())
                    .help("state: {file: .portolan}"));
        }
        Set<String> stores = new HashSet<>();
        for (SecretStore store : spec.stores()) {
            if (!stores.add(store.name())) {
                at.report(at.problem("P021", document.root(), "there are two secret stores named " + store.name()));
            }
        }
    }

    /** The file; empty where none was found. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** The provider where neither a flag nor the environment names one. */
    public Optional<String> defaultProvider() {
        return Optional.ofNullable(spec.defaultProvider());
    }

    /** The folder of the state, as it is written, relative to the file's own; empty where nothing is said. */
    public Optional<Path> state() {
        return Optional.ofNullable(spec.state())
                .map(StateSpec::value)
                .filter(v -> v instanceof Scalar)
                .map(v -> folder().resolve(((Scalar) v).text()).normalize());
    }

    private Path folder() {
        return Optional.ofNullable(file).map(Path::getParent).orElse(Path.of(""));
    }

    /** The providers, in the order of the file. */
    public List<ProviderEntry> providers() {
        return spec.providers();
    }

    /** The provider of this name. */
    public Optional<ProviderEntry> provider(String name) {
        return providers().stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The secret stores, in the order of the file. */
    public List<SecretStore> secretStores() {
        return spec.stores();
    }

    Map<String, SecretStore> stores() {
        Map<String, SecretStore> stores = new LinkedHashMap<>();
        spec.stores().forEach(s -> stores.putIfAbsent(s.name(), s));
        return stores;
    }

    /** What is wrong with the file. */
    public Problems problems() {
        return problems;
    }

    @Override
    public String toString() {
        return file == null ? "no portolan.yaml" : file.toString();
    }
}
