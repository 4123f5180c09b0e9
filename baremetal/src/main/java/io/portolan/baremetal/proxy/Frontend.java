package io.portolan.baremetal.proxy;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SniHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A frontend as it lives. Its connections outlast changes: each request looks at what is served now. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Frontend {
    private static final int MAX_CLIENT_HELLO = 16 * 1024;
    private static final long HELLO_MILLIS = 10_000;
    private static final Duration DRAIN_WITHOUT_POOL = Duration.ofSeconds(5);

    private final String name;
    private final Loops loops;
    private final Meter meter = new Meter();
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private volatile Serving serving;
    private volatile boolean retired;
    private volatile InetSocketAddress address;
    private @Nullable Future<?> deadline;

    Frontend(String name, Loops loops, InetSocketAddress address, Serving serving) {
        this.name = name;
        this.address = address;
        this.loops = loops;
        this.serving = serving;
    }

    Meter meter() {
        return meter;
    }

    Serving serving() {
        return serving;
    }

    long idleNanos() {
        return serving.idleNanos();
    }

    /** Whether a connection that was accepted for a protocol may go on for another request. */
    boolean keeps(FrontendConfig.Protocol protocol) {
        return !retired && serving.protocol() == protocol;
    }

    /** Only one thread at a time changes a frontend. */
    void serve(Serving next) {
        serving = next;
        retired = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    void boundTo(InetSocketAddress address) {
        this.address = address;
    }

    /** Lets connections end with their next answer, and cuts what is left after the longest drain timeout of its pools. */
    void retire() {
        if (retired) {
            return;
        }
        retired = true;
        Duration timeout = serving.router().pools().stream()
                .map(pool -> pool.config().drainTimeout())
                .max(Duration::compareTo)
                .orElse(DRAIN_WITHOUT_POOL);
        deadline = loops.next().schedule(this::cut, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void cut() {
        if (retired) {
            connections.forEach(Channel::close);
        }
    }

    boolean drained() {
        return retired && connections.isEmpty();
    }

    /** Takes a connection that was just accepted, on its loop. */
    void accept(SocketChannel channel) {
        Serving now = serving;
        InetSocketAddress client = channel.remoteAddress();
        if (client == null || !now.sourceRanges().contains(client.getAddress())) {
            channel.close();
            return;
        }
        connections.add(channel);
        meter.entered();
        channel.closeFuture().addListener(closed -> {
            connections.remove(channel);
            meter.left();
        });
        if (now.certificates() != null) {
            channel.pipeline().addLast(new SniHandler(now.certificates(), MAX_CLIENT_HELLO, HELLO_MILLIS));
        }
        if (now.protocol().http()) {
            HttpConnection.install(this, loops, channel, now.protocol());
        } else {
            channel.pipeline()
                    .addLast(new TcpConnection(this, channel, now.protocol().secure()));
        }
    }

    ProxyStatus.Frontend read() {
        return new ProxyStatus.Frontend(name, address, meter.read());
    }

    /** What a frontend does with connections and requests, as a whole. */
    record Serving(
            FrontendConfig.Protocol protocol,
            Router router,
            @Nullable Certificates certificates,
            SourceRanges sourceRanges,
            long idleNanos) {}
}
