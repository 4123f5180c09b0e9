package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that sends the client elsewhere. What is not given stays as in the request. */
public final class Redirect {

    private record State(
            @Nullable String scheme,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String path,
            Field<Integer> status) {}

    private final State s;

    private Redirect(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** To https, with the same host, path and query. */
    public static Redirect https() {
        return builder().scheme("https").build();
    }

    /** {@code http} or {@code https}. */
    public Optional<String> scheme() {
        return Optional.ofNullable(s.scheme);
    }

    /** The host. */
    public Optional<String> host() {
        return Optional.ofNullable(s.host);
    }

    /** The port; empty: the scheme's own, as clients of this balancer see it. */
    public Optional<Integer> port() {
        return Optional.ofNullable(s.port);
    }

    /** The path; the query stays. */
    public Optional<String> path() {
        return Optional.ofNullable(s.path);
    }

    /** 301, 302, 307 or 308; default 301. */
    public Field<Integer> status() {
        return s.status;
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.scheme = s.scheme;
        b.host = s.host;
        b.port = s.port;
        b.path = s.path;
        b.status = s.status;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Redirect other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Redirect" + s.toString().substring("State".length());
    }

    /** Builds a {@link Redirect}. */
    public static final class Builder {
        private @Nullable String scheme;
        private @Nullable String host;
        private @Nullable Integer port;
        private @Nullable String path;
        private Field<Integer> status = Field.unset();

        private Builder() {}

        /** {@code http} or {@code https}. */
        public Builder scheme(String value) {
            scheme = requireNonNull(value, "value");
            return this;
        }

        /** The host. */
        public Builder host(String value) {
            host = requireNonNull(value, "value");
            return this;
        }

        /** The port; empty: the scheme's own, as clients of this balancer see it. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The path; the query stays. */
        public Builder path(String value) {
            path = requireNonNull(value, "value");
            return this;
        }

        /** 301, 302, 307 or 308; default 301. */
        public Builder status(Integer value) {
            return status(Field.of(value));
        }

        /** The same in three states. */
        public Builder status(Field<Integer> value) {
            status = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Redirect build() {
            return new Redirect(new State(scheme, host, port, path, status));
        }
    }
}
