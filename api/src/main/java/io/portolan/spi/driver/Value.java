package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import io.portolan.model.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A value that is known now or will be when a step has filled its slot. A value that is not known equals nothing observed.
 *
 * @param <T> the type
 */
public final class Value<T> {
    /** Gives what slots have been filled with; by the engine, when a step runs. */
    public interface Slots {
        /** The content of a slot; the engine guarantees that it has been filled. */
        Object get(Slot slot);
    }

    private final Optional<T> now;
    private final Set<Slot> slots;
    private final Function<Slots, T> later;

    private Value(Optional<T> now, Set<Slot> slots, Function<Slots, T> later) {
        this.now = now;
        this.slots = slots;
        this.later = later;
    }

    /** A value that is known. */
    public static <T> Value<T> of(T value) {
        requireNonNull(value, "value");
        return new Value<>(Optional.of(value), Set.of(), Value::never);
    }

    private static <T> T never(Slots filled) {
        throw new IllegalStateException("a value that is known waits for nothing");
    }

    /** What a step will fill into this slot. */
    public static <T> Value<T> later(Key key, Output<T> output) {
        Slot slot = Slot.of(key, output);
        return new Value<>(
                Optional.empty(), Set.of(slot), slots -> output.type().cast(slots.get(slot)));
    }

    /** All of them in order; known when all are. */
    public static <T> Value<List<T>> all(List<Value<T>> values) {
        Set<Slot> slots = new TreeSet<>();
        List<T> known = new ArrayList<>();
        for (Value<T> value : values) {
            slots.addAll(value.slots);
            value.now.ifPresent(known::add);
        }
        return new Value<>(
                known.size() == values.size() ? Optional.of(List.copyOf(known)) : Optional.empty(),
                slots,
                filled -> values.stream().map(v -> v.get(filled)).toList());
    }

    /** The value if it is known now. */
    public Optional<T> now() {
        return now;
    }

    /** The slots that it waits for; empty when it is known. */
    public Set<Slot> slots() {
        return slots;
    }

    /** The value once its slots are filled. */
    public T get(Slots filled) {
        return now.isPresent() ? now.get() : later.apply(filled);
    }

    /** This value through a pure function. */
    public <R> Value<R> map(Function<? super T, ? extends R> f) {
        return now.isPresent()
                ? Value.of(f.apply(now.get()))
                : new Value<>(Optional.empty(), slots, filled -> f.apply(get(filled)));
    }

    /** The value, or the slots that it waits for. */
    @Override
    public String toString() {
        return now.map(Object::toString)
                .orElseGet(() -> slots.size() == 1 ? slots.iterator().next().toString() : slots.toString());
    }
}
