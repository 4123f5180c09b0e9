package io.portolan.testkit.conformance;

import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;

/** A subject of the kit's own tests whose engine breaks a law. */
interface Tampered {
    /** What stands between the engine and its journal. */
    StateStore between(StateStore journal);

    /** The engine, with a broken part. */
    Portolan.Builder broken(Portolan.Builder builder);
}
