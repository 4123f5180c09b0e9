package io.portolan.baremetal.embedded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON value of the cloud as an argument of a step: immutable, equal by content, its text canonical. */
final class NativeValue {
    /** The absence of a field: sent to take a field away. */
    static final NativeValue NONE = new NativeValue(null);

    private final @Nullable Object value;

    private NativeValue(@Nullable Object value) {
        this.value = value;
    }

    /** A value of maps, lists, strings, whole numbers and booleans; copied. */
    static NativeValue of(@Nullable Object value) {
        return value == null ? NONE : new NativeValue(copy(value));
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((name, item) -> copy.put((String) name, copy(item)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item)));
            return Collections.unmodifiableList(copy);
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }

    @Nullable
    Object json() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NativeValue that && (value == null ? that.value == null : value.equals(that.value));
    }

    @Override
    public int hashCode() {
        return value == null ? 0 : value.hashCode();
    }

    @Override
    public String toString() {
        return text(value, false);
    }

    private static String text(@Nullable Object value, boolean inside) {
        if (value instanceof Map<?, ?> map) {
            var items = new ArrayList<String>();
            new TreeMap<>(map).forEach((name, item) -> items.add(name + ": " + text(item, true)));
            return "{" + String.join(", ", items) + "}";
        }
        if (value instanceof List<?> list) {
            return "["
                    + String.join(
                            ", ", list.stream().map(item -> text(item, true)).toList()) + "]";
        }
        if (value instanceof String text && inside) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
        return value == null ? "none" : value.toString();
    }
}
