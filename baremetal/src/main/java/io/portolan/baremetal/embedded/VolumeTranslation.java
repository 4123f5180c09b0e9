package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.model.DataSize;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Volumes: sparse files. */
final class VolumeTranslation implements Translation<Volume> {
    @Override
    public Kind<Volume> kind() {
        return Volume.KIND;
    }

    @Override
    public String part() {
        return "volume";
    }

    @Override
    public Support support() {
        return Support.builder()
                .within(VolumeFeatures.SIZE, DataSize.ofBytes(1), DataSize.ofGibibytes(8 * 1024))
                .natively(VolumeFeatures.ZONE, VolumeFeatures.GROW)
                .natively(VolumeFeatures.RESTORE)
                .unsupported(VolumeFeatures.IOPS, VolumeFeatures.THROUGHPUT)
                .build();
    }

    @Override
    public Set<NativeId> uses(Native thing) {
        return Set.of();
    }

    /** The snapshot counts only when the volume is made: it may be gone long before the volume. */
    @Override
    public Map<String, Value<NativeValue>> fields(Key key, Volume spec, References references, Optional<Native> there) {
        var fields = new LinkedHashMap<String, Value<NativeValue>>();
        fields.put("size", Value.of(NativeValue.of(spec.size().bytes())));
        fields.put(
                "zone",
                Value.of(spec.zone()
                        .map(NativeValue::of)
                        .orElse(there.map(thing -> thing.value("zone")).orElse(NativeValue.NONE))));
        fields.put(
                "snapshot",
                there.map(thing -> Value.of(thing.value("snapshot")))
                        .orElseGet(() -> spec.snapshot()
                                .map(snapshot -> Outputs.id(references, snapshot))
                                .orElse(Value.of(NativeValue.NONE))));
        return fields;
    }

    @Override
    public Set<String> fixed(Optional<Native> there) {
        return Set.of("zone");
    }

    @Override
    public boolean holdsData() {
        return true;
    }

    @Override
    public String summary(Volume spec, World world) {
        return spec.size() + (spec.snapshot().isPresent() ? ", from a snapshot" : ", sparse");
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(Volume.ID);
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        return output.equals(Volume.ID) ? Optional.of(output.type().cast(thing.id())) : Optional.empty();
    }

    @Override
    public Volume spec(Native thing, World world) {
        Volume.Builder spec = Volume.of(DataSize.ofBytes(thing.number("size").orElse(0L)));
        thing.optionalText("zone").ifPresent(spec::zone);
        thing.reference("snapshot", "snapshot")
                .ifPresent(snapshot -> spec.snapshot(world.reference(Snapshot.KIND, snapshot)));
        return spec.build();
    }

    @Override
    public List<String> describe(Native thing) {
        return List.of("volume " + thing.text("id"), thing.text("file"));
    }
}
