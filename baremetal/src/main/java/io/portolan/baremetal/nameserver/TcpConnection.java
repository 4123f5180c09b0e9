package io.portolan.baremetal.nameserver;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection. Requests may come without waiting for answers; while answers can't be written, no more requests are read.
 */
final class TcpConnection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final TcpListener listener;
    private final RequestHandler handler;
    private final Queue<Iterator<byte[]>> waiting = new ArrayDeque<>();
    private byte[] packet = new byte[512];
    private long lastActive = System.nanoTime();
    private @Nullable ChannelHandlerContext context;

    TcpConnection(TcpListener listener, RequestHandler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /** When a whole request came in or a part of an answer went out; a client that sends bytes one by one stays idle. */
    long lastActive() {
        return lastActive;
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext now) {
        context = now;
        listener.opened(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext now) {
        waiting.clear();
        listener.closed(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext now, ByteBuf frame) {
        lastActive = System.nanoTime();
        int length = frame.readableBytes();
        if (length > packet.length) {
            packet = new byte[length];
        }
        frame.readBytes(packet, 0, length);
        int answer = handler.handle(packet, length, true, messages -> later(now, messages));
        if (answer > 0) {
            write(now, handler.answer(), answer);
            if (!now.channel().isWritable()) {
                now.flush();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext now) {
        now.flush();
    }

    /** Goes on later, for it may be told of in the middle of a read or a write. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext now) {
        if (now.channel().isWritable()) {
            now.executor().execute(() -> drain(now));
        } else {
            throttle(now);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext now, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("a TCP connection broke", cause);
        } else {
            LOG.warn("a TCP connection is closed after a failure", cause);
        }
        now.close();
    }

    private void later(ChannelHandlerContext now, Iterator<byte[]> messages) {
        now.executor().execute(() -> {
            if (now.channel().isActive()) {
                waiting.add(messages);
                drain(now);
            }
        });
    }

    private void drain(ChannelHandlerContext now) {
        Iterator<byte[]> messages = waiting.peek();
        while (messages != null && now.channel().isWritable()) {
            if (messages.hasNext()) {
                byte[] message = messages.next();
                write(now, message, message.length);
                now.flush();
            } else {
                waiting.remove();
                messages = waiting.peek();
            }
        }
        throttle(now);
        // Reading again hands over requests that were held back, and no readComplete need follow them.
        now.flush();
    }

    private void write(ChannelHandlerContext now, byte[] message, int length) {
        ByteBuf frame = now.alloc().buffer(2 + length);
        frame.writeShort(length).writeBytes(message, 0, length);
        now.write(frame).addListener(written -> {
            if (written.isSuccess()) {
                lastActive = System.nanoTime();
            }
        });
    }

    private void throttle(ChannelHandlerContext now) {
        now.channel().config().setAutoRead(waiting.isEmpty() && now.channel().isWritable());
    }
}
