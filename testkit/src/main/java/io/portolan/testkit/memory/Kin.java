package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** The things of one kind that hang together with a given one: what it uses, its children, what bears its name. */
final class Kin {
    private final PartWorld world;
    private final Map<String, ThingType> types;
    private final List<String> kinds;
    private final BiPredicate<Thing, Thing> areKin;
    private final Map<NativeId, Part> found = new LinkedHashMap<>();

    Kin(PartWorld world, Map<String, ThingType> types, List<String> kinds, BiPredicate<Thing, Thing> areKin) {
        this.world = world;
        this.types = types;
        this.kinds = kinds;
        this.areKin = areKin;
    }

    /** All of them, in the order of reaching; empty where there is no thing of that id. */
    List<Part> of(String id) {
        for (String type : kinds) {
            Thing thing = world.find(NativeId.of(type, id));
            if (thing != null) {
                reach(thing);
            }
        }
        return new ArrayList<>(found.values());
    }

    private void reach(Thing thing) {
        if (found.containsKey(thing.id())) {
            return;
        }
        Part known = world.parts.get(thing.id());
        ThingType type = types.get(thing.type());
        found.put(thing.id(), known != null ? known : Part.foreign(thing));
        if (type == null) {
            return;
        }
        for (String reference : type.references()) {
            for (NativeId used : Arguments.ids(thing.raw(reference))) {
                Thing other = kinds.contains(used.part()) ? world.find(used) : null;
                if (other != null && (other.labels().isEmpty() || world.parts.containsKey(used))) {
                    reach(other);
                }
            }
        }
        for (String kind : kinds) {
            world.all(kind).stream().filter(other -> areKin.test(thing, other)).forEach(this::reach);
            ThingType below = types.get(kind);
            if (below != null && below.parent().equals(thing.type())) {
                world.all(kind).stream()
                        .filter(t -> thing.id().equals(t.raw("parent")))
                        .forEach(this::reach);
            }
        }
    }
}
