package io.portolan.testkit.proxy;

import static java.util.Objects.requireNonNull;

import io.portolan.spi.NativeCall;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An HTTP/1.1 proxy on the loopback between clients and one server: it counts calls, delays them, and makes the faults of a {@link FaultPlan} what they
 * are in life.
 *
 * <ul>
 *   <li>{@code NOT_SENT}: the connection is cut before the server hears of the call
 *   <li>{@code ANSWER_LOST}, {@code TIMEOUT}: the server has done it, then the connection is cut
 *   <li>{@code THROTTLED}, {@code CONFLICT}: answered in the server's place, as {@link Builder#answer} says
 *   <li>{@code STALE_READ}: an earlier answer to the same read, at most as old as {@link Builder#staleness}; where there is none, the call passes
 *   <li>others do not happen here
 * </ul>
 *
 * <p>Calls are numbered as they arrive, so that with several connections a seed gives the same faults to the same numbers, not to the same calls. At
 * most 256 connections; requests of a connection one after the other.
 */
public final class LossyProxy implements AutoCloseable {
    private static final int CONNECTIONS = 256;

    private final ProxyExchange exchange;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LossyProxy(ProxyExchange exchange, ServerSocket server) {
        this.exchange = exchange;
        this.server = server;
    }

    /** A builder of a proxy to this server, an {@code http} address. */
    public static Builder to(URI server) {
        return new Builder(server);
    }

    /** Where clients reach the server through this proxy. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Every call so far whose end is known, by number. */
    public List<ProxyCall> calls() {
        return exchange.calls();
    }

    /** How many connections ended in the midst of a message: their clients have gone, or were cut off. */
    public int aborted() {
        return exchange.aborted();
    }

    /** Forgets the calls so far; numbers and faults go on. */
    public void forget() {
        exchange.forget();
    }

    /** From now on nothing goes wrong any more; delays stay. */
    public void quiet() {
        exchange.quiet();
    }

    /**
     * Writes the calls as CSV: number, milliseconds from the start, call, nature, fault, status, milliseconds until the end.
     *
     * @throws IOException when the file can't be written
     */
    public void write(Path csv) throws IOException {
        List<String> lines = new ArrayList<>(List.of("number,at_ms,call,nature,fault,status,took_ms"));
        calls().forEach(call -> lines.add(call.csv()));
        Files.write(csv, lines);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                if (open.size() > CONNECTIONS) {
                    end(client);
                } else {
                    daemon("proxy " + client.getPort(), () -> serve(client));
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try {
            client.setTcpNoDelay(true);
            exchange.serve(client);
        } catch (IOException e) {
            // The client, a killed process for one, has gone: there is nobody to be told.
            exchange.broken();
        } finally {
            end(client);
        }
    }

    private void end(Socket client) {
        open.remove(client);
        try {
            client.close();
        } catch (IOException e) {
            exchange.broken();
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends every connection. */
    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(this::end);
    }

    /** Builds a {@link LossyProxy}. */
    public static final class Builder {
        final URI server;
        Function<ProxyRequest, NativeCall> naming = Builder::plain;
        FaultPlan plan = FaultPlan.none();
        Duration delay = Duration.ZERO;
        Duration jitter = Duration.ZERO;
        Duration staleness = Duration.ofSeconds(10);
        final Map<Fault, Function<ProxyRequest, ProxyAnswer>> answers = new EnumMap<>(Fault.class);

        private Builder(URI server) {
            if (!"http".equals(server.getScheme()) || server.getPort() < 0) {
                throw new IllegalArgumentException("a server is http://host:port, not " + server);
            }
            this.server = server;
            answer(Fault.THROTTLED, request -> ProxyAnswer.of(429, ""));
            answer(Fault.CONFLICT, request -> ProxyAnswer.of(409, ""));
        }

        private static NativeCall plain(ProxyRequest request) {
            boolean read = request.method().equals("GET") || request.method().equals("HEAD");
            String path = request.target().split("\\?")[0];
            return read ? NativeCall.read("GET " + path) : NativeCall.write(request.method() + " " + path);
        }

        /** What a request is called, and whether it reads; without this by method and path, and GET and HEAD read. */
        public Builder naming(Function<ProxyRequest, NativeCall> value) {
            naming = requireNonNull(value, "value");
            return this;
        }

        /** What goes wrong. */
        public Builder faults(FaultPlan value) {
            plan = requireNonNull(value, "value");
            return this;
        }

        /** How long every call is held up before anything else happens to it. */
        public Builder delay(Duration value) {
            delay = requireNonNull(value, "value");
            return this;
        }

        /** By how much a call is held up in addition, at most; drawn evenly by the call's number. */
        public Builder jitter(Duration most) {
            jitter = requireNonNull(most, "most");
            return this;
        }

        /** How old a stale answer may be; ten seconds without this. */
        public Builder staleness(Duration most) {
            staleness = requireNonNull(most, "most");
            return this;
        }

        /** What a call that is THROTTLED, or CONFLICT, is answered: in the words of the server. Without this 429 and 409 with nothing in them. */
        public Builder answer(Fault fault, Function<ProxyRequest, ProxyAnswer> value) {
            if (fault != Fault.THROTTLED && fault != Fault.CONFLICT) {
                throw new IllegalArgumentException(fault + " has no answer");
            }
            answers.put(fault, requireNonNull(value, "value"));
            return this;
        }

        /**
         * Takes a port and begins.
         *
         * @throws IOException when there is no port
         */
        public LossyProxy start() throws IOException {
            ServerSocket socket = new ServerSocket(0, CONNECTIONS, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            LossyProxy proxy = new LossyProxy(new ProxyExchange(this), socket);
            daemon("proxy " + socket.getLocalPort(), proxy::accept);
            return proxy;
        }
    }
}
