package io.portolan.baremetal.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's HTTP/1.1 connection: one exchange after another. What a client sends ahead of its turn waits, and is not read further than
 * a little.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final int MOST_PENDING = 32;
    /** How long a client that says no more may wait for an answer that is under way: it has ended its half, or it has gone. */
    private static final long HALF_CLOSED_GRACE_MILLIS = 1_000;

    private static final long LINGER_MILLIS = 2_000;

    private final Frontend frontend;
    private final SocketChannel channel;
    private final RequestHead.ClientInfo info;
    private final FrontendConfig.Protocol protocol;
    private final RequestDecoder decoder = new RequestDecoder();
    private final ResponseEncoder encoder = new ResponseEncoder();
    private final Deque<Object> pending = new ArrayDeque<>();
    private final UpstreamSource upstreams;
    private final IdleTimer timer;
    private @Nullable Exchange exchange;
    private boolean pumping;
    /** The next piece that was read is the empty end of a request without a body, which the exchange does not wait for. */
    private boolean endFollows;

    private boolean inputEnded;
    private boolean closing;

    private HttpConnection(Frontend frontend, Loops loops, SocketChannel channel, FrontendConfig.Protocol protocol) {
        this.frontend = frontend;
        this.upstreams = new UpstreamSource(channel, loops);
        this.channel = channel;
        this.protocol = protocol;
        this.timer = new IdleTimer(channel.eventLoop(), frontend::idleNanos, this::idle);
        InetSocketAddress local = channel.localAddress();
        info = new RequestHead.ClientInfo(
                NetUtil.toAddressString(channel.remoteAddress().getAddress()),
                protocol.secure() ? "https" : "http",
                Integer.toString(local.getPort()),
                NetUtil.toSocketAddressString(local));
    }

    /** Puts HTTP at the end of a new connection's pipeline. */
    static void install(Frontend frontend, Loops loops, SocketChannel channel, FrontendConfig.Protocol protocol) {
        HttpConnection connection = new HttpConnection(frontend, loops, channel, protocol);
        channel.pipeline().addLast(connection.decoder, connection.encoder, connection);
    }

    Frontend frontend() {
        return frontend;
    }

    RequestHead.ClientInfo info() {
        return info;
    }

    UpstreamSource upstreams() {
        return upstreams;
    }

    InetAddress address() {
        return channel.remoteAddress().getAddress();
    }

    /** Whether another request may follow on this connection. */
    boolean mayStay() {
        return !(inputEnded && pending.isEmpty()) && frontend.keeps(protocol);
    }

    void touch() {
        timer.touch();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timer.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        timer.touch();
        if (closing) {
            ReferenceCountUtil.release(msg);
        } else if (pending.isEmpty() && takes()) {
            take(msg);
        } else {
            pending.add(msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.requestRead();
        }
        read();
    }

    /** Goes on with what has waited, as far as it can now. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        boolean moved = false;
        while (!closing && !pending.isEmpty() && takes()) {
            take(pending.remove());
            moved = true;
        }
        pumping = false;
        if (moved && exchange != null) {
            exchange.requestRead();
        }
        if (inputEnded && exchange == null && !closing) {
            closeAfterWrites();
        }
        read();
    }

    private boolean takes() {
        if (endFollows) {
            return true;
        }
        // No next request before the answers so far can leave: a client that only asks must not fill our memory.
        if (exchange == null) {
            return channel.isWritable();
        }
        return !exchange.requestDone() && exchange.takesContent();
    }

    private void take(Object msg) {
        if (endFollows) {
            endFollows = false;
            ReferenceCountUtil.release(msg);
        } else if (msg instanceof HttpRequest request) {
            begin(request);
        } else if (exchange != null) {
            exchange.content((HttpContent) msg);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    private void begin(HttpRequest request) {
        Optional<Refusal> refusal = RequestHead.check(request);
        if (refusal.isPresent()) {
            ReferenceCountUtil.release(request);
            refuse(refusal.get());
            return;
        }
        RequestHead head = RequestHead.of(request);
        endFollows = !head.hasBody();
        Exchange next = new Exchange(this, head);
        exchange = next;
        next.begin();
    }

    private void refuse(Refusal refusal) {
        HttpResponse response = LocalAnswer.of(refusal.status(), refusal.why());
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        answer(response, false);
        linger();
    }

    /** Reads on only as far as what comes can be used soon; but while an answer is awaited, to see that the client goes. */
    private void read() {
        boolean ahead = exchange == null || exchange.requestDone();
        channel.config().setAutoRead(closing || (ahead ? mayWait() : mayPass()));
    }

    private boolean mayWait() {
        return pending.size() < MOST_PENDING && !(exchange != null && exchange.wantsUpgrade());
    }

    private boolean mayPass() {
        return pending.isEmpty() && exchange != null && exchange.takesContent();
    }

    /** Writes the final answer's head. */
    void answer(HttpResponse response, boolean head) {
        encoder.answers(head);
        channel.write(response, channel.voidPromise());
    }

    void interim(HttpResponse response) {
        encoder.answers(false);
        channel.write(response, channel.voidPromise());
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
    }

    void body(HttpContent content) {
        channel.write(content, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    /** The exchange has been answered to its end. */
    void done(boolean stays) {
        Exchange ended = exchange;
        exchange = null;
        if (stays && !closing) {
            pump();
        } else if (ended == null || (ended.requestDone() && pending.isEmpty())) {
            closeAfterWrites();
        } else {
            linger();
        }
    }

    private void closeAfterWrites() {
        closing = true;
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /**
     * Says goodbye to a client that may still be sending: closing at once would make its system throw away the answer that it has not
     * read yet (RFC 9112, section 9.6).
     */
    private void linger() {
        closing = true;
        exchange = null;
        releasePending();
        Relay.endOutput(channel);
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    void reset() {
        closing = true;
        exchange = null;
        Relay.reset(channel);
    }

    /** From here on the connection carries whatever the two sides have agreed on. */
    void tunnel(Upstream upstream) {
        exchange = null;
        if (!pending.isEmpty()) {
            upstream.close();
            reset();
            return;
        }
        Relay.Pair relays = Relay.between(channel, upstream.channel(), timer);
        channel.pipeline().addLast(relays.fromClient());
        channel.pipeline().remove(this);
        channel.pipeline().remove(encoder);
        channel.pipeline().remove(decoder);
        upstream.becomes(relays.fromTarget());
        relays.fromClient().start();
        relays.fromTarget().start();
    }

    private void idle() {
        if (exchange != null) {
            exchange.idle();
        } else {
            channel.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.clientWritable(channel.isWritable());
        } else {
            pump();
        }
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            inputEnded();
        }
    }

    private void inputEnded() {
        if (inputEnded) {
            return;
        }
        inputEnded = true;
        if (closing || exchange == null || (!exchange.requestDone() && pending.isEmpty())) {
            channel.close();
        } else {
            channel.eventLoop().schedule(this::giveUp, HALF_CLOSED_GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void giveUp() {
        if (exchange != null && !exchange.answering()) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.stop();
        closing = true;
        releasePending();
        if (exchange != null) {
            exchange.abandon();
            exchange = null;
        }
        upstreams.close();
    }

    private void releasePending() {
        pending.forEach(ReferenceCountUtil::release);
        pending.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            LOG.warn("Closing a client's connection after a mistake in the proxy", cause);
        }
        ctx.close();
    }
}
