package io.portolan.baremetal.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Targets that can stand in for one another, and how they are chosen and watched. Targets are spoken to in plain TCP or HTTP/1.1.
 *
 * <p>When no target is up, HTTP is answered with 503 and TCP is closed: the pool fails closed, it never tries targets that are known
 * to be down.
 */
public final class PoolConfig {
    private final String name;
    private final List<TargetConfig> targets;
    private final Balancing balancing;
    private final @Nullable HealthCheckConfig healthCheck;
    private final @Nullable StickinessConfig stickiness;
    private final ProxyProtocol proxyProtocol;
    private final Duration connectTimeout;
    private final Duration drainTimeout;

    private PoolConfig(Builder builder) {
        name = builder.name;
        targets = builder.targets;
        balancing = builder.balancing;
        healthCheck = builder.healthCheck;
        stickiness = builder.stickiness;
        proxyProtocol = builder.proxyProtocol;
        connectTimeout = builder.connectTimeout;
        drainTimeout = builder.drainTimeout;
    }

    /** A pool without targets, health check or stickiness; see the builder's methods for the other defaults. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public List<TargetConfig> targets() {
        return targets;
    }

    public Balancing balancing() {
        return balancing;
    }

    /** Without one, a target counts as up until a connection to it fails. */
    public Optional<HealthCheckConfig> healthCheck() {
        return Optional.ofNullable(healthCheck);
    }

    public Optional<StickinessConfig> stickiness() {
        return Optional.ofNullable(stickiness);
    }

    public ProxyProtocol proxyProtocol() {
        return proxyProtocol;
    }

    public Duration connectTimeout() {
        return connectTimeout;
    }

    public Duration drainTimeout() {
        return drainTimeout;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoolConfig that
                && name.equals(that.name)
                && targets.equals(that.targets)
                && balancing == that.balancing
                && Objects.equals(healthCheck, that.healthCheck)
                && Objects.equals(stickiness, that.stickiness)
                && proxyProtocol == that.proxyProtocol
                && connectTimeout.equals(that.connectTimeout)
                && drainTimeout.equals(that.drainTimeout);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name, targets, balancing, healthCheck, stickiness, proxyProtocol, connectTimeout, drainTimeout);
    }

    @Override
    public String toString() {
        return name + " " + targets;
    }

    /** How a target is chosen among those that are up. */
    public enum Balancing {
        /** In turn, each as often as its weight says, spread as evenly as possible. */
        ROUND_ROBIN,
        /** The one with the fewest requests or connections in hand for its weight. */
        LEAST_CONNECTIONS
    }

    /** Whether a target is told the client's address in front of the first byte. */
    public enum ProxyProtocol {
        NONE,
        V1,
        V2
    }

    /** Sets up a pool. */
    public static final class Builder {
        private final String name;
        private List<TargetConfig> targets = List.of();
        private Balancing balancing = Balancing.ROUND_ROBIN;
        private @Nullable HealthCheckConfig healthCheck;
        private @Nullable StickinessConfig stickiness;
        private ProxyProtocol proxyProtocol = ProxyProtocol.NONE;
        private Duration connectTimeout = Duration.ofSeconds(3);
        private Duration drainTimeout = Duration.ofSeconds(30);

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** With addresses unique in the pool. */
        public Builder targets(List<TargetConfig> targets) {
            this.targets = List.copyOf(targets);
            return this;
        }

        /** {@link Balancing#ROUND_ROBIN} unless set. */
        public Builder balancing(Balancing balancing) {
            this.balancing = Objects.requireNonNull(balancing, "balancing");
            return this;
        }

        public Builder healthCheck(HealthCheckConfig healthCheck) {
            this.healthCheck = Objects.requireNonNull(healthCheck, "healthCheck");
            return this;
        }

        public Builder stickiness(StickinessConfig stickiness) {
            this.stickiness = Objects.requireNonNull(stickiness, "stickiness");
            return this;
        }

        /** {@link ProxyProtocol#NONE} unless set. With it, HTTP connections to targets serve one client connection each. */
        public Builder proxyProtocol(ProxyProtocol proxyProtocol) {
            this.proxyProtocol = Objects.requireNonNull(proxyProtocol, "proxyProtocol");
            return this;
        }

        /** How long to wait for a target to accept before the next one is tried; 3 s unless set. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /**
         * How long connections and requests in hand may go on when their target is removed or gets weight 0; then they are cut.
         * Zero cuts them at once; 30 s unless set.
         */
        public Builder drainTimeout(Duration drainTimeout) {
            this.drainTimeout = Objects.requireNonNull(drainTimeout, "drainTimeout");
            return this;
        }

        public PoolConfig build() {
            return new PoolConfig(this);
        }
    }
}
