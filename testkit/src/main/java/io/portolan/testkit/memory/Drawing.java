package io.portolan.testkit.memory;

import io.portolan.Refusal;
import io.portolan.model.Field;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Planning.Reason;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One resource while it is planned: its blueprint says what is wanted, part after part, and this finds what is missing of it. */
final class Drawing {
    private final Change<?> change;
    private final PartPlanner<?> planner;
    private final PartWorld world;
    private final Planning planning;
    private final List<Part> bag;
    private final Set<NativeId> used = new HashSet<>();
    private final Set<String> roles = new HashSet<>(0);
    private final FreeAddresses free;
    private final PartSteps steps;
    private @Nullable NativeId hidden;
    private boolean refused;

    Drawing(Change<?> change, PartPlanner<?> planner, PartWorld world, Planning planning, FreeAddresses free) {
        this.free = free;
        this.change = change;
        this.planner = planner;
        this.world = world;
        this.planning = planning;
        this.bag = world.bag(change.ours(), change.adopted());
        this.steps = new PartSteps(change, planner, planning);
    }

    Key key() {
        return change.key();
    }

    References references() {
        return change.references();
    }

    /** The id of another resource of this kind; known too where that is being taken over. */
    <S extends Spec> Value<NativeId> refer(Ref<S> ref, Output<NativeId> output) {
        Value<NativeId> known = references().of(ref, output);
        List<Part> adopting = ref.key().map(world.adopting::get).orElse(null);
        return known.now().isPresent() || adopting == null
                ? known
                : Value.of(adopting.get(0).id());
    }

    PartWorld world() {
        return world;
    }

    String nativeName() {
        return change.nativeName();
    }

    List<Part> bag() {
        return bag;
    }

    boolean isRefused() {
        return refused;
    }

    PartSteps steps() {
        return steps;
    }

    /** The part of a role as it is now; the first of several. */
    Optional<Thing> found(String type, String role) {
        for (Part part : bag) {
            if (part.thing().type().equals(type)
                    && planner.blueprint().role(part.thing()).equals(role)) {
                return Optional.of(part.thing());
            }
        }
        return Optional.empty();
    }

    /** A field as it will be; what is not given stays, and is shown where it is not the default. */
    <T> T resolve(Field<T> field, Optional<Thing> there, String attribute, String path, Class<T> type, T standard) {
        Optional<T> before = there.flatMap(t -> t.get(attribute, type));
        if (field.isUnset() && before.isPresent() && !before.get().equals(standard)) {
            planning.differs(key(), FieldPath.of(path), before.get(), standard, Reason.LEFT);
        }
        return field.resolve(before, standard);
    }

    /** The same where attribute and field have one name. */
    <T> T resolve(Field<T> field, Optional<Thing> there, String attribute, Class<T> type, T standard) {
        return resolve(field, there, attribute, attribute, type, standard);
    }

    Want want(String type, String role) {
        return new Want(this, type, role);
    }

    /** Virtual addresses that nobody has. */
    FreeAddresses free() {
        return free;
    }

    /** The name that a part has, or will have. */
    String nameOf(Want want) {
        ThingType type = planner.type(want.type);
        for (Part part : bag) {
            if (isCandidate(want, part) && fits(want, part, type)) {
                return part.thing().name();
            }
        }
        return steps.nameOf(want, type);
    }

    /** What an output will be, known or not. */
    <T> void promised(Output<T> output, Value<T> value) {
        if (!planner.flaws().has(Broken.OUTPUT_ONLY_WHEN_OBSERVED)) {
            planning.output(key(), output, value);
        }
    }

    /** What an output will be, where that is known already. */
    <T> void promise(Output<T> output, T value) {
        if (!planner.flaws().has(Broken.OUTPUT_ONLY_WHEN_OBSERVED)) {
            planning.output(key(), output, Value.of(value));
        }
    }

    void refuse(Refusal.Why why, String message, String... help) {
        if (!planner.flaws().has(Broken.REFUSAL_SWALLOWED)) {
            planning.refuse(key(), why, message, help);
        }
        refused = true;
    }

    /** What was made a moment ago and is not shown yet is waited for; its id is known, so that others need not wait. */
    void hide(NativeId made) {
        hidden = made;
        planning.later(key(), made + ", made a moment ago, is not shown yet", Duration.ofSeconds(2));
    }

