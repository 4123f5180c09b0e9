package io.portolan.engine.manifest;

import io.portolan.model.Field;
import java.util.function.Function;

/** Fields with three states. */
final class Fields {
    private Fields() {}

    static <A, B> Field<B> map(Field<A> field, Function<A, B> function) {
        return switch (field.state()) {
            case UNSET -> Field.unset();
            case DEFAULT -> Field.useDefault();
            case VALUE -> Field.of(function.apply(field.value().orElseThrow()));
        };
    }
}
