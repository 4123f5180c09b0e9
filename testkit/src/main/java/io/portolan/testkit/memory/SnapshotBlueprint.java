package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.List;
import java.util.Optional;

/** A snapshot is one thing, of the volume that was there when it was made. */
final class SnapshotBlueprint implements Blueprint<Snapshot> {
    @Override
    public Kind<Snapshot> kind() {
        return Snapshot.KIND;
    }

    @Override
    public Support support() {
        return Support.builder().natively(VolumeFeatures.SNAPSHOT).build();
    }

    @Override
    public List<String> types() {
        return List.of("snapshot");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return Snapshot.ID;
    }

    @Override
    public boolean isStateful() {
        return true;
    }

    @Override
    public void draw(Snapshot spec, Drawing drawing) {
        Object made = drawing.found("snapshot", "snapshot")
                .flatMap(t -> t.get("volume"))
                .orElse(null);
        // Never made again while it is there, even of a volume that has been replaced.
        drawing.want("snapshot", "snapshot")
                .with("volume", made != null ? made : drawing.references().of(spec.volume(), Volume.ID))
                .costs(Impact.COSTS)
                .end();
    }

    @Override
    public List<Impact> loss(Thing thing) {
        return List.of(Impact.LOSES_DATA);
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return output.equals(Snapshot.ID)
                ? bag.first("snapshot").map(t -> output.type().cast(t.id()))
                : Optional.empty();
    }

    @Override
    public Optional<Snapshot> view(Bag bag) {
        return bag.get("snapshot", "volume", NativeId.class).map(id -> Snapshot.of(Ref.id(Volume.KIND, id.value())));
    }
}
