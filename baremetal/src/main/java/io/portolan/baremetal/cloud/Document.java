package io.portolan.baremetal.cloud;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One durable thing of the cloud; immutable.
 *
 * <p>{@link #toString} names it and shows nothing of its body, which may hold a private key.
 *
 * @param kind what it is, in one word
 * @param id unique within its kind, never used again
 * @param body its fields, {@code version} (new with every change, unique for ever) and {@code created} among them
 */
record Document(String kind, String id, Map<String, Object> body) {
    Document {
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
    }

    String version() {
        return text("version");
    }

    /** A field that this kind always has. */
    String text(String field) {
        Object value = body.get(field);
        if (value == null) {
            throw new IllegalStateException(this + " has no " + field);
        }
        return (String) value;
    }

    @Nullable
    String textOrNull(String field) {
        return (String) body.get(field);
    }

    long number(String field) {
        Object value = body.get(field);
        if (value == null) {
            throw new IllegalStateException(this + " has no " + field);
        }
        return ((Number) value).longValue();
    }

    List<Map<String, Object>> objects(String field) {
        return Json.objects(body.get(field));
    }

    List<String> texts(String field) {
        return Json.strings(body.get(field));
    }

    Document with(String field, Object value) {
        var changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return new Document(kind, id, changed);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
