package io.portolan.baremetal.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 connection to a target. It serves one exchange at a time and waits, between them, among the loop's idle ones. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Upstream extends ChannelInboundHandlerAdapter {
    private final Target target;
    private final SocketChannel channel;
    private final IdleUpstreams idle;
    private final ResponseDecoder decoder = new ResponseDecoder();
    private final HttpRequestEncoder encoder = new HttpRequestEncoder();
    private @Nullable Exchange exchange;
    private @Nullable Throwable cause;
    private boolean introduced;
    private boolean reused;
    private long idleSince;

    private Upstream(Target target, SocketChannel channel, IdleUpstreams idle) {
        this.target = target;
        this.channel = channel;
        this.idle = idle;
        target.opened(channel);
        channel.pipeline().addLast(decoder, encoder, this);
    }

    /** Connects; the future is done on the loop. */
    static Future<Upstream> open(EventLoop loop, Target target, Duration timeout, IdleUpstreams idle) {
        Promise<Upstream> opened = loop.newPromise();
        // A failed write must not close the connection before an early answer has been read from it.
        Connector.open(loop, target.address(), timeout, config -> config.setAutoClose(false))
                .addListener((Future<SocketChannel> done) -> {
                    if (done.isSuccess()) {
                        opened.setSuccess(new Upstream(target, done.getNow(), idle));
                    } else {
                        opened.setFailure(done.cause());
                    }
                });
        return opened;
    }

    /** Whether the connection broke, rather than ended. */
    boolean broken() {
        return cause != null;
    }

    Target target() {
        return target;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Whether it served an exchange before the current one. */
    boolean reused() {
        return reused;
    }

    /** Whether any byte of the answer has arrived. */
    boolean received() {
        return decoder.received();
    }

    long idleNanos() {
        return System.nanoTime() - idleSince;
    }

    /** Tells the target who the client is; from now on the connection serves that one only. */
    void introduce(PoolConfig.ProxyProtocol version, SocketChannel client) {
        introduced = true;
        Connector.introduce(channel, version, client.remoteAddress(), client.localAddress());
    }

    boolean introduced() {
        return introduced;
    }

    /** Whether the target has sent more than its answer: that would be taken for the next one. */
    boolean saidMore() {
        return decoder.holdsMore();
    }

    void begin(Exchange exchange, boolean head) {
        this.exchange = exchange;
        decoder.expect(head);
    }

    /** The exchange is over and the connection may serve another one. */
    void rest() {
        exchange = null;
        reused = true;
        idleSince = System.nanoTime();
        channel.config().setAutoRead(true);
    }

    void close() {
        exchange = null;
        channel.close();
    }

    /** Takes HTTP out of the pipeline; what the target has sent beyond its answer goes to {@code next}. */
    void becomes(ChannelInboundHandlerAdapter next) {
        exchange = null;
        channel.config().setOption(ChannelOption.AUTO_CLOSE, true);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.pipeline().addLast(next);
        channel.pipeline().remove(this);
        channel.pipeline().remove(encoder);
        channel.pipeline().remove(decoder);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (exchange == null) {
            // Nobody asked: what comes here would be taken for the answer to the next request.
            ReferenceCountUtil.release(msg);
            idle.remove(this);
            close();
        } else {
            exchange.answered((HttpObject) msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.answerRead();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.targetWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        target.closed(channel);
        Exchange broken = exchange;
        exchange = null;
        if (broken == null) {
            idle.remove(this);
        } else {
            broken.targetClosed(this, cause);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        this.cause = cause;
        if (!(cause instanceof IOException)) {
            ctx.close();
        }
    }
}
