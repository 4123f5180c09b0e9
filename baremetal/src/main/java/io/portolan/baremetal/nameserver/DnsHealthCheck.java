package io.portolan.baremetal.nameserver;

import static java.util.Objects.requireNonNull;

import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.List;

/**
 * How it is found out whether a choice can be answered. Equal checks are run once and share their state, also over a {@link
 * NameServer#replace}.
 *
 * <p>A check's state is unknown, which counts as healthy, until its threshold is reached in either direction.
 */
public final class DnsHealthCheck {
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(50);

    private final Builder fields;

    private DnsHealthCheck(Builder fields) {
        this.fields = fields;
    }

    /**
     * A check of one address and port, every 10 s with a time-out of 5 s, that changes its state after 3 equal results.
     *
     * @param address an IP address; names are not resolved
     * @param port 1 to 65535
     */
    public static Builder builder(Protocol protocol, String address, int port) {
        return new Builder(protocol, address, port);
    }

    public Protocol protocol() {
        return fields.protocol;
    }

    public String address() {
        return fields.address;
    }

    public int port() {
        return fields.port;
    }

    /** What HTTP and HTTPS ask for. */
    public String path() {
        return fields.path;
    }

    /** The {@code Host} header and, with HTTPS, the name in SNI; the address where it is not set. */
    public String hostName() {
        return fields.hostName;
    }

    /** From the start of one probe to the start of the next. */
    public Duration interval() {
        return fields.interval;
    }

    /** A probe without a result after this time has failed. */
    public Duration timeout() {
        return fields.timeout;
    }

    /** So many successes in a row make it healthy. */
    public int healthyThreshold() {
        return fields.healthyThreshold;
    }

    /** So many failures in a row make it unhealthy. */
    public int unhealthyThreshold() {
        return fields.unhealthyThreshold;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DnsHealthCheck that && fields.values().equals(that.fields.values());
    }

    @Override
    public int hashCode() {
        return fields.values().hashCode();
    }

    @Override
    public String toString() {
        String target = fields.address + ":" + fields.port;
        return switch (fields.protocol) {
            case TCP -> "tcp://" + target;
            case HTTP -> "http://" + target + fields.path;
            case HTTPS -> "https://" + target + fields.path;
        };
    }

    /** What a probe does. New protocols may come. */
    public enum Protocol {
        /** Succeeds when the connection is accepted. */
        TCP,
        /** A GET that succeeds with a status of 200 to 399; redirects are not followed. */
        HTTP,
        /** As HTTP, over TLS; the certificate is not verified. */
        HTTPS
    }

    /** Builds a {@link DnsHealthCheck}; not safe for use by several threads. */
    public static final class Builder {
        private final Protocol protocol;
        private final String address;
        private final int port;
        private String path = "/";
        private String hostName;
        private Duration interval = Duration.ofSeconds(10);
        private Duration timeout = Duration.ofSeconds(5);
        private int healthyThreshold = 3;
        private int unhealthyThreshold = 3;

        private Builder(Protocol protocol, String address, int port) {
            this.protocol = requireNonNull(protocol, "protocol");
            this.address = requireNonNull(address, "address");
            this.port = port;
            this.hostName = address;
            require(NetUtil.createByteArrayFromIpAddressString(address) != null, "the target is not an IP address");
            require(port > 0 && port < 65536, "port " + port + " is not in 1 to 65535");
        }

        private Builder(Builder that) {
            protocol = that.protocol;
            address = that.address;
            port = that.port;
            path = that.path;
            hostName = that.hostName;
            interval = that.interval;
            timeout = that.timeout;
            healthyThreshold = that.healthyThreshold;
            unhealthyThreshold = that.unhealthyThreshold;
        }

        /** Begins with a slash. */
        public Builder path(String value) {
            require(value.startsWith("/"), "path " + value + " does not begin with /");
            path = value;
            return this;
        }

        public Builder hostName(String value) {
            hostName = requireNonNull(value, "hostName");
            return this;
        }

        /** At least 50 ms. */
        public Builder interval(Duration value) {
            require(value.compareTo(LEAST_INTERVAL) >= 0, "interval " + value + " is below 50 ms");
            interval = value;
            return this;
        }

        /** At least 1 ms. */
        public Builder timeout(Duration value) {
            require(value.toMillis() >= 1, "timeout " + value + " is below 1 ms");
            timeout = value;
            return this;
        }

        /** At least 1. */
        public Builder healthyThreshold(int value) {
            require(value >= 1, "healthyThreshold " + value + " is below 1");
            healthyThreshold = value;
            return this;
        }

        /** At least 1. */
        public Builder unhealthyThreshold(int value) {
            require(value >= 1, "unhealthyThreshold " + value + " is below 1");
            unhealthyThreshold = value;
            return this;
        }

        public DnsHealthCheck build() {
            return new DnsHealthCheck(new Builder(this));
        }

        private void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException("health check of " + address + ": " + otherwise);
            }
        }

        private List<Object> values() {
            return List.of(
                    protocol, address, port, path, hostName, interval, timeout, healthyThreshold, unhealthyThreshold);
        }
    }
}
