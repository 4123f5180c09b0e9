package io.portolan.baremetal.proxy;

import java.util.List;

/**
 * Everything that a {@link Proxy} should serve, complete: what is not named here is taken away.
 *
 * <p>Two balancers may not share a name, and two frontends may not share an address, unless its port is 0.
 */
public record ProxyConfig(List<BalancerConfig> balancers) {
    public ProxyConfig {
        balancers = List.copyOf(balancers);
    }

    /** Serves nothing. Applied to a running proxy it drains all that is established. */
    public static ProxyConfig empty() {
        return new ProxyConfig(List.of());
    }
}
