package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots: copies of volumes, made once and never again while they are there. */
final class SnapshotTranslation implements Translation<Snapshot> {
    @Override
    public Kind<Snapshot> kind() {
        return Snapshot.KIND;
    }

    @Override
    public String part() {
        return "snapshot";
    }

    @Override
    public Support support() {
        return Support.builder().natively(VolumeFeatures.SNAPSHOT).build();
    }

    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, Snapshot spec, References references, Optional<Native> there) {
        return Map.of(
                "volume",
                there.map(thing -> Value.of(thing.value("volume")))
                        .orElseGet(() -> Outputs.id(references, spec.volume())));
    }

    @Override
    public boolean holdsData() {
        return true;
    }

    @Override
    public String summary(Snapshot spec) {
        return "of " + spec.volume();
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(Snapshot.ID);
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        return output.equals(Snapshot.ID) ? Optional.of(output.type().cast(thing.id())) : Optional.empty();
    }

    @Override
    public Snapshot spec(Native thing, World world) {
        return Snapshot.of(world.reference(Volume.KIND, NativeId.of("volume", thing.text("volume"))));
    }

    @Override
    public List<String> describe(Native thing) {
        return List.of("snapshot " + thing.text("id") + " of " + thing.text("volume"));
    }
}
