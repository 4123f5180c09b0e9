package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of a native call. */
final class Arguments {
    private static final List<String> NOT_ATTRIBUTES =
            List.of("id", "name", "labels", "ifMatch", "ifNoneMatch", "page");

    private final Map<String, Object> values;

    Arguments(Map<String, Object> values) {
        this.values = values;
    }

    Map<String, Object> all() {
        return values;
    }

    @Nullable
    Object raw(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) throws NativeError {
        Object value = values.get(name);
        if (value == null) {
            throw NativeError.of("BadRequest", "missing argument: " + name);
        }
        return value.toString();
    }

    String text(String name, String otherwise) {
        Object value = values.get(name);
        return value == null ? otherwise : value.toString();
    }

    /** Everything that becomes an attribute of the thing. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!name.startsWith("@") && !NOT_ATTRIBUTES.contains(name) && !name.startsWith("secret ")) {
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    @SuppressWarnings("unchecked") // labels are sent as a map of texts
    @Nullable
    Map<String, String> labels() {
        return (Map<String, String>) values.get("labels");
    }

    /** The arguments without what the transport adds. */
    Map<String, Object> withoutTransport() {
        Map<String, Object> own = new LinkedHashMap<>(values);
        own.keySet().removeIf(name -> name.startsWith("@"));
        return own;
    }

    /** The ids in an attribute: one, several, or those of a map. */
    static Collection<NativeId> ids(@Nullable Object value) {
        if (value instanceof NativeId id) {
            return List.of(id);
        }
        Collection<?> many = value instanceof Map<?, ?> map
                ? map.values()
                : value instanceof Collection<?> collection ? collection : List.of();
        List<NativeId> ids = new ArrayList<>(many.size());
        for (Object one : many) {
            if (one instanceof NativeId id) {
                ids.add(id);
            }
        }
        return ids;
    }
}
