package io.portolan.testkit.memory;

import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Marks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads everything of one kind: lists by type, what the journal remembers by id, what is foreign by claim. */
final class PartReader<S extends Spec> {
    private final Blueprint<S> blueprint;
    private final MemoryClient client;
    private final Flaws flaws;
    private final Scope<S> scope;
    private final Reads reads;
    private final Map<String, ThingType> types;
    private final PartWorld world = new PartWorld();
    private final Map<Place, Failure> blind = new LinkedHashMap<>();
    private final Set<NativeId> absent = new HashSet<>();

    PartReader(Blueprint<S> blueprint, MemoryClient client, Flaws flaws, Scope<S> scope, Reads reads) {
        this.blueprint = blueprint;
        this.client = client;
        this.flaws = flaws;
        this.scope = scope;
        this.reads = reads;
        this.types = ThingType.of(client.temper());
    }

    Observation<PartWorld> observe() {
        blueprint.types().forEach(type -> world.things.put(type, new LinkedHashMap<>()));
        if (client.temper() == Temper.HOST) {
            client.options().hosts().forEach(this::list);
        } else {
            list(null);
        }
        Map<NativeId, Key> made =
                flaws.has(Broken.MADE_IS_FORGOTTEN) ? Map.of() : scope.memory().made();
        look(made, true, true);
        look(scope.memory().doomed(), true, false);
        look(scope.memory().intended(), false, false);
        Map<NativeId, Key> known = known(made);
        world.things.values().forEach(things -> things.values().forEach(this::marked));
        // Marks count for more than the journal, and what belongs to a marked thing goes where that goes.
        believe(known, true);
        world.things.values().forEach(things -> things.values().forEach(this::belonging));
        believe(known, false);
        return observation();
    }

    private Map<NativeId, Key> known(Map<NativeId, Key> made) {
        boolean intended = flaws.has(Broken.INTENDED_IS_OURS);
        if (scope.memory().doomed().isEmpty() && !intended) {
            return made;
        }
        Map<NativeId, Key> known = new LinkedHashMap<>(made);
        known.putAll(scope.memory().doomed());
        if (intended) {
            known.putAll(scope.memory().intended());
        }
        return known;
    }

    private void list(@Nullable String host) {
        try {
            Map<String, List<Thing>> all = reads.once(
                    NativeWords.inventory(client.temper()), host == null ? "" : host, () -> client.inventory(host));
            for (String type : blueprint.types()) {
                Map<NativeId, Thing> things = things(type);
                for (Thing thing : all.getOrDefault(type, List.of())) {
                    things.put(thing.id(), thing);
                }
                if (!flaws.has(Broken.MADE_IS_FORGOTTEN)) {
                    scope.memory().gone().forEach(things::remove);
                }
            }
        } catch (PortolanException e) {
            if (!flaws.has(Broken.UNREAD_IS_ABSENT)) {
                blind(host == null ? Place.of("cloud", "inventory") : Place.of("host", host), e);
            }
        }
    }

    private Map<NativeId, Thing> things(String type) {
        return world.things.computeIfAbsent(type, t -> new LinkedHashMap<>());
    }

    private void blind(Place place, PortolanException e) {
        blind.put(place, e.failure());
        world.blind.add(place);
    }

    /** By id, what the journal knows and the lists do not show. */
    private void look(Map<NativeId, Key> ids, boolean proves, boolean hides) {
        Map<String, List<NativeId>> missing = new HashMap<>();
        ids.forEach((id, key) -> {
            Map<NativeId, Thing> things = world.things.get(id.part());
            if (things != null && !things.containsKey(id)) {
                missing.computeIfAbsent(id.part(), t -> new ArrayList<>()).add(id);
            }
        });
        missing.forEach((type, some) -> {
            String call = Verb.GET.call(client.temper(), type);
            try {
                for (Thing thing : reads.once(call, some, () -> client.get(type, some))) {
                    things(type).put(thing.id(), thing);
                }
            } catch (PortolanException e) {
                blind(Place.of("cloud", call), e);
                return;
            }
            for (NativeId id : some) {
                if (!things(type).containsKey(id)) {
                    if (proves) {
                        absent.add(id);
                    }
                    Key key = ids.get(id);
                    if (hides && key != null) {
                        world.hidden.put(key, id);
                    }
                }
            }
        });
    }

    /** What is there of these is ours though it carries no mark. */
    private void believe(Map<NativeId, Key> ids, boolean markable) {
        ids.forEach((id, key) -> {
            ThingType type = types.get(id.part());
            if (type == null || type.isMarked() != markable) {
                return;
            }
            Thing thing = world.things.getOrDefault(id.part(), Map.of()).get(id);
            if (thing != null && !world.parts.containsKey(id) && mark(thing).isEmpty() && key.is(blueprint.kind())) {
                add(key, Part.known(thing, Mark.Origin.CREATED));
            }
        });
    }

    private static Optional<Mark> mark(Thing thing) {
        return thing.labels().isEmpty() ? Optional.empty() : Marks.fromTags(thing.labels());
    }

