package io.portolan.baremetal.proxy;

import java.util.List;

/**
 * Forwards to one of several pools, split by weight as evenly as possible (1:2 gives b, a, b, b, a, b, ...).
 *
 * <p>The pool is chosen first, for every request or TCP connection; stickiness then holds inside the pool. A weight of 0 sends
 * nothing there. When all are 0, HTTP is answered with 503 and TCP is closed.
 */
public record ForwardAction(List<WeightedPool> pools) implements ActionConfig {
    public ForwardAction {
        pools = List.copyOf(pools);
    }

    /** Forwards everything to one pool of the balancer. */
    public static ForwardAction to(String pool) {
        return new ForwardAction(List.of(new WeightedPool(pool, 1)));
    }

    /**
     * A pool's share.
     *
     * @param pool the name of a pool of the same balancer
     * @param weight 0 to 1,000,000, relative to the others
     */
    public record WeightedPool(String pool, int weight) {}
}
