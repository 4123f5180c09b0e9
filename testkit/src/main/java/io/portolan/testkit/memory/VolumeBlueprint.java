package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.Support;
import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.List;
import java.util.Optional;

/** A volume is one thing, in one zone; on hosts the zone is the host. */
final class VolumeBlueprint implements Blueprint<Volume> {
    private static final long IOPS = 3000;
    private static final DataRate RATE = DataRate.parse("125Mi/s");

    private final CloudOptions options;
    private final Flaws flaws;

    VolumeBlueprint(CloudOptions options, Flaws flaws) {
        this.options = options;
        this.flaws = flaws;
    }

    @Override
    public Kind<Volume> kind() {
        return Volume.KIND;
    }

    @Override
    public Support support() {
        return Support.builder()
                .within(VolumeFeatures.SIZE, DataSize.ofGibibytes(1), DataSize.ofGibibytes(16_384))
                .within(VolumeFeatures.IOPS, 100L, 16_000L)
                .within(VolumeFeatures.THROUGHPUT, DataRate.parse("1Mi/s"), DataRate.parse("1000Mi/s"))
                .natively(VolumeFeatures.ZONE, VolumeFeatures.RESTORE, VolumeFeatures.GROW)
                .build();
    }

    @Override
    public List<String> types() {
        return List.of("volume");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return Volume.ID;
    }

    @Override
    public boolean isStateful() {
        return true;
    }

    @Override
    public void draw(Volume spec, Drawing drawing) {
        Optional<Thing> there = drawing.found("volume", "volume");
        String zone = spec.zone()
                .orElseGet(() -> there.flatMap(t -> t.get("zone", String.class))
                        .orElse(options.hosts().get(0)));
        boolean moves = there.isPresent() && !zone.equals(there.get().raw("zone"));
        DataSize before = there.flatMap(t -> t.get("size", DataSize.class)).orElse(spec.size());
        if (!moves && before.compareTo(spec.size()) > 0) {
            drawing.refuse(
                    Refusal.Why.UNSUPPORTED,
                    "a volume only ever grows: it has " + before + ", and " + spec.size() + " are wanted",
                    "leave the size at " + before + ", or make another volume");
        }
        Want want = drawing.want("volume", "volume")
                .with("size", spec.size())
                .with("zone", zone)
                .maybe("host", options.temper() == Temper.HOST ? zone : null);
        if (!flaws.has(Broken.SUPPORT_LIES)) {
            want.with("iops", drawing.resolve(spec.iops(), there, "iops", Long.class, IOPS))
                    .with("throughput", drawing.resolve(spec.throughput(), there, "throughput", DataRate.class, RATE));
        }
        // Looked at only when it is created.
        if (there.isEmpty() || moves) {
            spec.snapshot()
                    .ifPresent(s -> want.with("snapshot", drawing.references().of(s, Snapshot.ID)));
        }
        want.costs(Impact.COSTS).replacing(Impact.LOSES_DATA).end();
    }

    @Override
    public List<Impact> loss(Thing thing) {
        return List.of(Impact.LOSES_DATA);
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return output.equals(Volume.ID)
                ? bag.first("volume").map(t -> output.type().cast(t.id()))
                : Optional.empty();
    }

    @Override
    public Optional<Volume> view(Bag bag) {
        return bag.first("volume").map(thing -> {
            Volume.Builder view = Volume.of(thing.get("size", DataSize.class).orElseThrow());
            thing.get("zone", String.class).ifPresent(view::zone);
            thing.get("iops", Long.class).ifPresent(view::iops);
            thing.get("throughput", DataRate.class).ifPresent(view::throughput);
            thing.get("snapshot", NativeId.class).ifPresent(id -> view.snapshot(Ref.id(Snapshot.KIND, id.value())));
            return view.build();
        });
    }
}
