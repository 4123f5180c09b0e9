package io.portolan.baremetal.proxy;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One event loop's open connections to targets that serve no request now. The youngest is used first, so that the rest can age out. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class IdleUpstreams {
    /** Servers commonly close after 5 s or more; a request that may not be repeated takes no connection near that age. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private static final long OLDEST = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST = 1_024;

    private final EventExecutor loop;
    private final Map<Target, Deque<Upstream>> byTarget = new HashMap<>();
    private boolean reaping;

    IdleUpstreams(EventExecutor loop) {
        this.loop = loop;
    }

    /** Takes a connection out; only one that was used a moment ago unless the request could be sent again. */
    Optional<Upstream> take(Target target, boolean repeatable) {
        Deque<Upstream> idle = byTarget.get(target);
        if (idle == null) {
            return Optional.empty();
        }
        Upstream youngest = idle.peekLast();
        if (youngest == null || youngest.idleNanos() > (repeatable ? OLDEST : FRESH)) {
            return Optional.empty();
        }
        idle.removeLast();
        return Optional.of(youngest);
    }

    /** Keeps a connection for the next request, or closes it where none may wait. */
    void put(Upstream upstream) {
        if (!upstream.target().keepsIdleConnections()) {
            upstream.close();
            return;
        }
        Deque<Upstream> idle = byTarget.computeIfAbsent(upstream.target(), each -> new ArrayDeque<>());
        Upstream oldest = idle.peekFirst();
        if (oldest != null && idle.size() >= MOST) {
            oldest.close();
        }
        idle.addLast(upstream);
        if (!reaping) {
            reaping = true;
            loop.schedule(this::reap, OLDEST, TimeUnit.NANOSECONDS);
        }
    }

    /** Closes those that nobody wanted for long; looks again as long as there are any. */
    private void reap() {
        List<Upstream> old = new ArrayList<>();
        byTarget.values()
                .forEach(idle -> idle.stream()
                        .takeWhile(each -> each.idleNanos() >= OLDEST)
                        .forEach(old::add));
        old.forEach(Upstream::close);
        reaping = !byTarget.isEmpty();
        if (reaping) {
            loop.schedule(this::reap, OLDEST, TimeUnit.NANOSECONDS);
        }
    }

    void remove(Upstream upstream) {
        Deque<Upstream> idle = byTarget.get(upstream.target());
        if (idle != null) {
            idle.remove(upstream);
            if (idle.isEmpty()) {
                byTarget.remove(upstream.target());
            }
        }
    }

    void close(Target target) {
        Deque<Upstream> idle = byTarget.remove(target);
        if (idle != null) {
            idle.forEach(Upstream::close);
        }
    }
}
