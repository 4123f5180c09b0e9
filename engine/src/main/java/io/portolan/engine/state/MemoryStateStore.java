package io.portolan.engine.state;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A store that lives as long as its process. {@link #breakLock} lets tests take over from a session that was killed. */
public final class MemoryStateStore implements StateStore {
    private static final class Ledger {
        final List<String> lines = new ArrayList<>();
        long epoch;
        boolean locked;
    }

    private final Map<String, Ledger> ledgers = new TreeMap<>();
    private final Secret key = Secret.of(UUID.randomUUID().toString());

    MemoryStateStore() {}

    @Override
    public synchronized Session open(String owner) {
        Ledger ledger = ledgers.computeIfAbsent(owner, o -> new Ledger());
        if (ledger.locked) {
            throw new PortolanException(Failure.of(Code.CONFLICT, "stack " + owner + " is worked on in this process"));
        }
        ledger.locked = true;
        return new MemorySession(ledger, ++ledger.epoch);
    }

    /** Frees the lock of a session that can't close it any more. Its epoch stays too low to write. */
    public synchronized void breakLock(String owner) {
        Ledger ledger = ledgers.get(owner);
        if (ledger != null) {
            ledger.locked = false;
        }
    }

    @Override
    public synchronized List<String> read(String owner) {
        Ledger ledger = ledgers.get(owner);
        return ledger == null ? List.of() : List.copyOf(ledger.lines);
    }

    @Override
    public synchronized List<String> owners() {
        return ledgers.entrySet().stream()
                .filter(e -> !e.getValue().lines.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Secret digestKey() {
        return key;
    }

    private final class MemorySession implements Session {
        private final Ledger ledger;
        private final long epoch;

        MemorySession(Ledger ledger, long epoch) {
            this.ledger = ledger;
            this.epoch = epoch;
        }

        @Override
        public long epoch() {
            return epoch;
        }

        @Override
        public List<String> lines() {
            synchronized (MemoryStateStore.this) {
                return List.copyOf(ledger.lines);
            }
        }

        @Override
        public void append(List<String> lines, boolean durable) {
            synchronized (MemoryStateStore.this) {
                check();
                ledger.lines.addAll(lines);
            }
        }

        @Override
        public void replace(List<String> lines) {
            synchronized (MemoryStateStore.this) {
                check();
                ledger.lines.clear();
                ledger.lines.addAll(lines);
            }
        }

        private void check() {
            if (!isCurrent()) {
                throw new PortolanException(Failure.of(Code.FENCED, "a later session of this stack has begun"));
            }
        }

        @Override
        public boolean isCurrent() {
            synchronized (MemoryStateStore.this) {
                return ledger.locked && ledger.epoch == epoch;
            }
        }

        @Override
        public void close() {
            synchronized (MemoryStateStore.this) {
                if (ledger.epoch == epoch) {
                    ledger.locked = false;
                }
            }
        }
    }
}
