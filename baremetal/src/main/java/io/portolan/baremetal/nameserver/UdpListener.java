package io.portolan.baremetal.nameserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers over UDP, on a few threads that share one socket. */
final class UdpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);
    private static final int RECEIVE_BUFFER = 1 << 20;

    /** The largest datagram there can be: a longer one must not be cut and then be taken for a whole one. */
    private static final int MAX_DATAGRAM = 65_535;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final Counters counters;
    private final List<Thread> threads = new ArrayList<>();

    private UdpListener(DatagramChannel channel, Counters counters) throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.counters = counters;
    }

    static UdpListener bind(InetSocketAddress address, Counters counters) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            return new UdpListener(channel.bind(address), counters);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    void start(int count, Supplier<RequestHandler> handlers) {
        for (int i = 0; i < count; i++) {
            RequestHandler handler = handlers.get();
            Thread thread =
                    new Thread(() -> serve(handler), "dns-udp-" + address().getPort() + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(RequestHandler handler) {
        ByteBuffer received = ByteBuffer.allocateDirect(MAX_DATAGRAM);
        ByteBuffer sent = ByteBuffer.allocateDirect(MAX_DATAGRAM);
        byte[] packet = new byte[MAX_DATAGRAM];
        while (channel.isOpen()) {
            try {
                received.clear();
                SocketAddress client = channel.receive(received);
                int length = received.flip().remaining();
                received.get(packet, 0, length);
                int answer = handler.handle(
                        packet,
                        length,
                        false,
                        messages -> messages.forEachRemaining(message -> send(ByteBuffer.wrap(message), client)));
                if (answer > 0) {
                    send(sent.clear().put(handler.answer(), 0, answer).flip(), client);
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.debug("a datagram was lost", e);
            }
        }
    }

    private void send(ByteBuffer message, SocketAddress client) {
        try {
            channel.send(message, client);
        } catch (IOException e) {
            counters.dropped.increment();
            LOG.debug("an answer could not be sent to {}", client, e);
        }
    }
}
