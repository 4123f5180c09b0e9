package io.portolan.aws.volume;

import io.portolan.Refusal;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.NativeThing;
import io.portolan.spi.toolkit.Things;
import io.portolan.volume.Attachment;
import io.portolan.volume.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Plans all attachments at once. A volume that one machine has at a time is taken from the old one first, whichever key had it: AWS refuses a second holder,
 * and what becomes of the old one is known before. Pure; used once.
 */
final class AttachmentPlan {
    private static final Duration AGAIN = Duration.ofSeconds(15);

    /** What is to go, and for whom. */
    private record Release(Change<Attachment> change, Held held) {}

    private final Things<NativeThing> world;
    private final Planning planning;
    private final AttachmentSteps steps;
    private final Map<NativeId, Release> released = new LinkedHashMap<>();

    AttachmentPlan(Service<Ec2Client> ec2, Things<NativeThing> world, Planning planning) {
        this.world = world;
        this.planning = planning;
        this.steps = new AttachmentSteps(ec2);
    }

    void plan(List<Change<Attachment>> changes) {
        List<Change<Attachment>> wanted = new ArrayList<>();
        for (Change<Attachment> change : changes) {
            switch (change.intent()) {
                case APPLY, ADOPT -> {
                    wanted.add(change);
                    held(change).stream()
                            .filter(held -> !isMeant(held, change))
                            .forEach(held -> released.put(held.nativeId(), new Release(change, held)));
                }
                case KEEP, RELEASE ->
                    planning.make(Steps.each(
                            held(change),
                            held -> steps.mark(
                                    change.key(), held, markOf(change, held).orElse(null))));
                case DELETE -> held(change).forEach(held -> released.put(held.nativeId(), new Release(change, held)));
            }
        }
        wanted.sort((a, b) -> a.key().compareTo(b.key()));
        wanted.forEach(this::apply);
        released.values().forEach(release -> planning.retire(away(release)));
    }

    private List<Held> held(Change<Attachment> change) {
        return world.of(change).stream().map(Held.class::cast).toList();
    }

    private static Optional<String> volume(Change<Attachment> change) {
        return change.references()
                .of(change.desired().orElseThrow().volume(), Volume.ID)
                .now()
                .map(NativeId::value);
    }

    private static boolean isMeant(Held held, Change<Attachment> change) {
        return held.machine().equals(change.desired().orElseThrow().instance())
                && volume(change).filter(held.volume()::equals).isPresent();
    }

    private static Optional<Mark> markOf(Change<Attachment> change, Held held) {
        return change.intent() == Change.Intent.RELEASE ? Optional.empty() : Optional.of(change.mark(held.nativeId()));
    }

    private void apply(Change<Attachment> change) {
        Optional<Held> there =
                held(change).stream().filter(held -> isMeant(held, change)).findFirst();
        Attachment spec = change.desired().orElseThrow();
        Key key = change.key();
        Mark mark = there.map(held -> change.mark(held.nativeId())).orElse(change.mark());
        switch (there.map(Held::state).orElse("marked")) {
            case "attached", "busy" -> planning.make(steps.mark(key, there.orElseThrow(), mark));
            case "attaching" ->
                planning.make(Steps.sequence(
                        steps.mark(key, there.orElseThrow(), mark), steps.awaitAttached(key, there.orElseThrow())));
            case "detaching" -> leaving(key, there.orElseThrow());
            default -> attach(change, spec, mark, there.orElse(null));
        }
    }

    /** Somebody detaches what is wanted: it is attached again when it is off. */
    private void leaving(Key key, Held held) {
        planning.later(key, held.volume() + " is being detached from " + held.machine(), AGAIN);
    }

    private void attach(Change<Attachment> change, Attachment spec, Mark mark, @Nullable Held left) {
        Key key = change.key();
        Optional<Machine> machine = machine(spec.instance());
        Optional<String> wrong = machine.map(m -> wrong(change, m))
                .orElse(Optional.of("there is no machine " + spec.instance() + " in this region"));
        if (wrong.isPresent()) {
            planning.refuse(key, Refusal.Why.UNSUPPORTED, wrong.get(), "name a machine that can have the volume");
            return;
        }
        if (machine.orElseThrow().isBetween()) {
            planning.later(key, spec.instance() + " is " + machine.orElseThrow().state(), AGAIN);
            return;
        }
        Optional<String> device = device(change, machine.orElseThrow());
        if (device.isEmpty()) {
            return;
        }
        List<Steps> all = new ArrayList<>();
        for (Held holder : holders(change)) {
            Release release = released.get(holder.nativeId());
            if (release == null) {
                heldByOther(key, holder);
                return;
            }
            if (fence(holder) == Fence.WAIT) {
                uncertain(key, holder);
                return;
            }
            released.remove(holder.nativeId());
            all.add(steps.detach(holder, fence(holder), release.change().key(), key));
        }
        planning.output(key, Attachment.DEVICE, Value.of(device.get()));
        Value<NativeId> volume = change.references().of(spec.volume(), Volume.ID);
        String text = Marks.toText(mark);
        if (left == null || !text.equals(left.tag())) {
            all.add(steps.tag(key, volume, spec.instance(), text));
        }
        all.add(steps.attach(key, volume, spec.instance(), device.get()));
        planning.make(Steps.sequence(all));
    }