    private void marked(Thing thing) {
        if (thing.labels().isEmpty()) {
            return;
        }
        Optional<Mark> mark = Marks.fromTags(thing.labels());
        if (mark.isEmpty() || !mark.get().key().is(blueprint.kind())) {
            return;
        }
        Part part = Part.marked(thing, mark.get());
        if (mark.get().owner().equals(scope.owner())) {
            add(mark.get().key(), part);
        } else {
            String owner = mark.get().owner() + " " + mark.get().key().name();
            world.others.computeIfAbsent(owner, o -> new ArrayList<>(2)).add(part);
        }
    }

    /** Parts that can't carry a mark belong to whoever has their parent, or the thing of their name. */
    private void belonging(Thing thing) {
        ThingType type = types.get(thing.type());
        if (type == null || type.isMarked() || world.parts.containsKey(thing.id())) {
            return;
        }
        NativeId keeper = type.keptBy().isEmpty()
                ? thing.get("parent", NativeId.class).orElse(thing.id())
                : NativeId.of(type.keptBy(), thing.name());
        Part of = world.parts.get(keeper);
        if (of != null && !of.foreign()) {
            add(keyOf(of), Part.known(thing, of.origin()));
        }
    }

    private final Map<NativeId, Key> keys = new HashMap<>();

    private Key keyOf(Part part) {
        return keys.getOrDefault(part.id(), Key.of(blueprint.kind(), "?"));
    }

    private void add(Key key, Part part) {
        List<Part> bag = world.bags.computeIfAbsent(key, k -> new ArrayList<>(4));
        if (flaws.has(Broken.FIRST_OF_THE_BAG)
                && bag.stream()
                        .anyMatch(p -> p.thing().type().equals(part.thing().type()))) {
            return;
        }
        if (world.parts.putIfAbsent(part.id(), part) == null) {
            bag.add(part);
            keys.put(part.id(), key);
        }
    }

    private Observation<PartWorld> observation() {
        Map<Key, List<Part>> adoptable = adoptable();
        Observation.Builder<PartWorld> observation = Observation.of(world);
        world.bags.forEach((key, bag) -> observation.ours(key, found(bag, world.hidden.get(key))));
        world.hidden.forEach((key, id) -> {
            if (!world.bags.containsKey(key)) {
                observation.ours(key, found(List.of(), id));
            }
        });
        adoptable.forEach((key, bag) -> observation.adoptable(key, found(bag, null)));
        List<Thing> others = others();
        if (!others.isEmpty()) {
            foreign(others, observation);
        }
        blind.forEach(observation::blind);
        absent.forEach(observation::absent);
        return observation.build();
    }

    private List<Thing> others() {
        List<Thing> others = new ArrayList<>();
        int all = 0;
        for (Map<NativeId, Thing> things : world.things.values()) {
            all += things.size();
        }
        if (world.parts.size() == all && world.adopting.isEmpty()) {
            return others;
        }
        for (Map<NativeId, Thing> things : world.things.values()) {
            for (Thing thing : things.values()) {
                Part ours = world.parts.get(thing.id());
                if (ours == null || ours.foreign()) {
                    others.add(thing);
                }
            }
        }
        return others;
    }

    /** What is not ours matters where a wanted key claims it. */
    private void foreign(List<Thing> others, Observation.Builder<PartWorld> observation) {
        Set<Claim> wanted = new HashSet<>();
        scope.wanted().values().forEach(spec -> wanted.addAll(blueprint.claims(spec, scope.references())));
        for (Thing thing : others) {
            for (Claim claim : blueprint.claims(thing)) {
                if (wanted.contains(claim)) {
                    Part part = mark(thing).map(m -> Part.marked(thing, m)).orElse(Part.foreign(thing));
                    observation.foreign(claim, found(List.of(part), null));
                }
            }
        }
    }

    /** What hangs together with the ids that are to be taken over, where a part of it is not ours yet. */
    private Map<Key, List<Part>> adoptable() {
        Map<Key, List<Part>> adoptable = new LinkedHashMap<>();
        scope.adopt().forEach((key, id) -> {
            List<Part> parts = new Kin(world, types, blueprint.types(), blueprint::areKin).of(id);
            if (flaws.has(Broken.FIRST_PART_ADOPTED) && parts.size() > 1) {
                parts = parts.subList(0, 1);
            }
            if (parts.stream().anyMatch(Part::foreign)) {
                adoptable.put(key, parts);
                world.adopting.put(key, parts);
                parts.forEach(p -> world.parts.putIfAbsent(p.id(), p));
            }
        });
        return adoptable;
    }

    private static boolean holds(List<Part> bag, NativeId id) {
        for (Part part : bag) {
            if (part.id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private Found found(List<Part> bag, @Nullable NativeId hidden) {
        Found.Builder found = Found.builder();
        Mark last = null;
        for (Part part : bag) {
            found.part(part.id(), part.origin());
            if (part.mark() != null && !part.mark().equals(last)) {
                last = part.mark();
                found.mark(last);
            }
            blueprint.claims(part.thing()).forEach(found::claim);
            ThingType type = types.get(part.thing().type());
            if (type != null) {
                for (String reference : type.references()) {
                    for (NativeId used : Arguments.ids(part.raw(reference))) {
                        if (!holds(bag, used)) {
                            found.uses(used);
                        }
                    }
                }
            }
            if (part.thing().state() != Thing.State.READY) {
                found.condition(part.thing().state().name());
            }
        }
        if (hidden != null) {
            found.part(hidden);
        }
        return found.build();
    }
}
