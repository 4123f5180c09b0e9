package io.portolan.baremetal.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A bound socket. It accepts nothing until it has a frontend, and may change to another one at any time. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Listener {
    private static final int BACKLOG = 4_096;

    private final Channel server;
    private volatile @Nullable Frontend frontend;

    private Listener(Loops loops, InetSocketAddress address, String what) throws BindFailedException {
        ChannelFuture binding = new ServerBootstrap()
                .group(loops.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new BindFailedException(what, address, binding.cause());
        }
        server = binding.channel();
    }

    /**
     * Binds an address.
     *
     * @param what for whom, as the message of a failure says
     */
    static Listener bind(Loops loops, InetSocketAddress address, String what) throws BindFailedException {
        return new Listener(loops, address, what);
    }

    private void accept(SocketChannel channel) {
        Frontend current = frontend;
        if (current == null) {
            channel.close();
        } else {
            current.accept(channel);
        }
    }

    void serve(Frontend frontend) {
        this.frontend = frontend;
        frontend.boundTo((InetSocketAddress) server.localAddress());
        server.config().setAutoRead(true);
    }

    void close() {
        server.close().awaitUninterruptibly();
    }
}
