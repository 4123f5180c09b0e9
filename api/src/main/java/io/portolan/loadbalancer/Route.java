package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule of an HTTP listener: which requests, and what happens to them. The first match wins. */
public final class Route {

    private record State(List<String> hosts, @Nullable String pathPrefix, Action action) {}

    private final State s;

    private Route(State s) {
        this.s = s;
    }

    /** A builder of a route to this action. */
    public static Builder to(Action action) {
        return new Builder(action);
    }

    /** Host names, exact or {@code *.example.com}; none: every host. */
    public List<String> hosts() {
        return s.hosts;
    }

    /** A prefix of whole segments: {@code /api} matches {@code /api} and {@code /api/x}, not {@code /apix}; empty: every path. */
    public Optional<String> pathPrefix() {
        return Optional.ofNullable(s.pathPrefix);
    }

    /** What happens. */
    public Action action() {
        return s.action;
    }

    /** Whether every request that the other route matches is matched by this one. */
    public boolean covers(Route other) {
        boolean path = s.pathPrefix == null
                || other.s.pathPrefix != null && RouteRules.within(other.s.pathPrefix, s.pathPrefix);
        return path && (s.hosts.isEmpty() || !other.s.hosts.isEmpty() && s.hosts.containsAll(other.s.hosts));
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.action);
        b.hosts = new ArrayList<>(s.hosts);
        b.pathPrefix = s.pathPrefix;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Route other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Route" + s.toString().substring("State".length());
    }

    /** Builds a {@link Route}. */
    public static final class Builder {
        private List<String> hosts = new ArrayList<>();
        private @Nullable String pathPrefix;
        private final Action action;

        private Builder(Action action) {
            this.action = requireNonNull(action, "action");
        }

        /** Adds one of hosts. */
        public Builder host(String value) {
            hosts.add(requireNonNull(value, "value"));
            return this;
        }

        /** Host names, exact or {@code *.example.com}; none: every host. Replaces them all. */
        public Builder hosts(List<String> values) {
            hosts = new ArrayList<>(values);
            return this;
        }

        /** A prefix of whole segments: {@code /api} matches {@code /api} and {@code /api/x}, not {@code /apix}; empty: every path. */
        public Builder pathPrefix(String value) {
            pathPrefix = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Route build() {
            return new Route(new State(List.copyOf(hosts), pathPrefix, action));
        }
    }
}
