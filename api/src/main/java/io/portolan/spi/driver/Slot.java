package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import io.portolan.model.Output;
import org.jspecify.annotations.Nullable;

/** The place of a value that a step will fill: an output of a resource. */
public final class Slot implements Comparable<Slot> {
    private final Key key;
    private final Output<?> output;

    private Slot(Key key, Output<?> output) {
        this.key = requireNonNull(key, "key");
        this.output = requireNonNull(output, "output");
    }

    /** The slot of this output. */
    public static Slot of(Key key, Output<?> output) {
        return new Slot(key, output);
    }

    /** The resource. */
    public Key key() {
        return key;
    }

    /** The output. */
    public Output<?> output() {
        return output;
    }

    @Override
    public int compareTo(Slot o) {
        int byKey = key.compareTo(o.key);
        return byKey != 0 ? byKey : output.name().compareTo(o.output.name());
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Slot s && key.equals(s.key) && output.equals(s.output);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + output.hashCode();
    }

    /** As plans print it: {@code <Network/main id>}. */
    @Override
    public String toString() {
        return "<" + key + " " + output.name() + ">";
    }
}
