package io.portolan.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tiny web servers at the addresses of targets where nothing listens. Each answers 200 on every path, so that every health check of HTTP passes,
 * and says its colour and where it is: in the body and in {@value #HEADER}.
 */
public final class Backends implements AutoCloseable {
    /** Who answered. */
    public static final String HEADER = "X-Backend";

    private static final List<String> COLOURS = List.of(
            "red", "green", "blue", "yellow", "cyan", "magenta", "orange", "violet", "brown", "pink", "olive", "teal",
            "grey", "black", "white");

    static {
        // Without this every small answer on a kept connection waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Map<InetSocketAddress, HttpServer> servers = new LinkedHashMap<>();
    private final Map<InetSocketAddress, String> names = new LinkedHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "backend");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts one at each of these where nothing listens and something can.
     *
     * @return those that were started now, with their names
     */
    public synchronized Map<InetSocketAddress, String> start(Collection<InetSocketAddress> addresses)
            throws IOException {
        Map<InetSocketAddress, String> started = new LinkedHashMap<>();
        for (InetSocketAddress address : addresses) {
            if (!servers.containsKey(address) && address.getAddress().isLoopbackAddress() && start(address)) {
                started.put(address, names.getOrDefault(address, ""));
            }
        }
        return started;
    }

    private boolean start(InetSocketAddress address) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, 1024);
        } catch (BindException e) {
            return false;
        } catch (SocketException e) {
            throw new IOException("can't listen at " + address, e);
        }
        String name = names.computeIfAbsent(address, a -> COLOURS.get(names.size() % COLOURS.size()));
        byte[] body = (name + " " + address.getAddress().getHostAddress() + ":" + address.getPort() + "\n")
                .getBytes(StandardCharsets.UTF_8);
        server.setExecutor(executor);
        server.createContext("/", exchange -> answer(exchange, name, body));
        server.start();
        servers.put(address, server);
        return true;
    }

    private static void answer(HttpExchange exchange, String name, byte[] body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.getResponseHeaders().set(HEADER, name);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /** The names by address, of those that run and those that were stopped. */
    public synchronized Map<InetSocketAddress, String> names() {
        return new LinkedHashMap<>(names);
    }

    /** Ends one at once, as if its machine had died: connections are cut. One that does not run is left alone. */
    public synchronized void stop(InetSocketAddress address) {
        HttpServer server = servers.remove(address);
        if (server != null) {
            server.stop(0);
        }
    }

    /** Ends all. */
    @Override
    public synchronized void close() {
        List.copyOf(servers.keySet()).forEach(this::stop);
        executor.shutdownNow();
    }
}
