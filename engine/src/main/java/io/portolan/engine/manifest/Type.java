package io.portolan.engine.manifest;

import java.util.Map;
import java.util.Optional;

/**
 * How a value is written: reads it, and describes itself for the schema and the manual, so that all three say the same.
 *
 * @param <T> the value read
 */
interface Type<T> {

    /** Reads a value; empty when it can't be, which has been reported by then. */
    Optional<T> read(Node node, Reading at);

    /** What it is called in the manual: {@code duration}, {@code list of pools}. */
    String word();

    /** Its JSON Schema. What is used in several places becomes a definition. */
    Map<String, Object> schema(Definitions definitions);

    /** The form of the mappings in it, for the manual; empty for what has no fields. */
    default Optional<Form<?>> form() {
        return Optional.empty();
    }
}
