package io.portolan.baremetal.embedded;

import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Scope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Observes one kind. All kinds but record sets share one list, with all of its pages. */
final class ThingReader<S extends Spec> {
    private final Translation<S> translation;
    private final CloudWire wire;
    private final Scope<S> scope;
    private final Reads reads;

    ThingReader(Translation<S> translation, CloudWire wire, Scope<S> scope, Reads reads) {
        this.translation = translation;
        this.wire = wire;
        this.scope = scope;
        this.reads = reads;
    }

    Observation<World> observe() {
        Map<NativeId, Ref<?>> names = Outputs.names(scope);
        var listed = new LinkedHashMap<NativeId, Native>();
        Set<NativeId> absent = remembered();
        try {
            wire.list(reads, translation.part(), "cloud.list", Map.of()).stream()
                    .filter(thing -> thing.isCloud() || thing.text("kind").equals(translation.part()))
                    .forEach(thing -> listed.put(thing.id(), thing));
            absent.removeAll(listed.keySet());
            if (!absent.isEmpty()) {
                List<String> ids = absent.stream().map(NativeId::value).toList();
                wire.list(reads, translation.part(), translation.part() + ".list", Map.of("ids", ids))
                        .forEach(thing -> listed.put(thing.id(), thing));
            }
            absent.removeAll(listed.keySet());
            listed.keySet().removeAll(scope.memory().gone());
        } catch (PortolanException e) {
            Observation.Builder<World> blind = Observation.of(new World(scope.owner(), List.of(), names));
            scope.wanted().keySet().forEach(key -> blind.unread(key, e.failure()));
            return blind.blind(Place.of("cloud", translation.part()), e.failure())
                    .build();
        }
        return observed(new World(scope.owner(), List.copyOf(listed.values()), names), absent);
    }

    /** Ids that the memory has. Those that the list has not are asked for: an absence is proven or it is not known. */
    private Set<NativeId> remembered() {
        Memory memory = scope.memory();
        Set<NativeId> remembered = new TreeSet<>();
        Stream.of(memory.made(), memory.intended(), memory.doomed())
                .flatMap(ids -> ids.keySet().stream())
                .filter(id -> id.part().equals(translation.part()))
                .forEach(remembered::add);
        return remembered;
    }

    private Observation<World> observed(World world, Set<NativeId> absent) {
        Observation.Builder<World> observation = Observation.of(world);
        absent.forEach(observation::absent);
        world.ours().forEach((key, things) -> observation.ours(key, found(things)));
        Map<Claim, Native> held = new HashMap<>();
        for (Native thing : world.things()) {
            if (!world.isOurs(thing)) {
                translation.held(thing).forEach(claim -> held.putIfAbsent(claim, thing));
            }
        }
        Set<Claim> wanted = new LinkedHashSet<>();
        scope.wanted().values().forEach(spec -> wanted.addAll(translation.claims(spec, scope.references())));
        for (Claim claim : wanted) {
            if (held.containsKey(claim)) {
                observation.foreign(claim, found(List.of(held.get(claim))));
            }
        }
        scope.adopt()
                .forEach((key, id) -> adoptable(world, key, id).ifPresent(thing -> {
                    observation.adoptable(key, found(List.of(thing)));
                }));
        scope.existing().stream()
                .filter(reference -> world.existing(reference).isEmpty())
                .forEach(observation::missing);
        return observation.build();
    }

    private Optional<Native> adoptable(World world, Key key, String id) {
        return world.thing(NativeId.of(translation.part(), id))
                .filter(thing -> thing.mark()
                        .filter(mark -> mark.sameResource(Mark.of(scope.owner(), key)))
                        .isEmpty());
    }

    private Found found(List<Native> things) {
        Found.Builder found = Found.builder();
        for (Native thing : things) {
            found.part(thing.id(), thing.mark().map(Mark::origin).orElse(Mark.Origin.ADOPTED));
            thing.mark().ifPresent(found::mark);
            translation.uses(thing).forEach(found::uses);
            translation.held(thing).forEach(found::claim);
        }
        return found.build();
    }
}
