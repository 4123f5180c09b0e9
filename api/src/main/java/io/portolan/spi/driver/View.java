package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Output;
import io.portolan.model.Spec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource in portable words, as observed: what {@code status} shows and {@code diff} compares.
 *
 * @param <S> the spec
 */
public final class View<S extends Spec> {
    private final S spec;
    private final Map<Output<?>, Object> outputs;
    private final List<String> tree;

    private View(S spec, Map<Output<?>, Object> outputs, List<String> tree) {
        this.spec = requireNonNull(spec, "spec");
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        this.tree = List.copyOf(tree);
    }

    /** A view of this content. */
    public static <S extends Spec> View<S> of(S spec) {
        return new View<>(spec, Map.of(), List.of());
    }

    /** The same with an output that the provider assigned. */
    public <T> View<S> output(Output<T> output, T value) {
        Map<Output<?>, Object> copy = new LinkedHashMap<>(outputs);
        copy.put(output, requireNonNull(value, "value"));
        return new View<>(spec, copy, tree);
    }

    /** The same with a line of the native tree, indented by two spaces a level; for {@code explain}. */
    public View<S> line(int level, String text) {
        List<String> copy = new ArrayList<>(tree);
        copy.add("  ".repeat(level) + text);
        return new View<>(spec, outputs, copy);
    }

    /** What is there, with every field that can be seen given. References stand as ids where the key is not known. Secrets are absent. */
    public S spec() {
        return spec;
    }

    /** What the provider assigned. */
    public Map<Output<?>, Object> outputs() {
        return outputs;
    }

    /** The native things behind it, as a tree of lines; may be empty. */
    public List<String> tree() {
        return tree;
    }
}
