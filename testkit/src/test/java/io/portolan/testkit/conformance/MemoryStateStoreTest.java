package io.portolan.testkit.conformance;

import io.portolan.engine.state.MemoryStateStore;
import io.portolan.engine.state.StateStore;

/** The store in memory passes the kit. */
class MemoryStateStoreTest extends StateStoreConformance {
    private final MemoryStateStore store = (MemoryStateStore) StateStore.memory();

    @Override
    protected StateStore store() {
        return store;
    }

    @Override
    protected boolean takeOver(String owner) {
        store.breakLock(owner);
        store.open(owner);
        return true;
    }
}
