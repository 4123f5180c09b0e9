package io.portolan.testkit.conformance;

import io.portolan.engine.state.StateStore;
import io.portolan.model.Secret;
import java.util.List;
import java.util.function.Predicate;

/** A journal that loses lines, or an engine that does not look at its epoch: parts of the engine that break a law. */
final class BrokenStore implements StateStore {
    private final StateStore store;
    private final Predicate<String> kept;
    private final boolean ignoresEpoch;

    private BrokenStore(StateStore store, Predicate<String> kept, boolean ignoresEpoch) {
        this.store = store;
        this.kept = kept;
        this.ignoresEpoch = ignoresEpoch;
    }

    /** Facts of this type are not written. */
    static BrokenStore losing(StateStore store, String type) {
        return new BrokenStore(store, line -> !line.contains("\"t\":\"" + type + "\""), false);
    }

    /** Whoever has opened a session may write for ever. */
    static BrokenStore withoutEpoch(StateStore store) {
        return new BrokenStore(store, line -> true, true);
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
                if (!ignoresEpoch || session.isCurrent()) {
                    session.append(lines.stream().filter(kept).toList(), durable);
                }
            }

            @Override
            public void replace(List<String> lines) {
                session.replace(lines);
            }

            @Override
            public boolean isCurrent() {
                return ignoresEpoch || session.isCurrent();
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
