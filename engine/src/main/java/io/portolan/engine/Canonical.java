package io.portolan.engine;

import io.portolan.spi.driver.Value;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The one text of an argument, the same in every process: maps and sets are sorted, a value that is not known is its slot. Not for secrets. */
final class Canonical {
    private Canonical() {}

    static Object known(Object argument) {
        return argument instanceof Value<?> value
                ? value.now().map(Object.class::cast).orElse(value.toString())
                : argument;
    }

    static String text(Object argument) {
        Object value = known(argument);
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((k, v) -> sorted.put(text(k), text(v)));
            return sorted.toString();
        }
        if (value instanceof Set<?> set) {
            TreeSet<String> sorted = new TreeSet<>();
            set.forEach(item -> sorted.add(text(item)));
            return sorted.toString();
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(Canonical::text).toList().toString();
        }
        return value.toString();
    }
}