    Value<NativeId> end(Want want) {
        NativeId made = hidden;
        if (made != null) {
            if (made.part().equals(want.type)) {
                promise(output(want.role), made);
                return Value.of(made);
            }
            return Value.later(key(), output(want.role));
        }
        ThingType type = planner.type(want.type);
        List<Part> candidates = new ArrayList<>(2);
        for (Part part : bag) {
            if (isCandidate(want, part)) {
                candidates.add(part);
            }
        }
        if (isBlind(want, candidates.isEmpty())) {
            refuse(
                    Refusal.Why.BLIND,
                    "its " + want.type + " can't be seen: " + world.blind + " did not answer",
                    "repeat it when that answers again");
            return Value.later(key(), output(want.role));
        }
        Part there = null;
        for (Part part : candidates) {
            if (part.thing().state() == Thing.State.DELETING) {
                used.add(part.id());
                steps.awaitGone(part.id());
            } else if (there == null && fits(want, part, type)) {
                there = part;
            }
        }
        if (there == null) {
            if (candidates.stream().anyMatch(Part::foreign)) {
                refuse(
                        Refusal.Why.FOREIGN,
                        "the " + want.type + " that is to be adopted differs in what can't be changed",
                        "describe it as it is, or leave `adopt` away");
            }
            for (Part part : candidates) {
                if (isInTheWay(want, part, type) && used.add(part.id())) {
                    steps.makeRoom(part, want.alone);
                }
            }
            boolean replaces = candidates.stream().anyMatch(p -> p.thing().state() != Thing.State.DELETING);
            steps.create(want, type, replaces);
            roles.add(want.type + " " + want.role);
            return Value.later(key(), output(want.role));
        }
        used.add(there.id());
        if (there.thing().state() == Thing.State.BUSY) {
            steps.awaitReady(there.id());
        }
        if (candidates.size() > 1 || there.foreign()) {
            promise(want, there);
        }
        steps.change(want, type, there);
        return Value.of(there.id());
    }

    /** Several are there, and observation can't tell which one is in use. */
    private void promise(Want want, Part there) {
        promise(output(want.role), there.id());
        for (Want.Fill<?> fill : want.fills) {
            promise(fill, there.thing());
        }
    }

    private <T> void promise(Want.Fill<T> fill, Thing thing) {
        T value = fill.from().apply(thing);
        if (value != null) {
            promise(fill.output(), value);
        }
    }

    /** The id of a part that is drawn later; known where it is there. */
    Value<NativeId> ahead(String type, String role) {
        return found(type, role).map(t -> Value.of(t.id())).orElseGet(() -> Value.later(key(), output(role)));
    }

    private boolean isCandidate(Want want, Part part) {
        return part.thing().type().equals(want.type)
                && planner.blueprint().role(part.thing()).equals(want.role)
                && !used.contains(part.id());
    }

    private boolean isBlind(Want want, boolean unseen) {
        if (world.blind.isEmpty()) {
            return false;
        }
        Object host = want.attributes.get("host");
        return unseen || host != null && world.blind.contains(Place.of("host", host.toString()));
    }

    /** Whether the two can't stand side by side. */
    private static boolean isInTheWay(Want want, Part part, ThingType type) {
        return !part.foreign()
                && !type.unique().isEmpty()
                && type.unique().stream().allMatch(attribute -> want.fits(part, attribute));
    }

    private static boolean fits(Want want, Part part, ThingType type) {
        for (String fixed : type.fixed()) {
            if (!want.fits(part, fixed)) {
                return false;
            }
        }
        return true;
    }

    /** The slot of a part's id. */
    Output<NativeId> output(String role) {
        return planner.idOutput(role);
    }

    /** Parts that nothing wants any more; foreign ones are left alone, unless they become ours with what they belong to, because they carry no mark. */
    List<Part> rest() {
        List<Part> rest = new ArrayList<>(0);
        for (Part part : bag) {
            boolean comesAlong = !planner.type(part.thing().type()).isMarked();
            if (!used.contains(part.id()) && (comesAlong || !part.foreign())) {
                rest.add(part);
            }
        }
        return rest;
    }

    /** Whether one of these has a successor. */
    boolean isReplaced(List<Part> rest) {
        for (Part part : rest) {
            for (Part other : bag) {
                if (used.contains(other.id()) && isOfOneRole(part, other)) {
                    return true;
                }
            }
            if (roles.contains(part.thing().type() + " " + planner.blueprint().role(part.thing()))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfOneRole(Part part, Part other) {
        return part.thing().type().equals(other.thing().type())
                && planner.blueprint()
                        .role(part.thing())
                        .equals(planner.blueprint().role(other.thing()));
    }

    /** Whether one of these is as much what is wanted as the one in use: made twice, not replaced. */
    boolean isTwice(List<Part> rest) {
        for (Part part : rest) {
            for (Part other : bag) {
                if (used.contains(other.id()) && isAlike(part, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAlike(Part part, Part other) {
        return part.thing().type().equals(other.thing().type())
                && planner.type(part.thing().type()).fixed().stream()
                        .allMatch(fixed -> java.util.Objects.equals(part.raw(fixed), other.raw(fixed)));
    }
}
