package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Targets that take the same traffic. */
public final class Pool {
    /** How long a leaving target may finish, where nothing else is given. */
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);

    private record State(
            String name,
            int port,
            List<Target> targets,
            @Nullable HealthCheck healthCheck,
            Field<Stickiness> stickiness,
            Field<Duration> drainTimeout,
            Field<ProxyProtocol> proxyProtocol) {}

    private final State s;

    private Pool(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder of(String name, int port) {
        return new Builder(name, port);
    }

    /** The name within the balancer. */
    public String name() {
        return s.name;
    }

    /** The port that its targets listen at. */
    public int port() {
        return s.port;
    }

    /** The targets; each only once. */
    public List<Target> targets() {
        return s.targets;
    }

    /** How health is looked at; empty: every target counts as healthy until it refuses a connection. */
    public Optional<HealthCheck> healthCheck() {
        return Optional.ofNullable(s.healthCheck);
    }

    /** Whether clients come back to the same target; default not. */
    public Field<Stickiness> stickiness() {
        return s.stickiness;
    }

    /** How long a target that leaves may finish what it has begun; default 30s. */
    public Field<Duration> drainTimeout() {
        return s.drainTimeout;
    }

    /** Whether targets are told the client's address by PROXY protocol; default not. */
    public Field<ProxyProtocol> proxyProtocol() {
        return s.proxyProtocol;
    }

    /** Versions of the PROXY protocol. */
    public enum ProxyProtocol {
        /** None. */
        NONE,
        /** Version 1, text. */
        V1,
        /** Version 2, binary. */
        V2
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.name, s.port);
        b.targets = new ArrayList<>(s.targets);
        b.healthCheck = s.healthCheck;
        b.stickiness = s.stickiness;
        b.drainTimeout = s.drainTimeout;
        b.proxyProtocol = s.proxyProtocol;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Pool other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Pool" + s.toString().substring("State".length());
    }

    /** Builds a {@link Pool}. */
    public static final class Builder {
        private final String name;
        private final int port;
        private List<Target> targets = new ArrayList<>();
        private @Nullable HealthCheck healthCheck;
        private Field<Stickiness> stickiness = Field.unset();
        private Field<Duration> drainTimeout = Field.unset();
        private Field<ProxyProtocol> proxyProtocol = Field.unset();

        private Builder(String name, int port) {
            this.name = requireNonNull(name, "name");
            this.port = port;
        }

        /** Adds one of targets. */
        public Builder target(Target value) {
            targets.add(requireNonNull(value, "value"));
            return this;
        }

        /** The targets; each only once. Replaces them all. */
        public Builder targets(List<Target> values) {
            targets = new ArrayList<>(values);
            return this;
        }

        /** How health is looked at; empty: every target counts as healthy until it refuses a connection. */
        public Builder healthCheck(HealthCheck value) {
            healthCheck = requireNonNull(value, "value");
            return this;
        }

        /** Whether clients come back to the same target; default not. */
        public Builder stickiness(Stickiness value) {
            return stickiness(Field.of(value));
        }

        /** The same in three states. */
        public Builder stickiness(Field<Stickiness> value) {
            stickiness = requireNonNull(value, "value");
            return this;
        }

        /** How long a target that leaves may finish what it has begun; default 30s. */
        public Builder drainTimeout(Duration value) {
            return drainTimeout(Field.of(value));
        }

        /** The same in three states. */
        public Builder drainTimeout(Field<Duration> value) {
            drainTimeout = requireNonNull(value, "value");
            return this;
        }

        /** Whether targets are told the client's address by PROXY protocol; default not. */
        public Builder proxyProtocol(ProxyProtocol value) {
            return proxyProtocol(Field.of(value));
        }

        /** The same in three states. */
        public Builder proxyProtocol(Field<ProxyProtocol> value) {
            proxyProtocol = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Pool build() {
            return new Pool(
                    new State(name, port, List.copyOf(targets), healthCheck, stickiness, drainTimeout, proxyProtocol));
        }
    }
}
