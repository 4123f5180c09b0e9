package io.portolan.baremetal.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bound socket. It accepts nothing until it has a frontend, and may change to another one at any time. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 4_096;

    private final ServerSocketChannel socket;
    private final Channel server;
    private volatile @Nullable Frontend frontend;

    private Listener(Loops loops, InetSocketAddress address) throws IOException {
        socket = ServerSocketChannel.open();
        ChannelFuture binding = new ServerBootstrap()
                .group(loops.group())
                .channelFactory(() -> new NioServerSocketChannel(socket))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<io.netty.channel.socket.SocketChannel>() {
                    @Override
                    protected void initChannel(io.netty.channel.socket.SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        server = binding.channel();
        if (!binding.isSuccess()) {
            socket.close();
            throw new IOException(binding.cause().getMessage(), binding.cause());
        }
    }

    /**
     * Binds an address.
     *
     * @param what for whom, as the message of a failure says
     */
    static Listener bind(Loops loops, InetSocketAddress address, String what) throws BindFailedException {
        try {
            return new Listener(loops, address);
        } catch (IOException e) {
            throw new BindFailedException(what, address, e);
        }
    }

    private void accept(io.netty.channel.socket.SocketChannel channel) {
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

    /** Takes the connections that the system has made already, then frees the address before it returns. */
    void close() {
        server.eventLoop().submit(this::takeWaiting).awaitUninterruptibly();
        server.close().awaitUninterruptibly();
        // A selector holds a closed socket, and its port, until it has looked at its keys again.
        boolean held;
        do {
            held = socket.isRegistered();
            server.eventLoop().submit(() -> {}).awaitUninterruptibly();
        } while (held && !server.eventLoop().isShuttingDown());
    }

    private void takeWaiting() {
        try {
            SocketChannel waiting = frontend == null ? null : socket.accept();
            while (waiting != null) {
                server.pipeline().fireChannelRead(new NioSocketChannel(server, waiting));
                waiting = socket.accept();
            }
        } catch (IOException e) {
            LOG.warn("Connections that waited at {} are lost", server.localAddress(), e);
        }
    }
}
