package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Definitions.map;

import io.portolan.engine.manifest.Attribute.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a form as JSON Schema. */
final class FormSchema {
    private FormSchema() {}

    static Map<String, Object> of(Form<?> form, Definitions definitions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        form.attributes().values().forEach(a -> properties.put(a.name(), of(a, definitions)));
        Map<String, Object> schema = map("type", "object", "properties", properties, "additionalProperties", false);
        List<String> required = form.attributes().values().stream()
                .filter(Attribute::isRequired)
                .map(Attribute::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        List<Map<String, Object>> rules =
                form.rules().stream().map(FieldRule::schema).toList();
        if (!rules.isEmpty()) {
            schema.put("allOf", rules);
        }
        return schema;
    }

    private static Map<String, Object> of(Attribute<?> attribute, Definitions definitions) {
        Map<String, Object> value = definitions.orVariable(attribute.type().schema(definitions));
        if (attribute.presence() == Presence.THREE_STATES) {
            List<Object> both = new ArrayList<>((List<?>) value.get("anyOf"));
            both.add(map("const", "default"));
            value.put("anyOf", both);
        }
        Map<String, Object> schema = map("description", description(attribute));
        schema.putAll(value);
        if (!attribute.example().isEmpty() && attribute.type() instanceof TextType<?>) {
            schema.put("examples", List.of(attribute.example()));
        }
        return schema;
    }

    private static String description(Attribute<?> attribute) {
        return attribute.standard().isEmpty()
                ? attribute.doc()
                : attribute.doc() + " Default " + attribute.standard() + ".";
    }
}
