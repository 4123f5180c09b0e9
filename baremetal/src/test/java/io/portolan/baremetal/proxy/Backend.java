package io.portolan.baremetal.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that hands each connection to a function on a thread of its own. */
final class Backend implements AutoCloseable {
    private final ServerSocket server;
    private final Session session;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private Backend(InetSocketAddress address, Session session) throws IOException {
        this.session = session;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(address, 1_024);
        Thread thread = new Thread(this::accept, "backend " + server.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    /** What is done with one connection; it is closed afterwards. */
    interface Session {
        void serve(Wire wire) throws IOException;
    }

    static Backend start(Session session) throws IOException {
        return at(new InetSocketAddress("127.0.0.1", 0), session);
    }

    static Backend at(InetSocketAddress address, Session session) throws IOException {
        return new Backend(address, session);
    }

    /** Answers every HTTP request with 200 and a text, and keeps connections. */
    static Backend answering(String text) throws IOException {
        return start(HttpSession.answering(request -> text));
    }

    /** An address where nobody listens. */
    static InetSocketAddress nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }

    /** Connections so far. */
    int accepted() {
        return accepted.get();
    }

    /** Connections that are open now. */
    int open() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                accepted.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "session " + server.getLocalPort());
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            session.serve(new Wire(socket));
        } catch (IOException e) {
            // The proxy or the test has closed the connection: the session is over, whoever looks at it asserts on the
            // other side.
            open.remove(socket);
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /** Refuses new connections and cuts the open ones. */
    void stop() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
