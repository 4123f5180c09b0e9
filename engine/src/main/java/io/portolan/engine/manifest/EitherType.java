package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Mapping;
import java.util.Map;
import java.util.Optional;

/** A value that is written shortly as a scalar, or as a mapping where there is more to say. */
final class EitherType<T> implements Type<T> {
    private final Type<T> scalar;
    private final Form<T> mapping;

    EitherType(Type<T> scalar, Form<T> mapping) {
        this.scalar = scalar;
        this.mapping = mapping;
    }

    @Override
    public Optional<T> read(Node node, Reading at) {
        return node instanceof Mapping ? mapping.read(node, at) : scalar.read(node, at);
    }

    @Override
    public String word() {
        return scalar.word() + " or " + mapping.word();
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.anyOf(scalar.schema(definitions), mapping.schema(definitions));
    }

    @Override
    public Optional<Form<?>> form() {
        return Optional.of(mapping);
    }
}
