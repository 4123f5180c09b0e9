package io.portolan.spi.driver;

import io.portolan.model.Output;
import io.portolan.model.Ref;

/** What other resources have as outputs: observed, or promised by the plan. Implemented by the engine. */
public interface References {

    /**
     * The value of an output. Known now where it was observed or the plan says what it will be; else filled by a step. A replacement
     * that is planned shows as the new value.
     */
    <T> Value<T> of(Ref<?> ref, Output<T> output);
}
