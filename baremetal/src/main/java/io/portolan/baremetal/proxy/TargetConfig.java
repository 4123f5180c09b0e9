package io.portolan.baremetal.proxy;

import java.net.InetSocketAddress;

/**
 * One server of a pool. A target of the same address in the pool's next configuration is the same one, with its health and counters.
 *
 * @param address resolved
 * @param weight 0 to 1,000,000, relative to the others; 0 drains it: nothing new is sent there, but sticky sessions go on until the
 *     pool's drain timeout has passed
 */
public record TargetConfig(InetSocketAddress address, int weight) {}
