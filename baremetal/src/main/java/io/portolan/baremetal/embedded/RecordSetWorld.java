package io.portolan.baremetal.embedded;

import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The record sets of the zones that matter, whoever made them. Immutable. */
final class RecordSetWorld {
    /** Where a set stands; a zone has one set at a place. */
    record Place(String zone, String name, String type) {
        static Place of(Native set) {
            return new Place(set.text("zone"), set.text("name"), set.text("type"));
        }

        NativeId id() {
            return NativeId.of("records", zone + " " + name + " " + type);
        }
    }

    private final String owner;
    private final Map<Place, Native> sets = new LinkedHashMap<>();
    private final Map<NativeId, Place> ids = new HashMap<>();
    private final Map<String, List<Native>> names = new HashMap<>();
    private final Map<Key, List<Native>> ours = new LinkedHashMap<>();
    private final Map<NativeId, Ref<?>> references;

    RecordSetWorld(String owner, List<Native> listed, Map<NativeId, Ref<?>> references) {
        this.owner = owner;
        this.references = Map.copyOf(references);
        for (Native set : listed) {
            Place place = Place.of(set);
            sets.put(place, set);
            ids.put(place.id(), place);
            names.computeIfAbsent(place.zone() + " " + place.name(), name -> new ArrayList<>(1))
                    .add(set);
            set.mark()
                    .filter(mark -> mark.owner().equals(owner))
                    .ifPresent(mark -> ours.computeIfAbsent(mark.key(), key -> new ArrayList<>(1))
                            .add(set));
        }
    }

    Iterable<Native> sets() {
        return sets.values();
    }

    Optional<Native> at(Place place) {
        return Optional.ofNullable(sets.get(place));
    }

    /** The sets of all types at a name. */
    List<Native> at(String zone, String name) {
        return names.getOrDefault(zone + " " + name, List.of());
    }

    Map<Key, List<Native>> ours() {
        return ours;
    }

    boolean isOurs(Native set) {
        return set.mark().map(Mark::owner).filter(owner::equals).isPresent();
    }

    Optional<Native> of(Key key) {
        return ours.getOrDefault(key, List.of()).stream().findFirst();
    }

    List<Native> of(Optional<Found> found, Optional<Found> adopted) {
        return Stream.of(found, adopted)
                .flatMap(Optional::stream)
                .flatMap(each -> each.parts().keySet().stream())
                .distinct()
                .flatMap(id -> Optional.ofNullable(ids.get(id)).map(sets::get).stream())
                .toList();
    }

    /** What a user calls by its name and type, as {@code www.shop.example. CNAME}. */
    Optional<Native> named(String words, Optional<String> zone) {
        return sets.values().stream()
                .filter(set -> zone.map(set.text("zone")::equals).orElse(true))
                .filter(set -> (set.text("name") + " " + set.text("type")).equals(words)
                        || Place.of(set).id().value().equals(words))
                .findFirst();
    }

    @SuppressWarnings("unchecked") // the kinds are equal
    <S extends Spec> Ref<S> reference(Kind<S> kind, NativeId id) {
        Ref<?> known = references.get(id);
        return known != null && known.kind().equals(kind) ? (Ref<S>) known : Ref.id(kind, id.value());
    }
}
