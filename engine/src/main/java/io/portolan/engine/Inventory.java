package io.portolan.engine;

import io.portolan.Failure;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Slot;
import io.portolan.spi.driver.Value;
import io.portolan.spi.driver.View;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that was observed at one provider in one pass, kind by kind, and what the plan promises on top. */
final class Inventory implements References {
    /** A driver with what it saw. */
    record Seen<S extends Spec, W>(ResourceDriver<S, W> driver, Observation<W> observation) {
        <T> Optional<T> output(Key key, Output<T> output) {
            return observation.ours().containsKey(key)
                    ? driver.output(observation.world(), key, output)
                    : adopted(key, output);
        }

        /** What is about to be taken over is there already: what refers to it need not wait. */
        private <T> Optional<T> adopted(Key key, Output<T> output) {
            Found found = observation.adoptable().get(key);
            return found == null || found.parts().isEmpty()
                    ? Optional.empty()
                    : lookup(
                            Ref.id(
                                    driver.kind(),
                                    found.parts().keySet().iterator().next().value()),
                            output);
        }

        @SuppressWarnings("unchecked") // the reference is of the driver's kind
        <T> Optional<T> lookup(Ref<?> ref, Output<T> output) {
            return driver.lookup(observation.world(), (Ref<S>) ref, output);
        }

        Optional<View<S>> view(Key key) {
            return driver.view(observation.world(), key);
        }
    }

    private final Map<String, Seen<?, ?>> kinds = new LinkedHashMap<>();
    private final Map<Slot, Value<?>> promised = new HashMap<>();
    private final Map<Key, Key> renamed = new HashMap<>();
    private final Map<Key, Key> now = new HashMap<>();
    private final Map<Key, Found> handedOver = new HashMap<>();
    private final Map<Key, Key> begun;

    /**
     * An empty one.
     *
     * @param begun renames that an earlier run has begun: the new key and the old one
     */
    Inventory(Map<Key, Key> begun) {
        this.begun = begun;
    }

    /** Answers of {@link #of(Ref, Output)}, which is asked for one zone by all its record sets; drivers may ask on threads of their own. */
    private final Map<Slot, Value<?>> answered = new ConcurrentHashMap<>();

    void add(Seen<?, ?> seen) {
        kinds.put(seen.driver().kind().name(), seen);
        answered.clear();
    }

    void promise(Map<Slot, Value<?>> outputs) {
        if (!outputs.isEmpty()) {
            promised.putAll(outputs);
            answered.clear();
        }
    }

    /**
     * The parts of this key are still marked with another one, all or some of them.
     *
     * @param all what both have
     */
    void renamed(Key key, Key before, Found all) {
        renamed.put(key, before);
        now.put(before, key);
        handedOver.put(key, all);
    }

    /** Every new key with its old one. */
    Map<Key, Key> renames() {
        return Collections.unmodifiableMap(renamed);
    }

    /** The other key, where an earlier run has begun to rename this one: forth, or back when that is given up. */
    Optional<Key> renameBegun(Key key) {
        Key before = begun.get(key);
        return before != null
                ? Optional.of(before)
                : begun.entrySet().stream()
                        .filter(e -> e.getValue().equals(key))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** The key that what is marked with this one has now. */
    Key now(Key marked) {
        return now.getOrDefault(marked, marked);
    }

    Optional<Seen<?, ?>> of(Key key) {
        return Optional.ofNullable(kinds.get(key.kind()));
    }

    Iterable<Seen<?, ?>> all() {
        return kinds.values();
    }

    Optional<Found> ours(Key key) {
        Found all = handedOver.isEmpty() ? null : handedOver.get(key);
        if (all != null) {
            return Optional.of(all);
        }
        Seen<?, ?> seen = kinds.get(key.kind());
        return seen == null
                ? Optional.empty()
                : Optional.ofNullable(seen.observation().ours().get(key));
    }

    <T> Optional<T> output(Key key, Output<T> output) {
        Key before = renamed.isEmpty() ? null : renamed.get(key);
        return of(key).flatMap(seen -> {
            Optional<T> value = seen.output(key, output);
            return value.isPresent() || before == null ? value : seen.output(before, output);
        });
    }

    List<NativeId> parts(Key key) {
        return ours(key).map(found -> List.copyOf(found.parts().keySet())).orElse(List.of());
    }

    Map<String, Failure> blind() {
        Map<String, Failure> blind = new LinkedHashMap<>();
        for (Seen<?, ?> seen : kinds.values()) {
            seen.observation().unread().forEach((key, why) -> blind.put(key.toString(), why));
            seen.observation().blind().forEach((place, why) -> blind.put(place.toString(), why));
        }
        return blind;
    }

    boolean isBlind(Place place) {
        for (Seen<?, ?> seen : kinds.values()) {
            if (seen.observation().blind().containsKey(place)) {
                return true;
            }
        }
        return false;
    }

    Set<Ref<?>> missing() {
        Set<Ref<?>> missing = new java.util.HashSet<>();
        kinds.values().forEach(seen -> missing.addAll(seen.observation().missing()));
        return missing;
    }

    @Override
    @SuppressWarnings("unchecked") // a slot's value is of its output's type
    public <T> Value<T> of(Ref<?> ref, Output<T> output) {
        Optional<Key> key = ref.key();
        if (key.isEmpty()) {
            Seen<?, ?> seen = kinds.get(ref.kind().name());
            return (seen == null ? Optional.<T>empty() : seen.lookup(ref, output))
                    .map(Value::of)
                    .orElseGet(() -> Value.later(Key.of(ref.kind(), ref.value()), output));
        }
        Slot slot = Slot.of(key.get(), output);
        Value<?> known = answered.get(slot);
        if (known == null) {
            known = answer(slot, output);
            answered.put(slot, known);
        }
        return (Value<T>) known;
    }

    private <T> Value<?> answer(Slot slot, Output<T> output) {
        Value<?> planned = promised.get(slot);
        if (planned != null) {
            return planned;
        }
        return this.<T>output(slot.key(), output).map(Value::of).orElseGet(() -> Value.later(slot.key(), output));
    }
}
