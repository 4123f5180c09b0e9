package io.portolan.engine.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An environment of a stack: where it is made. */
public final class Environment {
    private final String name;
    private final @Nullable String provider;
    private final List<String> members;
    private final Map<String, String> labels;
    private final Location at;

    private Environment(
            String name, @Nullable String provider, List<String> members, Map<String, String> labels, Location at) {
        this.name = name;
        this.provider = provider;
        this.members = List.copyOf(members);
        this.labels = Map.copyOf(labels);
        this.at = at;
    }

    static Environment of(
            String name, @Nullable String provider, List<String> members, Map<String, String> labels, Location at) {
        return new Environment(name, provider, members, labels, at);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The provider: a name of {@code portolan.yaml}, else a type; empty: the default provider, or members. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** The providers of the members; none where it is made on one provider. */
    public List<String> members() {
        return members;
    }

    /** Its labels, sorted by name; put on every resource. */
    public Map<String, String> labels() {
        return new TreeMap<>(labels);
    }

    /** Where it stands. */
    public Location at() {
        return at;
    }

    @Override
    public String toString() {
        return name;
    }
}
