package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.model.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one mapping, read. */
final class Filled {
    private final Mapping node;
    private final Reading at;
    private final Map<Attribute<?>, Object> values = new HashMap<>();

    Filled(Mapping node, Reading at) {
        this.node = node;
        this.at = at;
    }

    void put(Attribute<?> attribute, Object value) {
        values.put(attribute, value);
    }

    boolean has(Attribute<?> attribute) {
        return values.containsKey(attribute);
    }

    /** The mapping itself. */
    Mapping node() {
        return node;
    }

    /** Where it stands. */
    Reading at() {
        return at;
    }

    /** The node of a field; the mapping where the field is absent. */
    Node node(Attribute<?> attribute) {
        return node.find(attribute.name()).orElse(node);
    }

    /** The value of a required field. */
    <T> T get(Attribute<T> attribute) {
        return find(attribute).orElseThrow();
    }

    /** The value of an optional field. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> find(Attribute<T> attribute) {
        return Optional.ofNullable((T) values.get(attribute));
    }

    /** The value of a list that may be absent, which means the same as empty. */
    <T> List<T> list(Attribute<List<T>> attribute) {
        return find(attribute).orElse(List.of());
    }

    /** The state of a field that has three. */
    @SuppressWarnings("unchecked")
    <T> Field<T> field(Attribute<T> attribute) {
        Object value = values.get(attribute);
        return value == null ? Field.unset() : (Field<T>) value;
    }
}
