package io.portolan.spi.driver;

import io.portolan.Refusal;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Output;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** Where a driver puts its answers. Implemented by the engine. */
public interface Planning {
    /** Why a field is shown as different. */
    enum Reason {
        /** It is to be changed. */
        WANTED,
        /** It is not given, so it is left as it is. */
        LEFT
    }

    /** Steps that make or change something. They run in the order of references: what others refer to comes first. */
    void make(Steps steps);

    /**
     * Steps that take something away. They run in reverse order, when everything that uses or used the key has been made, nothing of that was
     * refused, and what lingers (TTLs) has passed.
     */
    void retire(Steps steps);

    /**
     * Plans a long list in slices, side by side, where the engine has threads for that: the answers are put together in the order of the list, as if
     * it were one slice. For thousands of changes that need nothing of each other; what must be one batch is gathered from the results.
     *
     * @param work plans one slice; it answers to the planning that it is given, and to no other
     * @return one result a slice, in the order of the list
     */
    default <T, R> List<R> slices(List<T> all, BiFunction<List<T>, Planning, R> work) {
        return List.of(work.apply(all, this));
    }

    /** What an output will be, where it is known now. What a step of {@link #make} names in {@link Step#fills} is promised without this. */
    <T> void output(Key key, Output<T> output, Value<T> value);

    /** This key can't be planned, and why; the others can. */
    void refuse(Key key, Refusal.Why why, String message, String... help);

    /** This key is not as wanted, and nothing can be done right now; look again after a while. */
    void later(Key key, String why, Duration again);

    /**
     * A field that differs, for people and JSON. Secrets are passed as {@link io.portolan.model.Secret} and not shown.
     *
     * @param from what is there; {@code "-"} where nothing is
     * @param to what is wanted; {@code "-"} where nothing is
     */
    void differs(Key key, FieldPath path, Object from, Object to, Reason why);
}
