package io.portolan.spi;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Kind;
import io.portolan.model.NativeOptions;
import java.util.Map;
import java.util.function.Function;

/**
 * A document of native options: which kind it adds to, how its fields are read, and its JSON Schema for editors.
 *
 * @param <O> the typed options
 */
public final class OptionsType<O extends NativeOptions> {
    private final Kind<?> kind;
    private final Class<O> type;
    private final Function<Map<String, Object>, O> reader;
    private final String schema;

    private OptionsType(Kind<?> kind, Class<O> type, Function<Map<String, Object>, O> reader, String schema) {
        this.kind = requireNonNull(kind, "kind");
        this.type = requireNonNull(type, "type");
        this.reader = requireNonNull(reader, "reader");
        this.schema = requireNonNull(schema, "schema");
    }

    /**
     * Options for a kind.
     *
     * @param reader takes the document's {@code spec} as maps, lists, strings, numbers and booleans; throws
     *     {@code IllegalArgumentException} with what is expected
     * @param schema a JSON Schema 2020-12 of the {@code spec}
     */
    public static <O extends NativeOptions> OptionsType<O> of(
            Kind<?> kind, Class<O> type, Function<Map<String, Object>, O> reader, String schema) {
        return new OptionsType<>(kind, type, reader, schema);
    }

    /** The kind that they add to; the document's kind is this and {@code Options}. */
    public Kind<?> kind() {
        return kind;
    }

    /** The typed options. */
    public Class<O> type() {
        return type;
    }

    /** Reads a document's {@code spec}. */
    public O read(Map<String, Object> spec) {
        return reader.apply(spec);
    }

    /** The JSON Schema of the {@code spec}. */
    public String schema() {
        return schema;
    }
}
