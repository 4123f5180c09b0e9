package io.portolan.aws.volume;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a document of options. */
final class Fields {
    private final Map<String, Object> spec;

    /** Refuses fields that are not among these. */
    Fields(Map<String, Object> spec, String... known) {
        this.spec = spec;
        for (String name : spec.keySet()) {
            if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException("there is no '" + name + "'; there are " + List.of(known));
            }
        }
    }

    Optional<String> text(String name) {
        return field(name, String.class, "a text");
    }

    Optional<Boolean> flag(String name) {
        return field(name, Boolean.class, "true or false");
    }

    private <T> Optional<T> field(String name, Class<T> type, String expected) {
        Object value = spec.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is " + expected);
        }
        return Optional.ofNullable(value).map(type::cast);
    }
}
