package io.portolan.baremetal.proxy;

import java.time.Duration;
import java.util.List;

/**
 * One load balancer: the frontends clients connect to, and the pools these forward to.
 *
 * @param name unique in the {@link ProxyConfig}; a balancer of the same name in the next configuration is the same one, changed
 * @param frontends with names unique in this balancer
 * @param pools with names unique in this balancer
 * @param idleTimeout how long a connection without a byte in either direction stays open; it also bounds the wait for a target's
 *     answer (504) and for the rest of a request (408)
 */
public record BalancerConfig(
        String name, List<FrontendConfig> frontends, List<PoolConfig> pools, Duration idleTimeout) {
    public BalancerConfig {
        frontends = List.copyOf(frontends);
        pools = List.copyOf(pools);
    }
}
