package io.portolan.baremetal.nameserver;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.portolan.baremetal.nameserver.ServerStatus.CheckHealth;
import io.portolan.baremetal.nameserver.ServerStatus.Health;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One check: probes again and again on one event loop, and keeps what came of it for any thread to read. */
final class CheckState {
    private final DnsHealthCheck check;
    private final Probe probe;
    private volatile Health health = Health.UNKNOWN;
    private volatile String last = "";

    private int successes;
    private int failures;
    private boolean stopped;
    private @Nullable ScheduledFuture<?> next;

    CheckState(DnsHealthCheck check) {
        this.check = check;
        this.probe = new Probe(check);
    }

    DnsHealthCheck check() {
        return check;
    }

    Health health() {
        return health;
    }

    CheckHealth read() {
        return new CheckHealth(check, health, last);
    }

    void start(EventLoop loop) {
        loop.execute(() -> run(loop));
    }

    void stop(EventLoop loop) {
        loop.execute(() -> {
            stopped = true;
            if (next != null) {
                next.cancel(false);
            }
        });
    }

    private void run(EventLoop loop) {
        if (stopped) {
            return;
        }
        long begun = System.nanoTime();
        probe.run(loop, result -> {
            take(result);
            long rest = check.interval().toNanos() - (System.nanoTime() - begun);
            if (!stopped) {
                next = loop.schedule(() -> run(loop), Math.max(rest, 0), TimeUnit.NANOSECONDS);
            }
        });
    }

    private void take(Probe.Result result) {
        last = result.words();
        successes = result.success() ? successes + 1 : 0;
        failures = result.success() ? 0 : failures + 1;
        if (successes >= check.healthyThreshold()) {
            health = Health.HEALTHY;
        } else if (failures >= check.unhealthyThreshold()) {
            health = Health.UNHEALTHY;
        }
    }
}
