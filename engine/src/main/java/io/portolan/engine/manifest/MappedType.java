package io.portolan.engine.manifest;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A value that is written as another one. */
record MappedType<A, T>(Type<A> inner, Function<A, T> function) implements Type<T> {

    @Override
    public Optional<T> read(Node node, Reading at) {
        return inner.read(node, at).map(function);
    }

    @Override
    public String word() {
        return inner.word();
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return inner.schema(definitions);
    }

    @Override
    public Optional<Form<?>> form() {
        return inner.form();
    }
}
