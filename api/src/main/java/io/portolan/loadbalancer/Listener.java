package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A port that clients connect to. */
public final class Listener {

    private record State(
            int port,
            Protocol protocol,
            @Nullable Tls tls,
            List<Route> routes,
            @Nullable Action action) {}

    private final State s;

    private Listener(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder of(int port, Protocol protocol) {
        return new Builder(port, protocol);
    }

    /** The port, 1 to 65535. */
    public int port() {
        return s.port;
    }

    /** What is spoken there. */
    public Protocol protocol() {
        return s.protocol;
    }

    /** TLS; for HTTPS and TLS only, and needed there. */
    public Optional<Tls> tls() {
        return Optional.ofNullable(s.tls);
    }

    /** Routes, first match wins; HTTP and HTTPS only. */
    public List<Route> routes() {
        return s.routes;
    }

    /** What happens to what no route matches; empty: answered 404, and only allowed where there are routes. */
    public Optional<Action> action() {
        return Optional.ofNullable(s.action);
    }

    /** What a listener speaks with clients. */
    public enum Protocol {
        /** Bytes over TCP. */
        TCP,
        /** Datagrams. */
        UDP,
        /** Bytes over TLS that ends here. */
        TLS,
        /** HTTP/1.1. */
        HTTP,
        /** HTTP over TLS that ends here. */
        HTTPS;

        /** Whether requests are understood, so that routes can be. */
        public boolean isHttp() {
            return this == HTTP || this == HTTPS;
        }

        /** Whether TLS ends at the listener. */
        public boolean isTls() {
            return this == TLS || this == HTTPS;
        }

        /** Whether it uses UDP; all others use TCP. */
        public boolean isDatagram() {
            return this == UDP;
        }
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.port, s.protocol);
        b.tls = s.tls;
        b.routes = new ArrayList<>(s.routes);
        b.action = s.action;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Listener other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Listener" + s.toString().substring("State".length());
    }

    /** Builds a {@link Listener}. */
    public static final class Builder {
        private final int port;
        private final Protocol protocol;
        private @Nullable Tls tls;
        private List<Route> routes = new ArrayList<>();
        private @Nullable Action action;

        private Builder(int port, Protocol protocol) {
            this.protocol = requireNonNull(protocol, "protocol");
            this.port = port;
        }

        /** TLS; for HTTPS and TLS only, and needed there. */
        public Builder tls(Tls value) {
            tls = requireNonNull(value, "value");
            return this;
        }

        /** Adds one of routes. */
        public Builder route(Route value) {
            routes.add(requireNonNull(value, "value"));
            return this;
        }

        /** Routes, first match wins; HTTP and HTTPS only. Replaces them all. */
        public Builder routes(List<Route> values) {
            routes = new ArrayList<>(values);
            return this;
        }

        /** What happens to what no route matches; empty: answered 404, and only allowed where there are routes. */
        public Builder action(Action value) {
            action = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Listener build() {
            return new Listener(new State(port, protocol, tls, List.copyOf(routes), action));
        }
    }
}
