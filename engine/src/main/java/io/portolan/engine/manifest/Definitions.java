package io.portolan.engine.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The definitions of a JSON Schema while it is made. */
final class Definitions {
    /** Stands wherever a value may come from a variable. */
    private static final String VARIABLE = "Variable";

    private final Map<String, Map<String, Object>> all = new TreeMap<>();

    Definitions() {
        all.put(
                VARIABLE,
                map(
                        "description",
                        "A value of the stack: $(name). The text $( is written $$(.",
                        "type",
                        "string",
                        "pattern",
                        "\\$\\("));
    }

    Map<String, Map<String, Object>> all() {
        return all;
    }

    /** A reference to a definition, which is made when it is named for the first time. */
    Map<String, Object> refer(String name, Supplier<Map<String, Object>> body) {
        if (!all.containsKey(name)) {
            all.put(name, Map.of());
            all.put(name, body.get());
        }
        return map("$ref", "#/$defs/" + name);
    }

    /** This, or a variable. */
    Map<String, Object> orVariable(Map<String, Object> schema) {
        Map<String, Object> variable = map("$ref", "#/$defs/" + VARIABLE);
        if (schema.size() == 1 && schema.get("anyOf") instanceof List<?> cases) {
            List<Object> more = new ArrayList<>(cases);
            more.add(variable);
            return map("anyOf", more);
        }
        return anyOf(schema, variable);
    }

    static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
        return map("anyOf", List.of(one, other));
    }

    /** A map in the order given. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
