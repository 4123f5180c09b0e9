package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;

import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code kind: Configuration}. */
final class ConfigurationForms {
    /** Where the journal is: the kind of store and what it is told. */
    record StateSpec(String kind, Node value) {}

    /** The content of {@code kind: Configuration}. */
    record ConfigurationSpec(
            @Nullable String defaultProvider,
            @Nullable StateSpec state,
            List<ProviderEntry> providers,
            List<SecretStore> stores) {}

    private static final Attribute<Path> FILE = optional(
                    "file", TextType.of("path", ".portolan", "", Path::of), "A folder, relative to portolan.yaml.")
            .example(".portolan");
    private static final Attribute<Node> POSTGRES =
            optional("postgres", AnyType.ANY, "A PostgreSQL database. Not in this version.");
    private static final Form<StateSpec> STATE_FORM = Form.of(
                    "state",
                    "State",
                    in -> in.node().entries().stream()
                            .filter(e ->
                                    List.of("file", "postgres").contains(e.key().text()))
                            .findFirst()
                            .map(e -> new StateSpec(e.key().text(), e.value())),
                    FILE,
                    POSTGRES)
            .oneOf(FILE, POSTGRES);

    private static final Attribute<String> STORE_NAME =
            required("name", Texts.NAME, "The name that manifests use.").example("vault");
    private static final Attribute<List<String>> COMMAND = required(
                    "command",
                    ListType.of(Texts.TEXT, "a program and its arguments"),
                    "The program that prints the secret, and its arguments; $(key) in one of them is what is asked for. No shell reads it.")
            .example("[vault, kv, get, -field=value, \"secret/$(key)\"]");
    private static final Form<SecretStore> STORE =
            Form.of("a secret store", "SecretStore", ConfigurationForms::store, STORE_NAME, COMMAND);

    private static final Attribute<String> DEFAULT_PROVIDER = optional(
                    "defaultProvider",
                    Texts.TEXT,
                    "The provider where neither --provider nor the environment names one.")
            .example("embedded");
    private static final Attribute<StateSpec> STATE =
            optional("state", STATE_FORM, "Where the journal and the lock are.").example("{file: .portolan}");
    private static final Attribute<List<ProviderEntry>> PROVIDERS = optional(
                    "providers",
                    ListType.of(new Providers(), "providers"),
                    "Providers: a name of yours, the type, and then the settings of that type.")
            .example("[{name: embedded, type: embedded, portOffset: 8000}]");
    private static final Attribute<List<SecretStore>> SECRET_STORES = optional(
            "secretStores",
            ListType.of(STORE, "secret stores"),
            "Programs that know secrets. The only place where a program may be named.");

    /** The spec of the configuration. */
    static final Form<ConfigurationSpec> SPEC = Form.of(
            "Configuration",
            "ConfigurationSpec",
            in -> Optional.of(new ConfigurationSpec(
                    in.find(DEFAULT_PROVIDER).orElse(null),
                    in.find(STATE).orElse(null),
                    in.list(PROVIDERS),
                    in.list(SECRET_STORES))),
            DEFAULT_PROVIDER,
            STATE,
            PROVIDERS,
            SECRET_STORES);

    private ConfigurationForms() {}

    private static Optional<SecretStore> store(Filled in) {
        List<String> command = in.get(COMMAND);
        if (command.isEmpty() || !SecretStore.asks(command)) {
            Reading at = in.at().field(COMMAND.name());
            at.report(at.problem("P080", in.node(COMMAND), "this command never asks for a key")
                    .help("a program first, then arguments, one of them with $(key)"));
            return Optional.empty();
        }
        return Optional.of(SecretStore.of(in.get(STORE_NAME), command));
    }

    /** A provider: name and type are ours, the rest belongs to the type and is checked when its factory is known. */
    private static final class Providers implements Type<ProviderEntry> {
        private static final Attribute<String> NAME = required(
                        "name", Texts.NAME, "The name that environments and --provider use.")
                .example("embedded");
        private static final Attribute<String> TYPE =
                required("type", Texts.NAME, "What it is.").example("embedded");
        private static final Form<List<String>> HEAD = Form.of(
                "a provider", "ProviderHead", in -> Optional.of(List.of(in.get(NAME), in.get(TYPE))), NAME, TYPE);

        @Override
        public Optional<ProviderEntry> read(Node node, Reading at) {
            if (!(node instanceof Mapping mapping)) {
                return HEAD.read(node, at).map(x -> ProviderEntry.of(x.get(0), x.get(1), node.at(), Map.of()));
            }
            Map<String, ProviderEntry.Value> settings = new LinkedHashMap<>();
            List<Entry> head = mapping.entries().stream()
                    .filter(e -> HEAD.attributes().containsKey(e.key().text()))
                    .toList();
            for (Entry entry : mapping.entries()) {
                if (!head.contains(entry)) {
                    setting(entry, at).ifPresent(v -> settings.put(entry.key().text(), v));
                }
            }
            return HEAD.read(new Mapping(mapping.at(), head, mapping.origin()), at)
                    .map(x -> ProviderEntry.of(x.get(0), x.get(1), mapping.at(), settings));
        }

        private static Optional<ProviderEntry.Value> setting(Entry entry, Reading at) {
            if (entry.value() instanceof Scalar s && !s.isNull() && !s.secret()) {
                return Optional.of(new ProviderEntry.Value(s.text(), entry.key().at(), s.at()));
            }
            at.report(at.field(Texts.shorten(entry.key().text()))
                    .problem("P007", entry.key(), "a setting of a provider is one text, number or boolean"));
            return Optional.empty();
        }

        @Override
        public String word() {
            return "provider";
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return Definitions.map(
                    "type",
                    "object",
                    "properties",
                    Definitions.map(
                            "name",
                            NAME.type().schema(definitions),
                            "type",
                            TYPE.type().schema(definitions)),
                    "required",
                    List.of("name", "type"),
                    "additionalProperties",
                    Definitions.map("type", List.of("string", "number", "boolean")));
        }

        @Override
        public Optional<Form<?>> form() {
            return Optional.of(HEAD);
        }
    }
}
