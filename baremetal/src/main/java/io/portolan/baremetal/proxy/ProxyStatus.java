package io.portolan.baremetal.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link Proxy} serves at one moment, and how it went so far. Counters start with the frontend or target and survive changes of
 * configuration. Balancers, pools and targets that were removed are listed, as draining, while connections or requests go on there.
 */
public record ProxyStatus(List<Balancer> balancers) {
    public ProxyStatus {
        balancers = List.copyOf(balancers);
    }

    public record Balancer(String name, List<Frontend> frontends, List<Pool> pools) {
        public Balancer {
            frontends = List.copyOf(frontends);
            pools = List.copyOf(pools);
        }
    }

    /**
     * One listener.
     *
     * @param address as bound, with the real port where 0 was asked for
     */
    public record Frontend(String name, InetSocketAddress address, Traffic traffic) {}

    public record Pool(String name, List<Target> targets) {
        public Pool {
            targets = List.copyOf(targets);
        }
    }

    /**
     * One target.
     *
     * @param weight 0 for one that was removed
     * @param reason why the target has its health, as the last probe or connection told; empty before there was any
     */
    public record Target(InetSocketAddress address, int weight, Health health, String reason, Traffic traffic) {}

    /**
     * Counters.
     *
     * @param active connections that are open now at a frontend; TCP connections and HTTP requests that are in hand now at a target
     * @param total TCP connections, or HTTP requests, that were begun
     * @param failures those that ended in an error of the proxy or the target: refused, cut, timed out, or status 500 and above
     * @param latency of HTTP from the request's first byte to the answer's first, of TCP to the connection with the target
     */
    public record Traffic(long active, long total, long failures, Latency latency) {}

    /** Percentiles with an error of at most 7 %; all zero where nothing was measured yet. */
    public record Latency(Duration p50, Duration p90, Duration p99, Duration max) {}

    /** What is known about a target. */
    public enum Health {
        /** Not probed yet, or without a health check: counts as up. */
        UNKNOWN,
        UP,
        DOWN,
        /** Removed or of weight 0: nothing new is sent there. */
        DRAINING
    }
}
