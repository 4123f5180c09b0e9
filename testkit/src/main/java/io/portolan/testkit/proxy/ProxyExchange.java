package io.portolan.testkit.proxy;

import static java.util.Objects.requireNonNull;

import io.portolan.spi.NativeCall;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to the requests of the connections: numbers, delays, faults, the log. Used by many threads. */
final class ProxyExchange {
    private static final int TIMEOUT = 120_000;

    private record Seen(HttpMessage answer, long at) {}

    private record Asked(NativeCall call, String target, String body) {}

    private final URI server;
    private final Function<ProxyRequest, NativeCall> naming;
    private final Map<Fault, Function<ProxyRequest, ProxyAnswer>> refusals;
    private final Duration delay;
    private final Duration jitter;
    private final Duration staleness;
    private final long start = System.nanoTime();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final List<ProxyCall> calls = new ArrayList<>();
    private final Map<Asked, Seen> answers = new HashMap<>();
    private volatile FaultPlan plan;

    ProxyExchange(LossyProxy.Builder settings) {
        this.server = settings.server;
        this.naming = settings.naming;
        this.refusals = Map.copyOf(settings.answers);
        this.delay = settings.delay;
        this.jitter = settings.jitter;
        this.staleness = settings.staleness;
        this.plan = settings.plan;
    }

    void quiet() {
        plan = FaultPlan.none();
    }

    int aborted() {
        return broken.get();
    }

    void broken() {
        broken.incrementAndGet();
    }

    synchronized List<ProxyCall> calls() {
        List<ProxyCall> ordered = new ArrayList<>(calls);
        ordered.sort(Comparator.comparingInt(ProxyCall::number));
        return List.copyOf(ordered);
    }

    synchronized void forget() {
        calls.clear();
    }

    /** Until the client goes, or is cut off. */
    void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        Optional<HttpMessage> request = HttpMessage.request(in);
        while (request.isPresent()) {
            Optional<HttpMessage> answer = answer(request.get());
            if (answer.isEmpty()) {
                return;
            }
            out.write(answer.get().hop("keep-alive").bytes());
            out.flush();
            request = HttpMessage.request(in);
        }
    }

    /** The answer that the client gets; empty: none, and its connection is cut. */
    private Optional<HttpMessage> answer(HttpMessage message) {
        long arrived = System.nanoTime();
        int number = numbers.incrementAndGet();
        ProxyRequest request = new ProxyRequest(message);
        NativeCall call = naming.apply(request);
        @Nullable Fault fault = plan.of(number, call.isWrite()).orElse(null);
        hold(number);
        Asked asked = new Asked(call, request.target(), request.body());
        @Nullable HttpMessage stale = fault == Fault.STALE_READ ? stale(asked) : null;
        if (fault == Fault.STALE_READ && stale == null) {
            fault = null;
        }
        @Nullable HttpMessage answer;
        if (stale != null) {
            answer = stale;
        } else if (fault == Fault.NOT_SENT || fault == Fault.READ_FAILS) {
            answer = null;
        } else if (fault == Fault.THROTTLED || fault == Fault.CONFLICT) {
            answer = requireNonNull(refusals.get(fault), "a refusal")
                    .apply(request)
                    .message();
        } else {
            HttpMessage given = ask(message, asked);
            answer = fault == Fault.ANSWER_LOST || fault == Fault.TIMEOUT ? null : given;
        }
        note(number, arrived, call, fault, answer == null ? 0 : answer.status());
        return Optional.ofNullable(answer);
    }

    private void hold(int number) {
        long nanos = delay.toNanos();
        long most = jitter.toNanos();
        if (most > 0) {
            nanos += new SplittableRandom(number * 7_919L).nextLong(most);
        }
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized @Nullable HttpMessage stale(Asked asked) {
        Seen seen = answers.get(asked);
        return seen == null || System.nanoTime() - seen.at > staleness.toNanos() ? null : seen.answer;
    }

    private synchronized void note(int number, long arrived, NativeCall call, @Nullable Fault fault, int status) {
        Duration took = Duration.ofNanos(System.nanoTime() - arrived);
        calls.add(new ProxyCall(number, Duration.ofNanos(arrived - start), call, fault, status, took));
    }

    private HttpMessage ask(HttpMessage request, Asked asked) {
        long at = System.nanoTime();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT);
            socket.getOutputStream().write(request.hop("close").bytes());
            HttpMessage answer = HttpMessage.answer(new BufferedInputStream(socket.getInputStream()), request.word(0));
            if (!asked.call.isWrite() && answer.status() < 300) {
                keep(asked, new Seen(answer, at));
            }
            return answer;
        } catch (IOException e) {
            return HttpMessage.of("HTTP/1.1 502 -", ("no answer: " + e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized void keep(Asked asked, Seen seen) {
        answers.put(asked, seen);
    }
}
