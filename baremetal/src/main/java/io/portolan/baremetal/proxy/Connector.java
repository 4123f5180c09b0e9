package io.portolan.baremetal.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Opens connections to targets, on the loop of the client that needs one. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Connector {
    private Connector() {}

    /**
     * Connects. The future is done on the loop, whatever happens: Netty itself tells of a socket that could not even be made on a
     * thread of its own.
     *
     * @param options what the channel needs to be before it connects
     */
    static Future<SocketChannel> open(
            EventLoop loop, SocketAddress address, Duration timeout, Consumer<SocketChannelConfig> options) {
        Promise<SocketChannel> opened = loop.newPromise();
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channelFactory(NioSocketChannel::new)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE))
                .disableResolver()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        options.accept(channel.config());
                    }
                })
                .connect(address);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                opened.tryFailure(done.cause());
            } else if (!opened.trySuccess((SocketChannel) connecting.channel())) {
                connecting.channel().close();
            }
        });
        return opened;
    }

    /** Whether a failed connection says something about the target, and not about this machine's ports or descriptors. */
    static boolean blames(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof NoRouteToHostException;
    }

    /** Tells the target who the client is, in front of everything else. The channel must just have been connected. */
    static void introduce(
            SocketChannel target, PoolConfig.ProxyProtocol version, InetSocketAddress client, InetSocketAddress local) {
        boolean v4 = client.getAddress() instanceof Inet4Address && local.getAddress() instanceof Inet4Address;
        write(
                target,
                new HAProxyMessage(
                        version(version),
                        HAProxyCommand.PROXY,
                        v4 ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                        host(client, v4),
                        host(local, v4),
                        client.getPort(),
                        local.getPort()));
    }

    /** Tells the target that the connection is the proxy's own, as for a probe. */
    static void introduceSelf(SocketChannel target, PoolConfig.ProxyProtocol version) {
        boolean v1 = version == PoolConfig.ProxyProtocol.V1;
        write(
                target,
                new HAProxyMessage(
                        version(version),
                        v1 ? HAProxyCommand.PROXY : HAProxyCommand.LOCAL,
                        HAProxyProxiedProtocol.UNKNOWN,
                        null,
                        null,
                        0,
                        0));
    }

    private static void write(SocketChannel target, HAProxyMessage header) {
        target.pipeline().addFirst(HAProxyMessageEncoder.INSTANCE);
        target.write(header);
        target.pipeline().remove(HAProxyMessageEncoder.INSTANCE);
    }

    private static HAProxyProtocolVersion version(PoolConfig.ProxyProtocol version) {
        return version == PoolConfig.ProxyProtocol.V1 ? HAProxyProtocolVersion.V1 : HAProxyProtocolVersion.V2;
    }

    private static String host(InetSocketAddress address, boolean v4) {
        String host = address.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        return !v4 && address.getAddress() instanceof Inet4Address ? "::ffff:" + plain : plain;
    }
}