    private Optional<Machine> machine(String id) {
        return world.all().stream()
                .filter(Machine.class::isInstance)
                .map(Machine.class::cast)
                .filter(machine -> machine.id().equals(id))
                .findFirst();
    }

    private Optional<software.amazon.awssdk.services.ec2.model.Volume> observed(String volume) {
        return world.all().stream()
                .filter(AwsThing.class::isInstance)
                .map(AwsThing.class::cast)
                .filter(thing -> thing.nativeId().value().equals(volume))
                .map(thing -> thing.object(software.amazon.awssdk.services.ec2.model.Volume.class))
                .findFirst();
    }

    /** What AWS would refuse of this volume on this machine. */
    private Optional<String> wrong(Change<Attachment> change, Machine machine) {
        if (machine.state().equals("terminated") || machine.state().equals("shutting-down")) {
            return Optional.of(machine.id() + " is " + machine.state());
        }
        Ref<Volume> volume = change.desired().orElseThrow().volume();
        return change.references()
                .of(volume, Zones.OF_VOLUME)
                .now()
                .filter(zone -> !zone.equals(machine.zone()))
                .map(zone -> volume + " is in " + zone + " and " + machine.id() + " in " + machine.zone());
    }

    private Optional<String> device(Change<Attachment> change, Machine machine) {
        Optional<String> asked = change.options(AwsAttachmentOptions.class).flatMap(AwsAttachmentOptions::device);
        Optional<String> device =
                asked.or(() -> Optional.ofNullable(machine.devices().get(change.key())));
        boolean taken = asked.filter(
                        name -> machine.used().stream().map(Devices::plain).anyMatch(Devices.plain(name)::equals))
                .isPresent();
        if (device.isEmpty() || taken) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.UNSUPPORTED,
                    device.map(name -> machine.id() + " has " + name + " in use")
                            .orElse(machine.id() + " has no device name left"),
                    "name a free device in the attachment's options, or another machine");
            return Optional.empty();
        }
        return device;
    }

    /** Who has the volume now, where only one can. */
    private List<Held> holders(Change<Attachment> change) {
        Optional<String> volume = volume(change);
        boolean shared = volume.flatMap(this::observed)
                .filter(v -> Boolean.TRUE.equals(v.multiAttachEnabled()))
                .isPresent();
        return shared
                ? List.of()
                : world.all().stream()
                        .filter(Held.class::isInstance)
                        .map(Held.class::cast)
                        .filter(held -> held.isThere()
                                && volume.filter(held.volume()::equals).isPresent())
                        .toList();
    }

    private void heldByOther(Key key, Held holder) {
        Optional<Mark> mark = holder.mark();
        if (mark.isPresent() && !holder.state().equals("attached")) {
            planning.later(key, holder.volume() + " is " + holder.state() + " at " + holder.machine(), AGAIN);
            return;
        }
        planning.refuse(
                key,
                Refusal.Why.FOREIGN,
                holder.volume() + " is attached to " + holder.machine()
                        + mark.map(m -> " by " + m.owner() + " " + m.key()).orElse(""),
                "detach it there first; EBS lets one machine have it at a time");
    }

    private Fence fence(Held holder) {
        return Fence.of(holder, machine(holder.machine()));
    }

    private void uncertain(Key key, Held holder) {
        planning.later(
                key,
                holder.machine() + ", which has " + holder.volume() + ", is "
                        + machine(holder.machine()).map(Machine::state).orElse("unknown"),
                AGAIN);
    }

    private Steps away(Release release) {
        Key key = release.change().key();
        Held held = release.held();
        if (held.isThere() && fence(held) == Fence.WAIT) {
            uncertain(key, held);
            return Steps.none();
        }
        return steps.detach(held, fence(held), key);
    }
}
