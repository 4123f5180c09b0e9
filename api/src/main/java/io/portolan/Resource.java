package io.portolan;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeOptions;
import io.portolan.model.Spec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One resource of a stack: its key, what is wanted of it, how it lives, its labels and native options. */
public final class Resource {
    private final Key key;
    private final Spec spec;
    private final Lifecycle lifecycle;
    private final Map<String, String> labels;
    private final List<NativeOptions> options;

    private Resource(Key key, Spec spec, Lifecycle lifecycle, Map<String, String> labels, List<NativeOptions> options) {
        this.key = requireNonNull(key, "key");
        this.spec = requireNonNull(spec, "spec");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle");
        this.labels = labels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
        this.options = List.copyOf(options);
    }

    static Resource of(Key key, Spec spec, Lifecycle lifecycle) {
        return new Resource(key, spec, lifecycle, Map.of(), List.of());
    }

    /** The same with these labels. */
    public Resource labels(Map<String, String> values) {
        return new Resource(key, spec, lifecycle, values, options);
    }

    /** The same with these native options. */
    public Resource options(List<NativeOptions> values) {
        return new Resource(key, spec, lifecycle, labels, values);
    }

    /** The identity. */
    public Key key() {
        return key;
    }

    /** What is wanted. */
    public Spec spec() {
        return spec;
    }

    /** How it lives. */
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Labels, sorted by name; put on everything native that can carry them. */
    public Map<String, String> labels() {
        return labels;
    }

    /** Options for single providers; at most one for each provider type. */
    public List<NativeOptions> options() {
        return options;
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
