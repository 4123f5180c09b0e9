package io.portolan.testkit.conformance;

import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.Field;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class VolumeCases extends KindCases<Volume> {
    private static final DataSize USUAL = DataSize.ofGibibytes(1);
    /** Operations and throughput come with size: providers give so much for each GiB. */
    private static final DataSize ROOMY = DataSize.ofGibibytes(256);

    private static final DataRate RATE = DataRate.perSecond(DataSize.ofMebibytes(160));

    VolumeCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<Volume> kind() {
        return Volume.KIND;
    }

    private DataSize size() {
        return declared().within(VolumeFeatures.SIZE, DataSize.class, USUAL);
    }

    private Volume roomy() {
        return Volume.of(declared().within(VolumeFeatures.SIZE, DataSize.class, ROOMY))
                .build();
    }

    private long iops() {
        return declared().within(VolumeFeatures.IOPS, Long.class, 4000L);
    }

    private DataRate rate() {
        return declared().within(VolumeFeatures.THROUGHPUT, DataRate.class, RATE);
    }

    @Override
    public Volume spec(int n) {
        return Volume.of(size()).build();
    }

    @Override
    public List<Alteration<Volume>> alterations() {
        Volume volume = spec(0);
        List<Alteration<Volume>> all = new ArrayList<>();
        if (declared().holds(VolumeFeatures.GROW)) {
            all.add(Alteration.of("size", volume, larger(volume, 2)));
            all.add(Alteration.of("size again", larger(volume, 2), larger(volume, 3)));
        }
        Volume roomy = roomy();
        all.add(Alteration.of("iops", roomy, roomy.toBuilder().iops(iops()).build()));
        all.add(Alteration.of(
                "throughput", roomy, roomy.toBuilder().throughput(rate()).build()));
        all.add(Alteration.of(
                "zone",
                volume.toBuilder().zone(declared().zone(0)).build(),
                volume.toBuilder().zone(declared().zone(1)).build()));
        return held(all);
    }

    private Volume larger(Volume volume, int times) {
        Volume.Builder larger = Volume.of(DataSize.ofBytes(volume.size().bytes() * times))
                .iops(volume.iops())
                .throughput(volume.throughput());
        volume.zone().ifPresent(larger::zone);
        return larger.build();
    }

    @Override
    public List<Alteration<Volume>> silences() {
        Volume roomy = roomy();
        return held(List.of(
                Alteration.of(
                        "iops",
                        roomy.toBuilder().iops(iops()).build(),
                        roomy.toBuilder().iops(Field.unset()).build()),
                Alteration.of("throughput", roomy.toBuilder().throughput(rate()).build(), roomy)));
    }

    @Override
    public List<Sample<Volume>> samples() {
        Volume volume = spec(0);
        return List.of(
                Sample.of(
                        VolumeFeatures.SIZE,
                        DataSize.class,
                        size(),
                        size -> Volume.of(size).build()),
                Sample.of(
                        VolumeFeatures.ZONE,
                        volume.toBuilder().zone(declared().zone(1)).build()),
                Sample.of(
                        VolumeFeatures.IOPS,
                        Long.class,
                        iops(),
                        n -> roomy().toBuilder().iops(n).build()),
                Sample.of(
                        VolumeFeatures.THROUGHPUT,
                        DataRate.class,
                        rate(),
                        r -> roomy().toBuilder().throughput(r).build()),
                Sample.of(
                        VolumeFeatures.RESTORE,
                        volume.toBuilder().snapshot(ref(Snapshot.KIND, 1)).build()));
    }

    @Override
    public Optional<Output<NativeId>> id() {
        return Optional.of(Volume.ID);
    }

    @Override
    public void words(Volume volume, Words words) {
        words.put("size", volume.size());
        volume.zone().ifPresent(z -> words.put("zone", z));
        volume.iops().value().ifPresent(n -> words.put("iops", n));
        volume.throughput().value().ifPresent(r -> words.put("throughput", r));
        volume.snapshot().ifPresent(s -> words.reference("snapshot", s));
    }
}
