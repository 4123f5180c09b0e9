package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Definitions.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What manifests may hold, from the same description that reads them: a JSON Schema for editors, and the text of single fields. */
public final class ManifestSchema {
    /** The schema's address, which is its identity. */
    public static final String ID = "https://portolan.io/schema/v1/portolan.schema.json";

    private ManifestSchema() {}

    /** The kinds of resources, in the order of the manual. */
    public static List<String> resourceKinds() {
        return kinds(true);
    }

    /** The kinds of documents that are no resources. */
    public static List<String> otherKinds() {
        return kinds(false);
    }

    private static List<String> kinds(boolean isResource) {
        return Kinds.documented().entrySet().stream()
                .filter(e -> e.getValue().isResource() == isResource)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A JSON Schema 2020-12 of one document, indented, with a line feed at its end. */
    public static String json() {
        StringWriter out = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter);
        try (JsonGenerator json = new JsonFactory().createGenerator(out).setPrettyPrinter(printer)) {
            write(schema(), json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.append('\n').toString();
    }

    private static Map<String, Object> schema() {
        Definitions definitions = new Definitions();
        List<Object> cases = new ArrayList<>();
        Kinds.documented()
                .forEach((kind, documented) -> cases.add(map(
                        "if",
                        map("properties", map("kind", map("const", kind))),
                        "then",
                        documented.document().schema(definitions))));
        Map<String, Object> ours = map(
                "properties",
                map("kind", map("enum", List.copyOf(Kinds.documented().keySet()))),
                "allOf",
                cases);
        Map<String, Object> others = definitions.refer("NativeOptions", ManifestSchema::options);
        return map(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "$id",
                ID,
                "title",
                "A document of a Portolan manifest",
                "type",
                "object",
                "required",
                List.of("apiVersion", "kind"),
                "if",
                map("properties", map("apiVersion", map("const", Kinds.API_VERSION))),
                "then",
                ours,
                "else",
                others,
                "$defs",
                definitions.all());
    }

    /** Options of a provider: only their outside; each provider has the schema of its own. */
    private static Map<String, Object> options() {
        Map<String, Object> name = map("type", "object", "properties", map("name", map("type", "string")));
        return map(
                "type",
                "object",
                "properties",
                map(
                        "apiVersion",
                        map("type", "string", "pattern", "^[a-z0-9-]{1,40}\\.portolan\\.io/v1$"),
                        "kind",
                        map("type", "string"),
                        "metadata",
                        name,
                        "spec",
                        map("type", "object")));
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(field.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    /**
     * What the manual says of a field.
     *
     * @param path as {@code LoadBalancer.spec.pools.drainTimeout}; {@code spec} may be left away
     * @return empty when there is no such field
     */
    public static Optional<FieldDoc> explain(String path) {
        String[] words = path.replaceAll("\\[\\d*]", "").split("\\.", -1);
        Optional<Kinds.Documented> kind = Kinds.find(words[0]);
        if (kind.isEmpty() || words.length < 2) {
            return Optional.empty();
        }
        Map<String, Attribute<?>> top = new LinkedHashMap<>(kind.get().spec().attributes());
        top.putAll(kind.get().document().attributes());
        Attribute<?> found = top.get(words[1]);
        for (int i = 2; i < words.length && found != null; i++) {
            Map<String, Attribute<?>> fields = found.type()
                    .form()
                    .<Map<String, Attribute<?>>>map(Form::attributes)
                    .orElse(Map.of());
            found = fields.get(words[i]);
        }
        return Optional.ofNullable(found).map(a -> FieldDoc.of(path, a));
    }

    /** What a kind of document is, in a sentence, and the names of the fields of its spec; empty for a word that is no kind. */
    public static Optional<String> explainKind(String kind) {
        return Kinds.find(kind)
                .map(k -> kind + ": " + k.doc() + "\nFields: "
                        + String.join(", ", k.spec().attributes().keySet()) + "\n");
    }
}
