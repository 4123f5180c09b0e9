package io.portolan.baremetal.nameserver;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.flow.FlowControlHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Answers over TCP, every connection on one event loop (RFC 7766). */
final class TcpListener implements AutoCloseable {
    private final EventLoop loop;
    private final RequestHandler handler;
    private final Counters counters;
    private final int most;
    private final long idleNanos;
    private final Set<TcpConnection> open = new LinkedHashSet<>();
    private final Channel server;

    /** @param handler used on {@code loop} only */
    TcpListener(EventLoop loop, InetSocketAddress address, RequestHandler handler, Counters counters, Limits limits)
            throws IOException {
        this.loop = loop;
        this.handler = handler;
        this.counters = counters;
        this.most = limits.connections();
        this.idleNanos = limits.idle().toNanos();
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Pipeline())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("can't listen at " + address + " over TCP", bound.cause());
        }
        this.server = bound.channel();
        long sweep = Math.max(idleNanos / 4, TimeUnit.MILLISECONDS.toNanos(5));
        loop.scheduleWithFixedDelay(this::sweep, sweep, sweep, TimeUnit.NANOSECONDS);
    }

    /** How many connections, and how long one may be idle. */
    record Limits(int connections, Duration idle) {}

    /** Closes the port and every connection; the event loop stays. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        loop.submit(() -> Set.copyOf(open).forEach(TcpConnection::close)).awaitUninterruptibly();
    }

    private void sweep() {
        long now = System.nanoTime();
        for (TcpConnection connection : Set.copyOf(open)) {
            if (now - connection.lastActive() > idleNanos) {
                connection.close();
            }
        }
    }

    void opened(TcpConnection connection) {
        if (open.size() >= most) {
            open.stream()
                    .min((a, b) -> Long.compare(a.lastActive() - b.lastActive(), 0))
                    .ifPresent(TcpConnection::close);
        }
        open.add(connection);
        counters.connections.set(open.size());
    }

    void closed(TcpConnection connection) {
        open.remove(connection);
        counters.connections.set(open.size());
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(
                            new LengthFieldBasedFrameDecoder(2 + AnswerWriter.MAX_BYTES, 0, 2, 0, 2),
                            new FlowControlHandler(),
                            new TcpConnection(TcpListener.this, handler));
        }
    }
}
