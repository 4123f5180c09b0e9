package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.volume.Snapshot;

/** The rules of snapshots. */
public abstract class SnapshotConformance extends KindConformance<Snapshot> {
    /** By the author's subclass. */
    protected SnapshotConformance() {}

    @Override
    final Kind<Snapshot> kind() {
        return Snapshot.KIND;
    }
}
