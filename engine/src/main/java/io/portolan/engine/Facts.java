package io.portolan.engine;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a journal as maps, written and read. */
final class Facts {
    private Facts() {}

    static Map<String, Object> fact(String type, NativeId id, Instant at, @Nullable Key key) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("t", type);
        fact.put("part", id.part());
        fact.put("id", id.value());
        if (key != null) {
            fact.put("key", key.toString());
        }
        if (!at.equals(Instant.EPOCH)) {
            fact.put("at", at.toEpochMilli());
        }
        return fact;
    }

    static Map<String, Object> fact(String type, String digest) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("t", type);
        fact.put("digest", digest);
        return fact;
    }

    static Map<String, Object> rename(Key key, Key before) {
        return Map.of("t", "renamed", "key", key.toString(), "from", before.toString());
    }

    static Map<String, Object> fact(Place place, String kind) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("t", "place");
        fact.put("place", place.kind());
        fact.put("id", place.id());
        fact.put("kind", kind);
        return fact;
    }

    static List<Map<String, Object>> maps(List<?> items) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Map<?, ?> map) {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((k, v) -> copy.put(String.valueOf(k), v));
                out.add(copy);
            }
        }
        return out;
    }

    static String text(Map<String, Object> fact, String name) {
        Object value = fact.get(name);
        return value == null ? "" : value.toString();
    }

    static NativeId id(Map<String, Object> fact) {
        return NativeId.of(text(fact, "part"), text(fact, "id"));
    }

    static Key key(Map<String, Object> fact) {
        return Key.parse(text(fact, "key"));
    }
}
