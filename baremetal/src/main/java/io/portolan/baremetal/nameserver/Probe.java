package io.portolan.baremetal.nameserver;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.portolan.baremetal.nameserver.DnsHealthCheck.Protocol;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Looks once whether a check's target answers. */
final class Probe {
    private final DnsHealthCheck check;
    private final InetSocketAddress target;
    private final String host;
    private final @Nullable SslContext tls;

    Probe(DnsHealthCheck check) {
        this.check = check;
        this.target = target(check);
        this.host = check.hostName().endsWith(".")
                ? check.hostName().substring(0, check.hostName().length() - 1)
                : check.hostName();
        this.tls = check.protocol() == Protocol.HTTPS ? trusting() : null;
    }

    /** Whether the target answered, and what was found in words. */
    record Result(boolean success, String words) {}

    /** Looks, and tells {@code then} once, on {@code loop}. */
    void run(EventLoop loop, Consumer<Result> then) {
        Promise<Result> result = loop.newPromise();
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new Pipeline(result))
                .connect(target);
        long most = check.timeout().toMillis();
        Future<?> deadline = loop.schedule(
                () -> result.trySuccess(new Result(false, "no answer in " + most + " ms")),
                most,
                TimeUnit.MILLISECONDS);
        result.addListener(done -> {
            deadline.cancel(false);
            connecting.cancel(false);
            connecting.channel().close();
            then.accept(result.getNow());
        });
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                result.trySuccess(new Result(false, words(done.cause())));
            } else if (check.protocol() == Protocol.TCP) {
                result.trySuccess(new Result(true, "connected"));
            }
        });
    }

    private FullHttpRequest request() {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, check.path());
        request.headers()
                .set(HttpHeaderNames.HOST, host)
                .set(HttpHeaderNames.USER_AGENT, "portolan-health-check")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return request;
    }

    private static String words(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static InetSocketAddress target(DnsHealthCheck check) {
        try {
            byte[] address = NetUtil.createByteArrayFromIpAddressString(check.address());
            return new InetSocketAddress(InetAddress.getByAddress(address), check.port());
        } catch (UnknownHostException notReached) {
            throw new IllegalStateException("the builder lets only IP addresses through", notReached);
        }
    }

    private static SslContext trusting() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JVM can't make TLS connections", e);
        }
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final Promise<Result> result;

        private Pipeline(Promise<Result> result) {
            this.result = result;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (check.protocol() == Protocol.TCP) {
                return;
            }
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc(), host, check.port()));
            }
            channel.pipeline().addLast(new HttpClientCodec(), new Exchange(result));
        }
    }

    private final class Exchange extends SimpleChannelInboundHandler<HttpObject> {
        private final Promise<Result> result;

        private Exchange(Promise<Result> result) {
            this.result = result;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(request());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse response) {
                int status = response.status().code();
                boolean valid = response.decoderResult().isSuccess();
                result.trySuccess(
                        valid
                                ? new Result(status >= 200 && status < 400, "status " + status)
                                : new Result(false, "not an HTTP response"));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            result.trySuccess(new Result(false, "connection closed without an answer"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            result.trySuccess(new Result(false, words(cause)));
        }
    }
}
