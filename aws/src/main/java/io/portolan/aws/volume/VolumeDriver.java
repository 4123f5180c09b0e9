package io.portolan.aws.volume;

import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.Things;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.VolumeModification;

/**
 * EBS volumes. Made with the engine's token and their tags in one call; grown and retyped online.
 *
 * <p>Cost of a converged plan: one read of the volumes with a mark (500 a page) and one of the modifications that go on. Zones are read when a volume is
 * to be made whose zone is not given by its name.
 */
final class VolumeDriver implements ResourceDriver<Volume, Things<AwsThing>> {
    static final String PART = "volume";
    static final String ZONE = "availability-zone";

    /** Ranges over all types; what one type holds is checked when it is planned. */
    private static final Support SUPPORT = Support.builder()
            .within(VolumeFeatures.SIZE, DataSize.ofGibibytes(1), DataSize.ofGibibytes(VolumeType.GP3.mostSize()))
            .within(VolumeFeatures.IOPS, VolumeType.BASE_OPERATIONS, VolumeType.IO2.mostOperations())
            .within(
                    VolumeFeatures.THROUGHPUT,
                    Ebs.mebibytes(VolumeType.LEAST_THROUGHPUT),
                    Ebs.mebibytes(VolumeType.MOST_THROUGHPUT))
            .natively(VolumeFeatures.ZONE, VolumeFeatures.RESTORE, VolumeFeatures.GROW)
            .build();

    private final Service<Ec2Client> ec2;
    private final VolumePlanner planner;

    VolumeDriver(Account account) {
        this.ec2 = account.ec2();
        this.planner = new VolumePlanner(ec2);
    }

