package io.portolan.baremetal.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A client's connection that is carried as bytes: waits for TLS where there is some, finds a target, and becomes a pair of relays. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class TcpConnection extends ChannelInboundHandlerAdapter {
    private final Frontend frontend;
    private final SocketChannel client;
    private final boolean secure;
    private final IdleTimer timer;
    private final long accepted = System.nanoTime();
    private final List<Target> tried = new ArrayList<>();
    private final Deque<Object> early = new ArrayDeque<>();
    private boolean begun;
    private boolean ended;

    TcpConnection(Frontend frontend, SocketChannel client, boolean secure) {
        this.frontend = frontend;
        this.client = client;
        this.secure = secure;
        this.timer = new IdleTimer(client.eventLoop(), frontend::idleNanos, client::close);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        frontend.meter().begun();
        timer.start();
        if (!secure) {
            begin();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            begin();
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            ended = true;
            if (!begun) {
                ctx.close();
            }
        }
    }

    private void begin() {
        begun = true;
        client.config().setAutoRead(false);
        Optional<Pool> pool =
                frontend.serving().router().only().flatMap(Router.Route::split).flatMap(Split::next);
        if (pool.isPresent()) {
            connect(pool.get());
        } else {
            fail();
        }
    }

    private void connect(Pool pool) {
        Optional<Target> chosen = pool.choose(client.remoteAddress().getAddress(), null, tried);
        if (chosen.isEmpty()) {
            fail();
            return;
        }
        Target target = chosen.get();
        target.meter().entered();
        target.meter().begun();
        Connector.open(client.eventLoop(), target.address(), pool.config().connectTimeout(), TcpConnection::prepare)
                .addListener((Future<SocketChannel> done) -> {
                    if (done.isSuccess()) {
                        connected(pool, target, done.getNow());
                    } else {
                        refused(pool, target, done.cause());
                    }
                });
    }

    private static void prepare(SocketChannelConfig config) {
        config.setAutoRead(false);
        config.setAllowHalfClosure(true);
    }

    private void refused(Pool pool, Target target, Throwable cause) {
        target.meter().left();
        target.meter().failed();
        tried.add(target);
        if (Connector.blames(cause)) {
            target.eject(String.valueOf(cause.getMessage()));
            if (client.isActive()) {
                connect(pool);
            }
        } else {
            fail();
        }
    }

    private void connected(Pool pool, Target target, SocketChannel channel) {
        target.opened(channel);
        target.meter().took(System.nanoTime() - accepted);
        channel.closeFuture().addListener(closed -> {
            target.closed(channel);
            target.meter().left();
        });
        if (!client.isActive()) {
            channel.close();
            return;
        }
        if (pool.config().proxyProtocol() != PoolConfig.ProxyProtocol.NONE) {
            Connector.introduce(channel, pool.config().proxyProtocol(), client.remoteAddress(), client.localAddress());
        }
        Relay.Pair relays = Relay.between(client, channel, timer);
        channel.pipeline().addLast(relays.fromTarget());
        client.pipeline().replace(this, "relay", relays.fromClient());
        early.forEach(channel::write);
        early.clear();
        channel.flush();
        relays.fromClient().start();
        relays.fromTarget().start();
        if (ended) {
            relays.fromClient().end();
        }
    }

    private void fail() {
        frontend.meter().failed();
        Relay.reset(client);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        early.add(msg);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.stop();
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
