package io.portolan.aws.volume;

import io.portolan.Support;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.NativeThing;
import io.portolan.spi.toolkit.Things;
import io.portolan.volume.Attachment;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Volumes on EC2 instances. The world is every attachment of the volumes with a mark, those volumes that are wanted, and the machines with their states and
 * device names.
 *
 * <p>Cost of a converged plan: the read of volumes, which the volumes' own driver shares, and one read of the machines.
 */
final class AttachmentDriver implements ResourceDriver<Attachment, Things<NativeThing>> {
    private static final Support SUPPORT =
            Support.builder().natively(VolumeFeatures.ATTACH).build();

    private final Service<Ec2Client> ec2;

    AttachmentDriver(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Kind<Attachment> kind() {
        return Attachment.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public Set<Claim> claims(Attachment spec, References references) {
        return references
                .of(spec.volume(), Volume.ID)
                .now()
                .map(id -> Set.of(Held.claim(id.value(), spec.instance())))
                .orElse(Set.of());
    }

    @Override
    public Observation<Things<NativeThing>> observe(Scope<Attachment> scope, Reads reads) {
        VolumeReads ebs = new VolumeReads(ec2, reads);
        Things.Builder<NativeThing> seen = Things.of(this, scope);
        Set<Key> keys = scope.wanted().keySet();
        seen.read(Place.of("list", "attachments"), keys, () -> things(ebs, scope))
                .ifPresent(things -> {
                    things.forEach(seen::add);
                    // The same read asked for the volumes of all of them.
                    seen.remembered(VolumeReads::missing);
                });
        return seen.observation().build();
    }

    private static List<NativeThing> things(VolumeReads ebs, Scope<Attachment> scope) {
        Map<String, software.amazon.awssdk.services.ec2.model.Volume> volumes = new LinkedHashMap<>();
        ebs.marked().forEach(volume -> volumes.put(volume.volumeId(), volume));
        ebs.volumes(volumesOf(scope)).forEach(volume -> volumes.put(volume.volumeId(), volume));
        List<NativeThing> things = new ArrayList<>();
        List<Held> held = new ArrayList<>();
        volumes.values().forEach(volume -> {
            things.add(AwsThing.of(VolumeDriver.PART, volume.volumeId(), volume).build());
            Held.of(volume, scope).stream()
                    .filter(one -> one.isThere() || isOurs(one, scope))
                    .forEach(held::add);
        });
        things.addAll(held);
        things.addAll(machines(ebs, scope, held));
        return things;
    }

    /** A mark alone is nothing to anybody but its owner. */
    private static boolean isOurs(Held held, Scope<Attachment> scope) {
        return held.mark().filter(mark -> mark.owner().equals(scope.owner())).isPresent();
    }

    /** The volumes that are wanted, to be adopted, or remembered. */
    private static Set<String> volumesOf(Scope<Attachment> scope) {
        Set<String> ids = new TreeSet<>();
        scope.wanted().values().forEach(spec -> volume(scope, spec).ifPresent(ids::add));
        scope.adopt().values().forEach(id -> ids.add(Held.volume(id)));
        scope.memory().made().keySet().stream()
                .filter(id -> id.part().equals(Held.PART))
                .forEach(id -> ids.add(Held.volume(id.value())));
        return ids;
    }

    private static Optional<String> volume(Scope<Attachment> scope, Attachment spec) {
        return scope.references().of(spec.volume(), Volume.ID).now().map(NativeId::value);
    }

    /** The machines that are wanted, and those that have something of ours. */
    private static List<Machine> machines(VolumeReads ebs, Scope<Attachment> scope, List<Held> held) {
        Set<String> ids = new TreeSet<>();
        scope.wanted().values().forEach(spec -> ids.add(spec.instance()));
        held.stream()
                .filter(h ->
                        h.mark().filter(m -> m.owner().equals(scope.owner())).isPresent())
                .forEach(h -> ids.add(h.machine()));
        return ebs.machines(ids).values().stream()
                .map(instance -> machine(instance, scope, held))
                .toList();
    }

    private static Machine machine(Instance instance, Scope<Attachment> scope, List<Held> held) {
        Set<String> used = new HashSet<>();
        instance.blockDeviceMappings().forEach(mapping -> used.add(mapping.deviceName()));
        Set<Claim> there = new HashSet<>();
        held.stream()
                .filter(h -> h.isThere() && h.machine().equals(instance.instanceId()))
                .forEach(h -> {
                    h.device().ifPresent(used::add);
                    there.addAll(h.claims());
                });
        Map<Boolean, List<Key>> keys = scope.wanted().entrySet().stream()
                .filter(e -> e.getValue().instance().equals(instance.instanceId()))
                .collect(Collectors.partitioningBy(
                        e -> volume(scope, e.getValue())
                                .filter(id -> there.contains(Held.claim(id, instance.instanceId())))
                                .isPresent(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        // Those that are attached need another name when their volume is replaced; theirs come last, so that they take
        // nobody's.
        Map<Key, String> devices = new HashMap<>(Devices.choose(keys.getOrDefault(false, List.of()), used));
        Set<String> taken = new HashSet<>(used);
        taken.addAll(devices.values());
        devices.putAll(Devices.choose(keys.getOrDefault(true, List.of()), taken));
        return new Machine(instance, devices, used);
    }

    @Override
    public void plan(Things<NativeThing> world, List<Change<Attachment>> changes, Planning planning) {
        new AttachmentPlan(ec2, world, planning).plan(changes);
    }

    @Override
    public <T> Optional<T> output(Things<NativeThing> world, Key key, Output<T> output) {
        return world.of(key).stream()
                .findFirst()
                .flatMap(thing ->
                        Optional.ofNullable(thing.outputs().get(output)).map(output.type()::cast));
    }

    @Override
    public Optional<View<Attachment>> view(Things<NativeThing> world, Key key) {
        return world.of(key).stream()
                .map(Held.class::cast)
                .filter(Held::isThere)
                .findFirst()
                .map(held -> {
                    Attachment spec = Attachment.of(Ref.id(Volume.KIND, held.volume()), held.machine())
                            .mode(Attachment.Mode.READ_WRITE)
                            .build();
                    View<Attachment> view = View.of(spec);
                    return held.device()
                            .map(device -> view.output(Attachment.DEVICE, device))
                            .orElse(view);
                });
    }
}
