package io.portolan.testkit.kill;

import static java.util.Objects.requireNonNull;

import io.portolan.engine.state.StateStore;
import io.portolan.model.Secret;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a process that applies waits to be killed. It says on standard output how far it is, for a {@link ChildProcess} to read: {@link #FIRST} before
 * its first write is sent, {@link #LAST} when as many writes as expected are answered, {@link #AT} when it stands at its boundary and stays there,
 * {@link #HELD} when its last write waits for a byte on standard input.
 */
public final class KillPoint {
    /** Where the process stands still, or not. */
    public enum Boundary {
        /** Before a write is sent. */
        SEND,
        /** When the provider has done it, and the engine has no answer yet. */
        EFFECT,
        /** When the engine has the answer, and its journal not. */
        ANSWER,
        /** Its last write waits to be let go on. */
        HOLD,
        /** Nowhere. */
        NONE
    }

    /** Its first write is about to be sent. */
    public static final String FIRST = "FIRST";
    /** Its last write is answered. */
    public static final String LAST = "LAST";
    /** It stands at its boundary. */
    public static final String AT = "AT";
    /** Its last write waits. */
    public static final String HELD = "HELD";

    private final Boundary boundary;
    private final int at;
    private final int expected;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    private KillPoint(Boundary boundary, int at, int expected) {
        this.boundary = requireNonNull(boundary, "boundary");
        this.at = at;
        this.expected = expected;
    }

    /**
     * A point in a process.
     *
     * @param at the number of the write that the boundary belongs to, from 0
     * @param expected how many writes the plan has
     */
    public static KillPoint of(Boundary boundary, int at, int expected) {
        return new KillPoint(boundary, at, expected);
    }

    /** Prints a line at once. */
    public static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void standStill() {
        say(AT);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("it was to be killed, not interrupted", e);
        }
    }

    private static void hold() {
        say(HELD);
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("its parent has gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A wire with this point in it. */
    public Wire wire(Wire inner) {
        return new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                return call.isWrite() ? write(inner, call, exchange) : inner.call(call, exchange);
            }
        };
    }

    private <R> R write(Wire inner, NativeCall call, Wire.Exchange<R> exchange) {
        int number = sent.getAndIncrement();
        if (boundary == Boundary.ANSWER && answered.get() > at) {
            standStill();
        }
        if (number == 0) {
            say(FIRST);
        }
        if (boundary == Boundary.SEND && number == at) {
            standStill();
        }
        if (boundary == Boundary.HOLD && number == expected - 1) {
            hold();
        }
        R answer = inner.call(call, exchange);
        if (boundary == Boundary.EFFECT && answered.get() >= at) {
            standStill();
        }
        if (answered.incrementAndGet() == expected) {
            say(LAST);
        }
        return answer;
    }

    /** A store whose first line after the answer of the boundary's write is never written. */
    public StateStore store(StateStore inner) {
        return new StateStore() {
            @Override
            public Session open(String owner) {
                return session(inner.open(owner));
            }

            @Override
            public List<String> read(String owner) {
                return inner.read(owner);
            }

            @Override
            public List<String> owners() {
                return inner.owners();
            }

            @Override
            public Secret digestKey() {
                return inner.digestKey();
            }
        };
    }

    private StateStore.Session session(StateStore.Session inner) {
        return new StateStore.Session() {
            @Override
            public long epoch() {
                return inner.epoch();
            }

            @Override
            public List<String> lines() {
                return inner.lines();
            }

            @Override
            public void append(List<String> lines, boolean durable) {
                if (boundary == Boundary.ANSWER && answered.get() > at) {
                    standStill();
                }
                inner.append(lines, durable);
            }

            @Override
            public void replace(List<String> lines) {
                inner.replace(lines);
            }

            @Override
            public boolean isCurrent() {
                return inner.isCurrent();
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }
}
