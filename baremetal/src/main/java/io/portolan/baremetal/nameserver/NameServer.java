package io.portolan.baremetal.nameserver;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

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
    private NameServer() {}

    /** A server at {@code address}, on a port from the operating system, that takes no update. */
    public static Builder builder(InetAddress address) {
        return new Builder(requireNonNull(address, "address"));
    }

    /**
     * Serves {@code config} from now on; questions are answered by the old or by the new one, never by a mixture. Health is kept for
     * checks that are in both.
     *
     * @throws InvalidConfigException with every problem; the old configuration stays
     */
    public void replace(ServerConfig config) {
        throw new UnsupportedOperationException("serving is not there yet");
    }

    /** What is served, how healthy it is, and how much was asked. */
    public ServerStatus status() {
        throw new UnsupportedOperationException("serving is not there yet");
    }

    /** Stops answering and frees the port. An update in the store's hands is awaited, at most 5 s. Repeatable. */
    @Override
    public void close() {}

    /** Starts a {@link NameServer}; not safe for use by several threads. */
    public static final class Builder {
        private final InetAddress address;
        private int port;
        private ZoneStore store = ZoneStore.READ_ONLY;
        private RandomGenerator random = new Random();
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
            connections = most;
            return this;
        }

        /** A TCP connection without a complete request for so long is closed; 30 s where it is not set. */
        public Builder idle(Duration value) {
            idle = requireNonNull(value, "idle");
            return this;
        }

        /** @throws java.io.UncheckedIOException where the address or port can't be bound */
        public NameServer start() {
            throw new UnsupportedOperationException(
                    "serving is not there yet: " + address + port + store + random + connections + idle);
        }
    }
}
