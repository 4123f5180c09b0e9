package io.portolan.baremetal.embedded.kill;

import io.portolan.Outcome;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Secret;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An apply in a process of its own. Prints {@code FIRST} before its first write is sent, {@code LAST} when as many writes as expected are
 * answered, {@code AT} when it stands at its boundary and waits there to be killed, {@code HELD} when its last write waits for a byte on
 * standard input, and {@code DONE status}.
 *
 * <p>Arguments: folder, scene, boundary ({@code send}, {@code effect}, {@code answer}, {@code hold} or {@code none}), number of the write,
 * expected writes.
 */
final class ApplyProcess {
    private final String boundary;
    private final int at;
    private final int expected;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    private ApplyProcess(String boundary, int at, int expected) {
        this.boundary = boundary;
        this.at = at;
        this.expected = expected;
    }

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Scene scene = Scene.valueOf(args[1]);
        ApplyProcess process = new ApplyProcess(args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        try (Portolan portolan = Scene.portolan(folder, process.new Watched(Scene.state(folder)), process::wire)) {
            Outcome outcome = portolan.apply(scene.plan(portolan));
            say("DONE " + outcome.status() + " "
                    + outcome.failures().stream()
                            .map(f -> f.failure().toString())
                            .toList());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void standStill() {
        say("AT");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("it was to be killed, not interrupted", e);
        }
    }

    private static void hold() {
        say("HELD");
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("its parent has gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Wire wire(Wire inner) {
        return new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                if (!call.isWrite()) {
                    return inner.call(call, exchange);
                }
                int number = sent.getAndIncrement();
                if (boundary.equals("answer") && answered.get() > at) {
                    standStill();
                }
                if (number == 0) {
                    say("FIRST");
                }
                if (boundary.equals("send") && number == at) {
                    standStill();
                }
                if (boundary.equals("hold") && number == expected - 1) {
                    hold();
                }
                R answer = inner.call(call, exchange);
                if (boundary.equals("effect") && number == at) {
                    standStill();
                }
                if (answered.incrementAndGet() == expected) {
                    say("LAST");
                }
                return answer;
            }
        };
    }

    /** A store whose first line after the answer of the boundary's write is never written. */
    private final class Watched implements StateStore {
        private final StateStore store;

        Watched(StateStore store) {
            this.store = store;
        }

        @Override
        public Session open(String owner) {
            Session session = store.open(owner);
            return new Session() {
                @Override
                public long epoch() {
                    return session.epoch();
                }

                @Override
                public List<String> lines() {
                    return session.lines();
                }

                @Override
                public void append(List<String> lines, boolean durable) {
                    if (boundary.equals("answer") && answered.get() > at) {
                        standStill();
                    }
                    session.append(lines, durable);
                }

                @Override
                public void replace(List<String> lines) {
                    session.replace(lines);
                }

                @Override
                public boolean isCurrent() {
                    return session.isCurrent();
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }

        @Override
        public List<String> read(String owner) {
            return store.read(owner);
        }

        @Override
        public List<String> owners() {
            return store.owners();
        }

        @Override
        public Secret digestKey() {
            return store.digestKey();
        }
    }
}
