package io.portolan.cli.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A tiny web server that answers every request with its colour; at one address and several ports. */
final class Backend {
    private final String colour;
    private final String address;
    private final int[] ports;
    private final List<HttpServer> servers = new ArrayList<>();
    private ExecutorService threads = Executors.newCachedThreadPool(Backend::daemon);

    Backend(String colour, String address, int... ports) {
        this.colour = colour;
        this.address = address;
        this.ports = ports.clone();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "backend");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to answer; the same after {@link #stop()}. */
    void start() {
        if (threads.isShutdown()) {
            threads = Executors.newCachedThreadPool(Backend::daemon);
        }
        byte[] body = (colour + "\n").getBytes(StandardCharsets.UTF_8);
        for (int port : ports) {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
                server.setExecutor(threads);
                server.createContext("/", exchange -> {
                    exchange.sendResponseHeaders(200, body.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
                server.start();
                servers.add(server);
            } catch (IOException e) {
                stop();
                throw new UncheckedIOException("can't listen at " + address + ":" + port, e);
            }
        }
    }

    /** Dies at once: connections are cut, nothing listens any more. */
    void stop() {
        servers.forEach(server -> server.stop(0));
        servers.clear();
        threads.shutdownNow();
    }

    String colour() {
        return colour;
    }

    @Override
    public String toString() {
        return colour + " " + address + ":" + ports[0];
    }
}
