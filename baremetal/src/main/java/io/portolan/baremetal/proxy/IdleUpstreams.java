package io.portolan.baremetal.proxy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One event loop's open connections to targets that serve no request now. The youngest is used first, so that the rest can age out. */
final class IdleUpstreams {
    /** Servers commonly close after 5 s or more; a request that may not be repeated takes no connection near that age. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private static final long OLDEST = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST = 1_024;

    private final Map<Target, Deque<Upstream>> byTarget = new HashMap<>();

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
        if (oldest != null && (idle.size() >= MOST || oldest.idleNanos() > OLDEST)) {
            oldest.close();
        }
        idle.addLast(upstream);
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
