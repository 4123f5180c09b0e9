package io.portolan.baremetal.proxy;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One target of a pool as it lives: its health, its connections, its counters. Outlives changes of configuration. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Target {
    private static final Logger LOG = LoggerFactory.getLogger(Target.class);

    private final String id;
    private final InetSocketAddress address;
    private final Meter meter = new Meter();
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();

    private volatile ProxyStatus.Health health = ProxyStatus.Health.UNKNOWN;
    private volatile String reason = "";
    private volatile Phase phase = Phase.SERVING;
    private volatile @Nullable Runnable onEjected;

    private int passes;
    private int failures;
    private boolean ejected;
    private @Nullable Future<?> deadline;

    Target(String id, InetSocketAddress address) {
        this.id = id;
        this.address = address;
    }

    /** Says nothing about the address to whom it is shown. */
    String id() {
        return id;
    }

    InetSocketAddress address() {
        return address;
    }

    Meter meter() {
        return meter;
    }

    boolean up() {
        return health != ProxyStatus.Health.DOWN;
    }

    /** Whether a session that was here before may come back. */
    boolean keepsSessions() {
        return up() && phase != Phase.CLOSED;
    }

    /** Whether a connection may wait here for the next request. */
    boolean keepsIdleConnections() {
        return phase == Phase.SERVING;
    }

    void opened(Channel channel) {
        connections.add(channel);
        if (phase == Phase.CLOSED) {
            channel.close();
        }
    }

    void closed(Channel channel) {
        connections.remove(channel);
    }

    void onEjected(Runnable action) {
        onEjected = action;
    }

    synchronized void passed(int healthyThreshold, String why) {
        failures = 0;
        passes++;
        if (health == ProxyStatus.Health.DOWN && !ejected && passes < healthyThreshold) {
            return;
        }
        ejected = false;
        become(ProxyStatus.Health.UP, why);
    }

    synchronized void failed(int unhealthyThreshold, String why) {
        passes = 0;
        failures++;
        if (failures >= unhealthyThreshold) {
            become(ProxyStatus.Health.DOWN, why);
        }
    }

    private void become(ProxyStatus.Health next, String why) {
        if (health != next) {
            LOG.info("Target {} is {}: {}", address, next, why);
        }
        reason = why;
        health = next;
    }

    /** Takes it out at once, until one check passes. */
    void eject(String why) {
        synchronized (this) {
            passes = 0;
            ejected = true;
            become(ProxyStatus.Health.DOWN, why);
        }
        Runnable action = onEjected;
        if (action != null) {
            action.run();
        }
    }

    /** Takes nothing new; what goes on here is cut after {@code timeout}. Asking again while it drains changes nothing. */
    synchronized void drain(Duration timeout, EventExecutor executor) {
        if (phase != Phase.SERVING) {
            return;
        }
        phase = Phase.DRAINING;
        deadline = executor.schedule(this::cut, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    synchronized void serve() {
        phase = Phase.SERVING;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void cut() {
        synchronized (this) {
            if (phase != Phase.DRAINING) {
                return;
            }
            phase = Phase.CLOSED;
        }
        connections.forEach(Channel::close);
    }

    ProxyStatus.Target read(int weight) {
        ProxyStatus.Health shown = phase == Phase.SERVING ? health : ProxyStatus.Health.DRAINING;
        return new ProxyStatus.Target(address, weight, shown, reason, meter.read());
    }

    private enum Phase {
        SERVING,
        DRAINING,
        CLOSED
    }
}
