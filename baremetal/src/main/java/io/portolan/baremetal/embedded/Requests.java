package io.portolan.baremetal.embedded;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Secret;
import io.portolan.spi.driver.Running;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests to the cloud from the arguments of a step, and from nothing else. */
final class Requests {
    private Requests() {}

    /**
     * A request of these arguments.
     *
     * @param secrets arguments that go to the place that they are named by, as {@code listeners[0].tls.certificates[0].privateKey}
     */
    static Map<String, Object> of(Running run, List<String> names, Set<String> secrets) {
        var request = new LinkedHashMap<String, Object>();
        for (String name : names) {
            put(request, name, copy(run.get(name, NativeValue.class).json()));
        }
        for (String place : secrets) {
            insert(request, place, run.get(place, Secret.class).reveal());
        }
        return request;
    }

    @SuppressWarnings("NullAway") // a null takes the field away
    private static void put(Map<String, Object> request, String name, @Nullable Object value) {
        request.put(name, value);
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, @Nullable Object>();
            map.forEach((name, item) -> copy.put(name, copy(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return value;
    }

    @SuppressWarnings("unchecked") // copies of JSON objects
    private static void insert(Map<String, Object> request, String place, String value) {
        Object at = request;
        String[] words = place.split("[.\\[\\]]+");
        for (int i = 0; i < words.length - 1; i++) {
            at = requireNonNull(
                    at instanceof List<?> list
                            ? list.get(Integer.parseInt(words[i]))
                            : ((Map<String, Object>) at).get(words[i]),
                    () -> "the arguments have no " + place);
        }
        ((Map<String, Object>) at).put(words[words.length - 1], value);
    }
}
