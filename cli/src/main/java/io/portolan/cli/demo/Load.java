package io.portolan.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Visitors that ask for the front page all the time, 200 requests a second, and count who answered and what failed. */
final class Load implements AutoCloseable {
    private static final int VISITORS = 4;
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final int REQUESTS_A_CONNECTION = 50;

    private final InetSocketAddress address;
    private final String host;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private volatile boolean stopped;

    private Load(InetSocketAddress address, String host) {
        this.address = address;
        this.host = host;
    }

    static Load start(InetSocketAddress address, String host) {
        Load load = new Load(address, host);
        for (int i = 0; i < VISITORS; i++) {
            Thread thread = new Thread(load::visit, "visitor " + i);
            thread.setDaemon(true);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    private void visit() {
        Visitor visitor = new Visitor(address, host);
        for (int i = 1; !stopped; i++) {
            long next = System.nanoTime() + EVERY.toNanos();
            try {
                Visitor.Answer answer = visitor.get("/");
                count(answer.status() == 200 ? answer.body() : "", "status " + answer.status());
            } catch (IOException e) {
                count("", e.toString());
            }
            if (i % REQUESTS_A_CONNECTION == 0) {
                visitor.close();
            }
            LockSupport.parkNanos(next - System.nanoTime());
        }
        visitor.close();
    }

    private synchronized void count(String colour, String failure) {
        if (colour.isEmpty()) {
            failures.add(failure);
        } else {
            answers.merge(colour, 1, Integer::sum);
        }
    }

    /** What has been answered since the last time this was asked. */
    synchronized Tally take() {
        Tally tally = new Tally(Map.copyOf(answers), List.copyOf(failures));
        answers.clear();
        failures.clear();
        return tally;
    }

    /** Waits until so many requests have been answered, and takes them. */
    Tally take(int requests, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (total() < requests && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return take();
    }

    private synchronized int total() {
        return answers.values().stream().mapToInt(Integer::intValue).sum() + failures.size();
    }

    /** Who answered how often, and what failed. */
    record Tally(Map<String, Integer> answers, List<String> failures) {
        int total() {
            return answers.values().stream().mapToInt(Integer::intValue).sum() + failures.size();
        }

        int of(String colour) {
            return answers.getOrDefault(colour, 0);
        }

        double share(String colour) {
            return total() == 0 ? 0 : 100.0 * of(colour) / total();
        }
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
