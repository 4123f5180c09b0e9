package io.portolan.testkit.conformance;

import io.portolan.engine.state.StateStore;
import io.portolan.model.Secret;
import java.util.List;

/** A store in which the tap's trouble happens too. */
final class TroubledStore implements StateStore {
    private final StateStore store;
    private final Tap tap;

    TroubledStore(StateStore store, Tap tap) {
        this.store = store;
        this.tap = tap;
    }

    @Override
    public Session open(String owner) {
        tap.checkAlive();
        return new TroubledSession(store.open(owner));
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

    private final class TroubledSession implements Session {
        private final Session session;

        TroubledSession(Session session) {
            this.session = session;
        }

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
            tap.checkAlive();
            tap.trouble().journal(lines);
            session.append(lines, durable);
        }

        @Override
        public void replace(List<String> lines) {
            tap.checkAlive();
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
    }
}
