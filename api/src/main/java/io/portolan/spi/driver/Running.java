package io.portolan.spi.driver;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;

/** What a call has while it runs. Implemented by the engine. */
public interface Running {

    /** The argument of this name, resolved. */
    <T> T get(String name, Class<T> type);

    /** Fills an output that the step names in {@link Step#fills}. */
    <T> void fill(Key key, Output<T> output, T value);

    /** Reports the id of something that now exists, as the answer gave it. On disk before the step counts as done. */
    void made(Key key, NativeId id);

    /** Reports that something is no more, other than the step's own {@link Step#on} of a delete. */
    void gone(NativeId id);

    /** The token of a step that repeats by {@link Repeat#TOKEN}: random, on disk before the call, the same when it is repeated. 32 hex digits. */
    String token();
}
