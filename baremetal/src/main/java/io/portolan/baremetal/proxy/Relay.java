package io.portolan.baremetal.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes from one channel to its peer, no faster than the peer takes them. When one side ends, the other one is told and may go
 * on; when one side breaks, the other one is reset, so that nobody takes half a stream for a whole one. Both on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Relay extends ChannelInboundHandlerAdapter {
    private final SocketChannel own;
    private final SocketChannel peer;
    private final IdleTimer timer;
    private @Nullable Relay other;
    private boolean ended;

    private Relay(SocketChannel own, SocketChannel peer, IdleTimer timer) {
        this.own = own;
        this.peer = peer;
        this.timer = timer;
    }

    /**
     * Two relays, to be put at the end of the channels' pipelines. Reading must be switched on for both afterwards, by {@link #start}.
     *
     * @param timer touched by every byte, and stopped with the first channel that closes
     */
    static Pair between(SocketChannel client, SocketChannel target, IdleTimer timer) {
        Relay fromClient = new Relay(client, target, timer);
        Relay fromTarget = new Relay(target, client, timer);
        fromClient.other = fromTarget;
        fromTarget.other = fromClient;
        return new Pair(fromClient, fromTarget);
    }

    /** The two ends of one connection. */
    record Pair(Relay fromClient, Relay fromTarget) {}

    /** Resets a connection: its peer learns that something is missing. No TLS farewell is said. */
    static void reset(SocketChannel channel) {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            ChannelHandlerContext first = channel.pipeline().firstContext();
            if (first != null) {
                first.close();
            }
        }
    }

    /** Says that nothing more will be sent, after all that was written; the other direction stays open. */
    static void endOutput(SocketChannel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls == null) {
                channel.shutdownOutput();
            } else {
                tls.closeOutbound().addListener(closed -> channel.shutdownOutput());
            }
        });
    }

    void start() {
        own.config().setAutoRead(peer.isWritable());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        timer.touch();
        if (msg instanceof ByteBuf && !ended) {
            peer.write(msg, peer.voidPromise());
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        peer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        peer.config().setAutoRead(own.isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent
                || (event instanceof SslCloseCompletionEvent closed && closed.isSuccess())) {
            end();
        }
    }

    /** Nothing more comes from here: passes that on, and closes both when it is true of both. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (other != null && other.ended) {
            closeAfterWrites(peer);
            closeAfterWrites(own);
        } else {
            endOutput(peer);
        }
    }

    private static void closeAfterWrites(SocketChannel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.stop();
        if (ended) {
            closeAfterWrites(peer);
        } else {
            ended = true;
            reset(peer);
        }
    }

    /** Netty tells of a reset and then, where halves may end, of an orderly end that there was not. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ended = true;
        reset(own);
        reset(peer);
    }
}
