package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.List;

final class SnapshotCases extends KindCases<Snapshot> {
    SnapshotCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<Snapshot> kind() {
        return Snapshot.KIND;
    }

    /** Of a volume of its own number, so that a volume may be made from the snapshot of another. */
    @Override
    public Snapshot spec(int n) {
        return Snapshot.of(ref(Volume.KIND, n));
    }

    /** None: a snapshot stays the snapshot that it is, whatever becomes of its volume. */
    @Override
    public List<Alteration<Snapshot>> alterations() {
        return List.of();
    }

    @Override
    public List<Sample<Snapshot>> samples() {
        return List.of(Sample.of(VolumeFeatures.SNAPSHOT, spec(0)));
    }

    @Override
    public void words(Snapshot snapshot, Words words) {
        words.reference("volume", snapshot.volume());
    }
}
