package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.model.FieldPath;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Secret;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A native part as it is wanted. Attributes are plain values, or a {@link Value} that a step may fill. */
final class Want {
    /** An output that the answer of a create fills. */
    record Fill<T>(Output<T> output, Function<Thing, @Nullable T> from) {}

    final String type;
    final String role;
    final Map<String, Object> attributes = new LinkedHashMap<>(12);
    final Map<String, String> paths = new LinkedHashMap<>(0);
    final Map<String, Secret> secrets = new LinkedHashMap<>(0);
    final List<Fill<?>> fills = new ArrayList<>(2);
    final List<Impact> costs = new ArrayList<>(1);
    final List<Impact> replacing = new ArrayList<>(1);
    final List<String> deferrable = new ArrayList<>(0);
    private final Drawing drawing;

    @Nullable
    String name;

    @Nullable
    NativeId alone;

    Want(Drawing drawing, String type, String role) {
        this.drawing = drawing;
        this.type = type;
        this.role = role;
    }

    Want with(String attribute, Object value) {
        attributes.put(attribute, value);
        return this;
    }

    /** An attribute with the field that it comes from. */
    Want with(String attribute, String path, Object value) {
        paths.put(attribute, path);
        return with(attribute, value);
    }

    /** An attribute that may be absent. */
    Want maybe(String attribute, @Nullable Object value) {
        return value == null ? this : with(attribute, value);
    }

    /** An attribute that can be set later, where it is about a part that comes later. */
    Want deferrable(String attribute, Object value) {
        deferrable.add(attribute);
        return with(attribute, value);
    }

    Want secret(String argument, Secret secret) {
        secrets.put(argument, secret);
        return this;
    }

    /** A name that means something; else one is made up. */
    Want named(String value) {
        name = value;
        return this;
    }

    <T> Want fills(Output<T> output, Function<Thing, @Nullable T> from) {
        fills.add(new Fill<>(output, from));
        return this;
    }

    /** What making it does. */
    Want costs(Impact... impacts) {
        costs.addAll(List.of(impacts));
        return this;
    }

    /** What making it anew does, beyond the replacement. */
    Want replacing(Impact... impacts) {
        replacing.addAll(List.of(impacts));
        return this;
    }

    /** What no other may write meanwhile. */
    Want alone(@Nullable NativeId id) {
        alone = id;
        return this;
    }

    /** Plans it; gives its id, which a step may fill. */
    Value<NativeId> end() {
        return drawing.end(this);
    }

    FieldPath path(String attribute) {
        return FieldPath.of(paths.getOrDefault(attribute, attribute));
    }

    /** Whether what is there is what is wanted; a value that is not known equals nothing. */
    static boolean same(Object wanted, @Nullable Object there) {
        return wanted instanceof Value<?> value
                ? value.now().isPresent() && value.now().get().equals(there)
                : Objects.equals(wanted, there);
    }

    boolean fits(Part part, String attribute) {
        Object wanted = attributes.get(attribute);
        Object there = part.raw(attribute);
        return wanted == null ? there == null : same(wanted, there);
    }
}
