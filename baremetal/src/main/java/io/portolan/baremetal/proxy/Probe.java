package io.portolan.baremetal.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** One look at a target's health over a connection of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Probe extends ChannelInboundHandlerAdapter {
    private static final SslContext TRUSTING = trusting();

    private final HealthCheckConfig check;
    private final Promise<Result> result;

    private Probe(HealthCheckConfig check, Promise<Result> result) {
        this.check = check;
        this.result = result;
    }

    /** How a probe ended; {@code reason} is for people. */
    record Result(boolean passed, String reason) {}

    /** Always succeeds, with a result, by the check's timeout. */
    static Future<Result> run(
            EventLoop loop, InetSocketAddress target, HealthCheckConfig check, PoolConfig.ProxyProtocol introduction) {
        Promise<Result> result = loop.newPromise();
        InetSocketAddress address =
                new InetSocketAddress(target.getAddress(), check.port().orElse(target.getPort()));
        Future<SocketChannel> connecting = Connector.open(loop, address, check.timeout(), config -> {});
        Future<?> deadline = loop.schedule(
                () -> result.trySuccess(new Result(false, "no answer within " + check.timeout())),
                check.timeout().toNanos(),
                TimeUnit.NANOSECONDS);
        result.addListener(done -> deadline.cancel(false));
        connecting.addListener((Future<SocketChannel> done) -> {
            if (!done.isSuccess()) {
                result.trySuccess(new Result(false, String.valueOf(done.cause().getMessage())));
                return;
            }
            SocketChannel channel = done.getNow();
            result.addListener(judged -> channel.close());
            if (check.protocol() == HealthCheckConfig.Protocol.TCP) {
                result.trySuccess(new Result(true, "accepts connections"));
            } else {
                ask(
                        channel,
                        address,
                        check,
                        check.port().isPresent() ? PoolConfig.ProxyProtocol.NONE : introduction,
                        result);
            }
        });
        return result;
    }

    private static void ask(
            SocketChannel channel,
            InetSocketAddress address,
            HealthCheckConfig check,
            PoolConfig.ProxyProtocol introduction,
            Promise<Result> result) {
        if (introduction != PoolConfig.ProxyProtocol.NONE) {
            Connector.introduceSelf(channel, introduction);
        }
        if (check.protocol() == HealthCheckConfig.Protocol.HTTPS) {
            channel.pipeline()
                    .addLast(
                            check.host().isPresent()
                                    ? TRUSTING.newHandler(
                                            channel.alloc(), check.host().get(), address.getPort())
                                    : TRUSTING.newHandler(channel.alloc()));
        }
        channel.pipeline().addLast(new HttpClientCodec(), new Probe(check, result));
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, check.path());
        request.headers()
                .set(HttpHeaderNames.HOST, check.host().orElse(literal(address)))
                .set(HttpHeaderNames.USER_AGENT, "portolan-health")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(request, channel.voidPromise());
    }

    private static String literal(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpResponse response && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            result.trySuccess(judge(response));
        }
        ReferenceCountUtil.release(msg);
    }

    private static Result judge(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            return new Result(false, "answered with what is not HTTP/1.1");
        }
        int code = response.status().code();
        return new Result(code >= 200 && code < 400, "answered with status " + code);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        result.trySuccess(new Result(false, "closed without an answer to " + check.path()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        result.trySuccess(new Result(false, String.valueOf(cause.getMessage())));
    }

    private static SslContext trusting() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }
}
