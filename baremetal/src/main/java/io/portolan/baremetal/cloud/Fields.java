package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a request, field by field, and then knows which fields nobody asked for.
 *
 * <p>A null counts as absent. Messages say where a value stands and what it should be, never what it is: it may be
 * secret.
 */
final class Fields {
    private final String path;
    private final Map<String, Object> values;
    private final Set<String> read = new LinkedHashSet<>();

    Fields(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    String path() {
        return path;
    }

    boolean has(String name) {
        read.add(name);
        return values.get(name) != null;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    String text(String name, String otherwise) {
        return optionalText(name).orElse(otherwise);
    }

    Optional<String> optionalText(String name) {
        return value(name, String.class, "must be a text");
    }

    String oneOf(String name, String otherwise, Set<String> choices) {
        String text = text(name, otherwise);
        if (!choices.contains(text)) {
            throw wrong(name, "must be one of " + choices);
        }
        return text;
    }

    /** @throws CloudException INVALID outside of the range, both ends included */
    long number(String name, long from, long to) {
        return optionalNumber(name, from, to).orElseThrow(() -> wrong(name, "is missing"));
    }

    Optional<Long> optionalNumber(String name, long from, long to) {
        Optional<Long> number = value(name, Number.class, "must be a number").map(Number::longValue);
        if (number.isPresent() && (number.get() < from || number.get() > to)) {
            throw wrong(name, "must be from " + from + " to " + to);
        }
        return number;
    }

    boolean flag(String name, boolean otherwise) {
        return value(name, Boolean.class, "must be true or false").orElse(otherwise);
    }

    Optional<Fields> object(String name) {
        return value(name, Map.class, "must be an object").map(map -> new Fields(path(name), Json.map(map)));
    }

    List<Fields> objects(String name) {
        var objects = new ArrayList<Fields>();
        for (Object item : value(name, List.class, "must be a list").orElse(List.of())) {
            String place = path(name) + "[" + objects.size() + "]";
            if (!(item instanceof Map)) {
                throw CloudException.invalid(place + " must be an object");
            }
            objects.add(new Fields(place, Json.map(item)));
        }
        return objects;
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (Object item : value(name, List.class, "must be a list").orElse(List.of())) {
            if (!(item instanceof String text)) {
                throw wrong(name, "must hold texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** An object whose values are all texts, in order of its keys. */
    Map<String, Object> textMap(String name) {
        var texts = new TreeMap<String, Object>();
        Json.map(value(name, Map.class, "must be an object").orElse(Map.of())).forEach((key, text) -> {
            if (!(text instanceof String)) {
                throw wrong(name, "must hold texts");
            }
            texts.put(key, text);
        });
        return texts;
    }

    /** Gives every field to {@code each}, nulls included; all count as read. */
    void forEach(BiConsumer<String, @Nullable Object> each) {
        read.addAll(values.keySet());
        values.forEach(each);
    }

    /** @throws CloudException INVALID where a field stands that no call to this object has asked for */
    void end() {
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            if (!read.contains(entry.getKey())) {
                throw CloudException.invalid(path(entry.getKey()) + " is not known here; known are " + read);
            }
        }
    }

    CloudException wrong(String name, String what) {
        return CloudException.invalid(path(name) + " " + what);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private <T> Optional<T> value(String name, Class<T> type, String otherwise) {
        read.add(name);
        @Nullable Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw wrong(name, otherwise);
        }
        return Optional.of(type.cast(value));
    }
}
