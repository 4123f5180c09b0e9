package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /**
     * A snapshot stays the one of its volume when the volume is made anew, and when the volume is long gone: what it was made of is
     * kept as the spec called it. Only another volume in the spec makes another snapshot.
     */
    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, Snapshot spec, References references, Optional<Native> there) {
        String description = "of " + spec.volume();
        Optional<Native> same = there.filter(thing ->
                thing.optionalText("description").filter(description::equals).isPresent());
        return Map.of(
                "volume",
                same.map(thing -> Value.of(thing.value("volume")))
                        .orElseGet(() -> Outputs.id(references, spec.volume())),
                "description",
                Value.of(NativeValue.of(description)));
    }

    @Override
    public Set<String> fixed(Optional<Native> there) {
        return Set.of("volume");
    }

    @Override
    public boolean holdsData() {
        return true;
    }

    @Override
    public String summary(Snapshot spec, World world) {
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
        String ofKey = "of " + Volume.KIND + "/";
        return Snapshot.of(thing.optionalText("description")
                .filter(description -> description.startsWith(ofKey))
                .map(description -> Ref.to(Volume.KIND, description.substring(ofKey.length())))
                .orElseGet(() -> world.reference(Volume.KIND, NativeId.of("volume", thing.text("volume")))));
    }

    @Override
    public List<String> describe(Native thing) {
        return List.of("snapshot " + thing.text("id") + " of " + thing.text("volume"));
    }
}
