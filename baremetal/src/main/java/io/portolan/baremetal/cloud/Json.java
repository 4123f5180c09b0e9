package io.portolan.baremetal.cloud;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, longs, booleans and nulls. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The text of a value, on one line. */
    static String write(@Nullable Object value) {
        return write(value, false);
    }

    /** The text of a value with the keys of all objects in order: equal values give equal texts. */
    static String canonical(@Nullable Object value) {
        return write(value, true);
    }

    private static String write(@Nullable Object value, boolean sorted) {
        var out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            put(json, value, sorted);
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return out.toString();
    }

    private static void put(JsonGenerator json, @Nullable Object value, boolean sorted) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : (sorted ? new TreeMap<>(map) : map).entrySet()) {
                json.writeFieldName((String) entry.getKey());
                put(json, entry.getValue(), sorted);
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                put(json, item, sorted);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof String text) {
            json.writeString(text);
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    /** Reads one object. @throws IOException where the text is anything else; the message quotes nothing of it */
    static Map<String, Object> object(String text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Map<String, Object> object = map(json);
            if (json.nextToken() != null) {
                throw new IOException("more than one JSON object");
            }
            return object;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // Its message quotes the text, which may hold a private key.
            throw new IOException("not JSON, near character " + e.getLocation().getCharOffset());
        }
    }

    private static Map<String, Object> map(JsonParser json) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            put(map, name, value(json));
        }
        return map;
    }

    @SuppressWarnings("NullAway") // JSON has nulls; a Map<String, Object> read from it may too
    static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> map(json);
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("numbers are whole here");
        };
    }

    /**
     * A text that what this cloud wrote or checked always has at this name.
     *
     * @throws IllegalStateException where there is none
     */
    static String text(Map<String, Object> object, String name) {
        return (String) present(object, name);
    }

    /** A number that is always there, as with {@link #text}. */
    static long number(Map<String, Object> object, String name) {
        return ((Number) present(object, name)).longValue();
    }

    private static Object present(Map<String, Object> object, String name) {
        @Nullable Object value = object.get(name);
        if (value == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return value;
    }

    /** The items of a list, as objects. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(@Nullable Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    /** The items of a list, as strings. */
    @SuppressWarnings("unchecked")
    static List<String> strings(@Nullable Object value) {
        return value == null ? List.of() : (List<String>) value;
    }

    /** A value, as an object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
