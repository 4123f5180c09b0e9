package io.portolan.baremetal.proxy;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one client's exchanges get their connections to targets from: the loop's idle ones, which serve everybody, or, where targets
 * are told who the client is, one of the client's own.
 */
final class UpstreamSource {
    private final SocketChannel client;
    private final EventLoop loop;
    private final IdleUpstreams shared;
    private @Nullable Upstream own;

    UpstreamSource(SocketChannel client, Loops loops) {
        this.client = client;
        this.loop = client.eventLoop();
        this.shared = loops.idle(loop);
    }

    /** Takes a connection that waits. */
    Optional<Upstream> take(Pool pool, Target target, boolean repeatable) {
        if (pool.config().proxyProtocol() == PoolConfig.ProxyProtocol.NONE) {
            return shared.take(target, repeatable);
        }
        Upstream kept = own;
        own = null;
        if (kept == null || !kept.channel().isActive()) {
            return Optional.empty();
        }
        if (kept.target() != target) {
            kept.close();
            return Optional.empty();
        }
        return Optional.of(kept);
    }

    /** Makes a connection; the future is done on the loop. */
    Future<Upstream> connect(Pool pool, Target target) {
        PoolConfig config = pool.config();
        Future<Upstream> connecting = Upstream.open(loop, target, config.connectTimeout(), shared);
        if (config.proxyProtocol() != PoolConfig.ProxyProtocol.NONE) {
            connecting.addListener((Future<Upstream> connected) -> {
                if (connected.isSuccess()) {
                    connected.getNow().introduce(config.proxyProtocol(), client);
                }
            });
        }
        return connecting;
    }

    /** Takes back a connection that may serve another exchange. */
    void keep(Upstream upstream) {
        if (!upstream.channel().isActive()) {
            return;
        }
        upstream.rest();
        if (upstream.introduced()) {
            own = upstream;
        } else {
            shared.put(upstream);
        }
    }

    void close() {
        if (own != null) {
            own.close();
            own = null;
        }
    }
}
