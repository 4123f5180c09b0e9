package io.portolan.baremetal.proxy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How targets are probed. A new target counts as up until {@link #unhealthyThreshold()} probes in a row have failed; one that is down
 * is up again after {@link #healthyThreshold()} probes in a row have passed.
 *
 * <p>TCP passes when the target accepts; HTTP and HTTPS when it answers GET with a status from 200 to 399. HTTPS does not verify the
 * target's certificate.
 */
public final class HealthCheckConfig {
    private final Protocol protocol;
    private final String path;
    private final @Nullable String host;
    private final @Nullable Integer port;
    private final Duration interval;
    private final Duration timeout;
    private final int healthyThreshold;
    private final int unhealthyThreshold;

    private HealthCheckConfig(Builder builder) {
        protocol = builder.protocol;
        path = builder.path;
        host = builder.host;
        port = builder.port;
        interval = builder.interval;
        timeout = builder.timeout;
        healthyThreshold = builder.healthyThreshold;
        unhealthyThreshold = builder.unhealthyThreshold;
    }

    public static Builder builder(Protocol protocol) {
        return new Builder(protocol);
    }

    public Protocol protocol() {
        return protocol;
    }

    public String path() {
        return path;
    }

    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    public OptionalInt port() {
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    public Duration interval() {
        return interval;
    }

    public Duration timeout() {
        return timeout;
    }

    public int healthyThreshold() {
        return healthyThreshold;
    }

    public int unhealthyThreshold() {
        return unhealthyThreshold;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthCheckConfig that
                && protocol == that.protocol
                && path.equals(that.path)
                && Objects.equals(host, that.host)
                && Objects.equals(port, that.port)
                && interval.equals(that.interval)
                && timeout.equals(that.timeout)
                && healthyThreshold == that.healthyThreshold
                && unhealthyThreshold == that.unhealthyThreshold;
    }

    @Override
    public int hashCode() {
        return Objects.hash(protocol, path, host, port, interval, timeout, healthyThreshold, unhealthyThreshold);
    }

    /** What a probe speaks. */
    public enum Protocol {
        TCP,
        HTTP,
        HTTPS
    }

    /** Sets up a check. */
    public static final class Builder {
        private final Protocol protocol;
        private String path = "/";
        private @Nullable String host;
        private @Nullable Integer port;
        private Duration interval = Duration.ofSeconds(10);
        private Duration timeout = Duration.ofSeconds(5);
        private int healthyThreshold = 2;
        private int unhealthyThreshold = 3;

        private Builder(Protocol protocol) {
            this.protocol = Objects.requireNonNull(protocol, "protocol");
        }

        /** What HTTP and HTTPS ask for, with a slash in front; {@code /} unless set. */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /** The Host header, and the name asked for in TLS (SNI); the target's address, and none, unless set. */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        /** The target's own port unless set. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** From the start of one probe to the start of the next, at least 50 ms; 10 s unless set. */
        public Builder interval(Duration interval) {
            this.interval = Objects.requireNonNull(interval, "interval");
            return this;
        }

        /** For the whole probe, at least 10 ms; 5 s unless set. A probe that outlives the interval delays the next one. */
        public Builder timeout(Duration timeout) {
            this.timeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** 1 to 100; 2 unless set. */
        public Builder healthyThreshold(int healthyThreshold) {
            this.healthyThreshold = healthyThreshold;
            return this;
        }

        /** 1 to 100; 3 unless set. */
        public Builder unhealthyThreshold(int unhealthyThreshold) {
            this.unhealthyThreshold = unhealthyThreshold;
            return this;
        }

        public HealthCheckConfig build() {
            return new HealthCheckConfig(this);
        }
    }
}
