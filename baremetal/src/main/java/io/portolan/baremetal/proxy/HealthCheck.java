package io.portolan.baremetal.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one target, on one event loop. With a configured check it probes at the interval; without one it probes only a target that was
 * ejected, by connecting, more and more rarely until it succeeds.
 */
final class HealthCheck {
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final Target target;
    private final EventLoop loop;
    private @Nullable PoolConfig pool;
    private @Nullable Future<?> next;
    private Duration retry = FIRST_RETRY;
    private int generation;

    HealthCheck(Target target, EventLoop loop) {
        this.target = target;
        this.loop = loop;
        target.onEjected(() -> loop.execute(this::ejected));
    }

    /** Starts, or goes on by a changed configuration; one that is equal changes nothing. */
    void apply(PoolConfig config) {
        loop.execute(() -> {
            PoolConfig before = pool;
            pool = config;
            boolean same = before != null
                    && before.healthCheck().equals(config.healthCheck())
                    && before.proxyProtocol() == config.proxyProtocol();
            if (!same) {
                cancel();
                if (config.healthCheck().isPresent()) {
                    probe();
                } else if (!target.up()) {
                    ejected();
                }
            }
        });
    }

    void stop() {
        target.onEjected(() -> {});
        loop.execute(() -> {
            pool = null;
            cancel();
        });
    }

    private void ejected() {
        if (pool != null && pool.healthCheck().isEmpty() && next == null) {
            retry = FIRST_RETRY;
            schedule(retry.toNanos());
        }
    }

    private void cancel() {
        generation++;
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    /** A tenth of chance keeps the probes of many targets apart. */
    private void schedule(long nanos) {
        long spread = nanos / 10;
        long delay = nanos - (spread > 0 ? ThreadLocalRandom.current().nextLong(spread) : 0);
        next = loop.schedule(this::probe, delay, TimeUnit.NANOSECONDS);
    }

    private void probe() {
        PoolConfig config = pool;
        if (config == null) {
            return;
        }
        int mine = generation;
        long started = System.nanoTime();
        HealthCheckConfig check = config.healthCheck().orElseGet(() -> connecting(config));
        Probe.run(loop, target.address(), check, config.proxyProtocol()).addListener((Future<Probe.Result> done) -> {
            if (mine == generation) {
                probed(config, check, done.getNow(), System.nanoTime() - started);
            }
        });
    }

    private static HealthCheckConfig connecting(PoolConfig config) {
        return HealthCheckConfig.builder(HealthCheckConfig.Protocol.TCP)
                .timeout(config.connectTimeout())
                .build();
    }

    private void probed(PoolConfig config, HealthCheckConfig check, Probe.Result result, long nanos) {
        next = null;
        if (result.passed()) {
            target.passed(check.healthyThreshold(), result.reason());
        } else {
            target.failed(check.unhealthyThreshold(), result.reason());
        }
        if (config.healthCheck().isPresent()) {
            schedule(Math.max(check.interval().toNanos() - nanos, 0));
        } else if (!target.up()) {
            Duration doubled = retry.multipliedBy(2);
            retry = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
            schedule(retry.toNanos());
        }
    }
}
