package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.engine.manifest.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any value, kept as it is written. */
final class AnyType implements Type<Node> {
    static final AnyType ANY = new AnyType();

    private AnyType() {}

    @Override
    public Optional<Node> read(Node node, Reading at) {
        return node instanceof Hole ? Optional.empty() : Optional.of(node);
    }

    @Override
    public String word() {
        return "any value";
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.map("type", List.of("string", "number", "boolean", "array", "object"));
    }

    /** As maps, lists, texts, numbers and booleans; what could not be read is left away. */
    static Object plain(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Entry entry : mapping.entries()) {
                map.put(entry.key().text(), plain(entry.value()));
            }
            return map;
        }
        if (node instanceof Sequence sequence) {
            List<Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(plain(item)));
            return list;
        }
        return node instanceof Scalar scalar ? plain(scalar) : "";
    }

    private static Object plain(Scalar scalar) {
        if (scalar.isBoolean()) {
            return scalar.text().equalsIgnoreCase("true");
        }
        if (scalar.isInteger()) {
            var value = Numbers.integer(scalar.text());
            return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
        }
        return scalar.isFloat() && Numbers.isSmall(scalar.text()) ? Numbers.decimal(scalar.text()) : scalar.text();
    }
}
