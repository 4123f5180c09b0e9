package io.portolan.baremetal.proxy;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The event loops, and for each the connections to targets that wait there. A request stays on the loop of its client. */
final class Loops implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final EventLoopGroup group;
    private final Map<EventExecutor, IdleUpstreams> idle = new HashMap<>();

    Loops(int threads) {
        group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("portolan-proxy", true), NioIoHandler.newFactory());
        for (EventExecutor loop : group) {
            idle.put(loop, new IdleUpstreams(loop));
        }
    }

    EventLoopGroup group() {
        return group;
    }

    EventLoop next() {
        return group.next();
    }

    /** To be used on that loop only. */
    IdleUpstreams idle(EventExecutor loop) {
        IdleUpstreams found = idle.get(loop);
        if (found == null) {
            throw new IllegalArgumentException("not a loop of this proxy: " + loop);
        }
        return found;
    }

    void closeIdle(Target target) {
        idle.forEach((loop, upstreams) -> loop.execute(() -> upstreams.close(target)));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
