package io.portolan.baremetal.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * HTTPS clients that ask again as soon as they are answered. Each keeps a connection for some requests, or until it is told to close,
 * and then makes a new one. They speak to an address that may be changed while they run.
 */
final class Load implements AutoCloseable {
    private static final int REQUESTS_PER_CONNECTION = 25;

    private final List<CompletableFuture<Void>> clients = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicLong epoch = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong closes = new AtomicLong();
    private volatile InetSocketAddress address;
    private volatile Certificate shown;
    private volatile boolean stopped;

    Load(int clients, InetSocketAddress address, Certificate shown) {
        this.address = address;
        this.shown = shown;
        for (int i = 0; i < clients; i++) {
            this.clients.add(CompletableFuture.runAsync(this::run, task -> {
                Thread thread = new Thread(task, "client");
                thread.setDaemon(true);
                thread.start();
            }));
        }
    }

    /** Where new connections go. */
    void address(InetSocketAddress address) {
        this.address = address;
    }

    /** The certificate of the last handshake. */
    Certificate shown() {
        return shown;
    }

    long requests() {
        return requests.get();
    }

    /** How many connections ended because an answer said so. */
    long closes() {
        return closes.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Forgets the answers so far, and those to requests that were already sent. */
    void forget() {
        epoch.incrementAndGet();
        answers.clear();
    }

    /** The answers to requests that were sent since then. */
    List<String> answers() {
        long now = epoch.get();
        return answers.stream()
                .filter(each -> each.epoch() == now)
                .map(Answer::text)
                .toList();
    }

    private record Answer(long epoch, String text) {}

    private void run() {
        while (!stopped) {
            try (Wire wire = TlsClient.to(address, "shop.example")) {
                shown = TlsClient.shown(wire);
                converse(wire);
            } catch (IOException | RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    private void converse(Wire wire) throws IOException {
        for (int i = 0; i < REQUESTS_PER_CONNECTION && !stopped; i++) {
            long sent = epoch.get();
            wire.send(
                    i % 5 == 4
                            ? "POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 4\r\n\r\nbody"
                            : "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
            String answer = wire.readMessage();
            requests.incrementAndGet();
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                failures.add(answer);
            }
            answers.add(new Answer(sent, answer.substring(answer.indexOf("\n\n") + 2)));
            if (Wire.header(answer, "connection").equals("close")) {
                closes.incrementAndGet();
                return;
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        clients.forEach(CompletableFuture::join);
    }
}
