package io.portolan.testkit.memory;

import static java.util.Objects.requireNonNull;

import io.portolan.model.NativeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One native thing as the memory cloud shows it. Immutable; its attributes are values of the model. */
public final class Thing {
    /** Where a thing stands. */
    public enum State {
        /** It is being made or changed; it refuses writes. */
        BUSY,
        /** It can be used. */
        READY,
        /** It is going. */
        DELETING
    }

    private final NativeId id;
    private final String name;
    private final Map<String, Object> attributes;
    private final Map<String, String> labels;
    private final long version;
    private final State state;

    private Thing(
            NativeId id,
            String name,
            Map<String, Object> attributes,
            Map<String, String> labels,
            long version,
            State state) {
        this.id = id;
        this.name = name;
        this.attributes = attributes;
        this.labels = labels;
        this.version = version;
        this.state = state;
    }

    static Thing of(NativeId id, String name, Map<String, Object> attributes, Map<String, String> labels) {
        return new Thing(
                requireNonNull(id, "id"),
                requireNonNull(name, "name"),
                Collections.unmodifiableMap(new LinkedHashMap<>(attributes)),
                Map.copyOf(labels),
                1,
                State.READY);
    }

    Thing attributes(Map<String, Object> values) {
        return new Thing(
                id, name, Collections.unmodifiableMap(new LinkedHashMap<>(values)), labels, version + 1, state);
    }

    Thing labels(Map<String, String> values) {
        return new Thing(id, name, attributes, Map.copyOf(values), version + 1, state);
    }

    Thing state(State value) {
        return new Thing(id, name, attributes, labels, version, value);
    }

    /** The id: its part is the type of the thing. */
    public NativeId id() {
        return id;
    }

    /** The type, such as {@code zone}. */
    public String type() {
        return id.part();
    }

    /** The name; the id's value where names are ids. */
    public String name() {
        return name;
    }

    /** The attributes. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** An attribute; empty where it is not there. */
    public Optional<Object> get(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    <T> Optional<T> get(String attribute, Class<T> type) {
        Object value = attributes.get(attribute);
        return value == null ? Optional.empty() : Optional.of(type.cast(value));
    }

    @Nullable
    Object raw(String attribute) {
        return attributes.get(attribute);
    }

    /** What carries the mark: tags, labels or a comment; empty where the type can't carry any. */
    public Map<String, String> labels() {
        return labels;
    }

    /** The version, fingerprint or ETag; changes with every write. */
    public long version() {
        return version;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    @Override
    public String toString() {
        return id + " " + name + " " + attributes + (labels.isEmpty() ? "" : " " + labels);
    }
}