    @Override
    public Kind<Volume> kind() {
        return Volume.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public List<Problem> check(Volume spec) {
        List<Problem> problems = new ArrayList<>();
        if (spec.size().bytes() % DataSize.ofGibibytes(1).bytes() != 0) {
            problems.add(Problem.of("P011", FieldPath.of("size"), "EBS has volumes of whole gibibytes, as 20Gi"));
        }
        spec.throughput()
                .value()
                .map(DataRate::perSecond)
                .filter(rate -> rate.bytes() % DataSize.ofMebibytes(1).bytes() != 0)
                .ifPresent(rate -> problems.add(Problem.of(
                        "P011", FieldPath.of("throughput"), "EBS has throughput in whole mebibytes, as 250Mi/s")));
        return problems;
    }

    @Override
    public Observation<Things<AwsThing>> observe(Scope<Volume> scope, Reads reads) {
        VolumeReads ebs = new VolumeReads(ec2, reads);
        Set<Key> keys = scope.wanted().keySet();
        Things.Builder<AwsThing> seen = Things.of(this, scope);
        seen.read(Place.of("list", "volumes"), keys, () -> things(ebs, scope)).ifPresent(things -> {
            things.forEach(seen::add);
            // The same read asked for them by id.
            seen.remembered(VolumeReads::missing);
            seen.read(Place.of("list", "zones"), keys, () -> zones(ebs, scope, things))
                    .ifPresent(zones -> zones.forEach(
                            zone -> seen.add(AwsThing.of(ZONE, zone, zone).build())));
        });
        return seen.observation().build();
    }

    private static List<AwsThing> things(VolumeReads ebs, Scope<Volume> scope) {
        Set<String> ids = new TreeSet<>(scope.adopt().values());
        scope.existing().stream().filter(ref -> ref.form() == Ref.Form.ID).forEach(ref -> ids.add(ref.value()));
        scope.memory().made().keySet().stream()
                .filter(id -> id.part().equals(PART))
                .forEach(id -> ids.add(id.value()));
        Map<String, software.amazon.awssdk.services.ec2.model.Volume> all = new LinkedHashMap<>();
        ebs.marked().forEach(volume -> all.put(volume.volumeId(), volume));
        ebs.volumes(ids).forEach(volume -> all.put(volume.volumeId(), volume));
        Map<String, VolumeModification> modifications =
                new LinkedHashMap<>(all.isEmpty() ? Map.of() : ebs.modifications());
        modifications.values().removeIf(last -> "failed".equals(last.modificationStateAsString()));
        return all.values().stream()
                .map(volume -> thing(volume, modifications, scope))
                .toList();
    }

    private static AwsThing thing(
            software.amazon.awssdk.services.ec2.model.Volume volume,
            Map<String, VolumeModification> modifications,
            Scope<Volume> scope) {
        NativeId id = NativeId.of(PART, volume.volumeId());
        AwsThing bare = AwsThing.of(PART, volume.volumeId(), volume)
                .tags(TagSteps.map(volume.tags()))
                .remembered(scope)
                .build();
        String zone = volume.availabilityZone();
        String word = bare.mark()
                .filter(mark -> mark.owner().equals(scope.owner()))
                .map(mark -> scope.wanted().get(mark.key()))
                .flatMap(Volume::zone)
                .filter(asked -> Zones.means(asked, zone))
                .orElse(zone);
        return AwsThing.of(PART, volume.volumeId(), new Ebs(volume, modifications.get(volume.volumeId()), word))
                .tags(bare.tags())
                .remembered(scope)
                .output(Volume.ID, id)
                .output(Zones.OF_VOLUME, zone)
                .build();
    }

    /** Read when one is to be made, or may be, in a zone that is not given by its name. */
    private static List<String> zones(VolumeReads ebs, Scope<Volume> scope, List<AwsThing> things) {
        boolean needed = scope.wanted().entrySet().stream().anyMatch(wanted -> {
            Optional<String> word = wanted.getValue().zone();
            return word.map(Zones::isLetter).orElse(true)
                    && things.stream()
                            .filter(thing -> thing.mark()
                                    .filter(m -> m.owner().equals(scope.owner())
                                            && m.key().equals(wanted.getKey()))
                                    .isPresent())
                            .noneMatch(thing -> word.map(w -> Zones.means(
                                            w, thing.object(Ebs.class).zone()))
                                    .orElse(true));
        });
        return needed ? ebs.zones() : List.of();
    }

    @Override
    public void plan(Things<AwsThing> world, List<Change<Volume>> changes, Planning planning) {
        changes.forEach(change -> planner.plan(world, change, planning));
    }

    @Override
    public <T> Optional<T> output(Things<AwsThing> world, Key key, Output<T> output) {
        return world.of(key).stream().findFirst().flatMap(thing -> given(thing, output));
    }

    @Override
    public <T> Optional<T> lookup(Things<AwsThing> world, Ref<Volume> existing, Output<T> output) {
        return world.find(existing).flatMap(thing -> given(thing, output));
    }

    static <T> Optional<T> given(AwsThing thing, Output<T> output) {
        return Optional.ofNullable(thing.outputs().get(output)).map(output.type()::cast);
    }

    @Override
    public Optional<View<Volume>> view(Things<AwsThing> world, Key key) {
        return world.of(key).stream()
                .findFirst()
                .map(thing -> View.of(spec(thing.object(Ebs.class))).output(Volume.ID, thing.nativeId()));
    }

    static Volume spec(Ebs ebs) {
        Volume.Builder spec = Volume.of(Ebs.gibibytes(ebs.size())).zone(ebs.zoneWord());
        ebs.operations()
                .filter(n -> ebs.type().filter(VolumeType::hasOperations).isPresent())
                .ifPresent(spec::iops);
        ebs.throughput().map(Ebs::mebibytes).ifPresent(spec::throughput);
        String snapshot = ebs.volume().snapshotId();
        if (snapshot != null && !snapshot.isEmpty()) {
            spec.snapshot(Ref.id(Snapshot.KIND, snapshot));
        }
        return spec.build();
    }
}
