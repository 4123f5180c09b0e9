package io.portolan.testkit.conformance;

import io.portolan.Code;
import io.portolan.PortolanException;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import io.portolan.testkit.fault.Killed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sees every native call of one engine, and causes trouble where a rule wants some. Safe for use by several threads. */
final class Tap implements UnaryOperator<Wire> {
    /** In what the engine was when a call was made. */
    enum Phase {
        /** In no driver: a step's own call, or a poll. */
        RUNNING,
        /** In {@code observe} or {@code health}. */
        OBSERVING,
        /** In what has to be pure: plan, check, claims, output, view. */
        PURE
    }

    /** One call and its end. */
    record Entry(NativeCall call, Phase phase, @Nullable Code failure) {
        boolean isWrite() {
            return call.isWrite();
        }

        String name() {
            return call.name();
        }
    }

    private final ThreadLocal<Phase> phase = ThreadLocal.withInitial(() -> Phase.RUNNING);
    private final List<Entry> entries = new ArrayList<>();
    private volatile Trouble trouble = Trouble.NONE;
    private boolean dead;

    /** From now on this happens. */
    void trouble(Trouble what) {
        trouble = what;
    }

    Trouble trouble() {
        return trouble;
    }

    /** Runs something in a phase. */
    <T> T in(Phase what, java.util.function.Supplier<T> work) {
        Phase before = phase.get();
        phase.set(what);
        try {
            return work.get();
        } finally {
            phase.set(before);
        }
    }

    /** A process that was killed does nothing any more, whatever its code still wants. */
    synchronized void kill() {
        dead = true;
    }

    synchronized void checkAlive() {
        if (dead) {
            throw new Killed("already");
        }
    }

    @Override
    public Wire apply(Wire inner) {
        return new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                return Tap.this.call(inner, call, exchange);
            }
        };
    }

    @SuppressWarnings("unchecked") // a trouble answers with an earlier answer of the same call
    private <R> R call(Wire inner, NativeCall call, Wire.Exchange<R> exchange) {
        checkAlive();
        try {
            trouble.before(call);
            R answer = inner.call(call, exchange);
            Object seen = trouble.after(call, answer);
            note(call, null);
            return (R) seen;
        } catch (PortolanException e) {
            note(call, e.code());
            throw e;
        }
    }

    private synchronized void note(NativeCall call, @Nullable Code failure) {
        entries.add(new Entry(call, phase.get(), failure));
    }

    /** Every call so far. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized List<Entry> writes() {
        return entries.stream().filter(Entry::isWrite).toList();
    }

    /** The writes that succeeded, by name and in order. */
    List<String> written() {
        return writes().stream()
                .filter(e -> e.failure() == null)
                .map(Entry::name)
                .toList();
    }

    synchronized long reads() {
        return entries.stream().filter(e -> !e.isWrite()).count();
    }

    /** Forgets the calls so far. */
    synchronized void clear() {
        entries.clear();
    }
}
