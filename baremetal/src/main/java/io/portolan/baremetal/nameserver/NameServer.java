package io.portolan.baremetal.nameserver;

import static java.util.Objects.requireNonNull;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * An authoritative DNS server on one address and port, over UDP and TCP.
 *
 * <p>It serves what {@link #replace} gave it last, and nothing before that: every question is refused. All methods may be called by
 * any thread.
 *
 * <pre>{@code
 * try (var server = NameServer.builder(InetAddress.getLoopbackAddress()).start()) {
 *     server.replace(new ServerConfig(List.of(ZoneData.builder("example.com.")
 *             .recordSets(List.of(RecordSetData.simple("www.example.com.", "A", Duration.ofMinutes(1), List.of("127.0.0.7"))))
 *             .build()), List.of()));
 *     server.status().address();   // dig @127.0.0.1 -p PORT www.example.com
 * }
 * }</pre>
 */
public final class NameServer implements AutoCloseable {
    private static final int PORT_ATTEMPTS = 20;

    /** So that a signed refusal fits into 512 bytes beside any question. */
    private static final int MAX_KEY_NAME = 100;

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("dns-tcp", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private boolean closed;
    private final Counters counters = new Counters();
    private final HealthChecks checks = new HealthChecks(loop);
    private final Updates updates;
    private final UdpListener udp;
    private final TcpListener tcp;
    private volatile Served served = Served.NOTHING;

    private NameServer(Builder options) throws IOException {
        updates = new Updates(options.store, this::serve, counters);
        Supplier<RequestHandler> handlers = () -> new RequestHandler(
                new Responder(() -> served, options.random), new SpecialRequests(() -> served, updates), counters);
        try {
            Listeners bound = bind(options, handlers.get());
            udp = bound.udp;
            tcp = bound.tcp;
        } catch (IOException e) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
        udp.start(Math.min(2, Runtime.getRuntime().availableProcessors()), handlers);
    }

    /** A server at {@code address}, on a port from the operating system, that takes no update. */
    public static Builder builder(InetAddress address) {
        return new Builder(requireNonNull(address, "address"));
    }

    /**
     * Serves {@code config} from now on; a question is answered by the old or by the new one, never by a mixture. Health is kept for
     * checks that are in both. What did not change since the last call is not parsed again.
     *
     * @throws InvalidConfigException with every problem; the old configuration stays
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized void replace(ServerConfig config) {
        requireNonNull(config, "config");
        if (closed) {
            throw new IllegalStateException("the name server at " + udp.address() + " is closed");
        }
        Set<String> problems = new LinkedHashSet<>();
        HealthChecks.Draft draft = checks.draft();
        Map<WireName.Suffix, Zone> zones = new LinkedHashMap<>();
        for (ZoneData data : config.zones()) {
            Zone zone = compile(data, draft, problems);
            if (zone != null && zones.put(zone.apex().key(), zone) != null) {
                problems.add("zone " + data.apex() + ": is there twice");
            }
        }
        Map<Name, TsigKey> keys = keys(config.keys(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(List.copyOf(problems));
        }
        served = new Served(zones, keys);
        checks.run(draft);
    }

    /** What is served, how healthy it is, and how much was asked. */
    public ServerStatus status() {
        Served now = served;
        Map<String, Long> serials = new LinkedHashMap<>();
        List<ServerStatus.ChoiceHealth> health = new ArrayList<>();
        for (Zone zone : now.zones()) {
            serials.put(zone.origin().canonicalize().toString(), zone.data().serial());
            for (Node node : zone.nodes()) {
                for (AnswerSet set : node.sets()) {
                    for (AnswerSet.Choice choice : set.choices()) {
                        if (!choice.checks().isEmpty()) {
                            health.add(choice.health(set.data()));
                        }
                    }
                }
            }
        }
        return new ServerStatus(udp.address(), serials, health, counters.read());
    }

    /** Stops answering and frees the port. An update in the store's hands is awaited, at most 5 s. Repeatable. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            checks.run(checks.draft());
        }
        try {
            udp.close();
            tcp.close();
            updates.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the name server's UDP socket could not be closed", e);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** Takes what an update made, unless the zone has gone or moved on since. */
    private synchronized void serve(ZoneData updated) {
        List<String> problems = new ArrayList<>();
        Zone before = at(updated.apex());
        if (before == null || !Serials.isNewer(updated.serial(), before.data().serial())) {
            return;
        }
        Zone zone = ZoneCompiler.compile(updated, before, checks.draft(), problems);
        if (zone == null) {
            throw new InvalidConfigException(problems);
        }
        served = served.with(zone);
    }

    private @Nullable Zone compile(ZoneData data, HealthChecks.Draft draft, Set<String> problems) {
        Zone before = at(data.apex());
        if (before != null && before.data().equals(data)) {
            before.keepChecks(draft);
            return before;
        }
        List<String> found = new ArrayList<>();
        Zone zone = ZoneCompiler.compile(data, before, draft, found);
        problems.addAll(found);
        return zone;
    }

    private @Nullable Zone at(String apex) {
        Name name = Values.name(apex, ignored -> {});
        return name == null ? null : served.at(name);
    }

    private static Map<Name, TsigKey> keys(List<TsigKey> keys, Set<String> problems) {
        Map<Name, TsigKey> named = new HashMap<>();
        for (TsigKey key : keys) {
            String absolute = key.name().endsWith(".") ? key.name() : key.name() + ".";
            Name name = Values.name(absolute, text -> problems.add("TSIG key " + text));
            if (name == null) {
                continue;
            }
            if (name.length() > MAX_KEY_NAME) {
                problems.add("TSIG key " + key.name() + ": the name is longer than " + MAX_KEY_NAME + " bytes");
            }
            if (named.put(name, key) != null) {
                problems.add("TSIG key " + key.name() + ": is there twice");
            }
        }
        return named;
    }

    private record Listeners(UdpListener udp, TcpListener tcp) {}

    /** A port from the operating system is free for UDP and may be taken for TCP: then another one is tried. */
    private Listeners bind(Builder options, RequestHandler tcpHandler) throws IOException {
        for (int attempt = 1; ; attempt++) {
            UdpListener bound = UdpListener.bind(new InetSocketAddress(options.address, options.port), counters);
            try {
                TcpListener.Limits limits = new TcpListener.Limits(options.connections, options.idle);
                return new Listeners(bound, new TcpListener(loop, bound.address(), tcpHandler, counters, limits));
            } catch (IOException e) {
                bound.close();
                if (options.port != 0 || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Starts a {@link NameServer}; not safe for use by several threads. */
    public static final class Builder {
        private final InetAddress address;
        private int port;
        private ZoneStore store = ZoneStore.READ_ONLY;
        private Random random = new Random();
        private int connections = 256;
        private Duration idle = Duration.ofSeconds(30);

        private Builder(InetAddress address) {
            this.address = address;
        }

        /** 0, the default, takes one from the operating system that is free for UDP and TCP alike. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Where updates go. */
        public Builder store(ZoneStore value) {
            store = requireNonNull(value, "store");
            return this;
        }

        /** The seed of the draws between weighted choices, for runs that can be repeated; random where it is not set. */
        public Builder seed(long value) {
            random = new Random(value);
            return this;
        }

        /** The most TCP connections at a time; one more closes the one that was idle longest. 256 where it is not set. */
        public Builder connections(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("a server with " + most + " connections can't answer over TCP");
            }
            connections = most;
            return this;
        }

        /** A TCP connection without a complete request for so long is closed; 30 s where it is not set. */
        public Builder idle(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("an idle time of " + value + " closes every connection at once");
            }
            idle = value;
            return this;
        }

        /** @throws java.io.UncheckedIOException where the address or port can't be bound */
        public NameServer start() {
            try {
                return new NameServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException("can't serve DNS at " + address.getHostAddress() + " port " + port, e);
            }
        }
    }
}
