package io.portolan.testkit.memory;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that was read of one kind. Filled by one {@link PartReader}, then never changed. */
final class PartWorld {
    final Map<String, Map<NativeId, Thing>> things = new LinkedHashMap<>();
    final Map<NativeId, Part> parts = new HashMap<>();
    final Map<Key, List<Part>> bags = new LinkedHashMap<>();
    final Map<String, List<Part>> others = new HashMap<>();
    final Map<Key, List<Part>> adopting = new HashMap<>();
    final Map<Key, NativeId> hidden = new HashMap<>();
    final Set<Place> blind = new HashSet<>();

    /** The parts of ours of this key. */
    List<Part> bag(Key key) {
        return bags.getOrDefault(key, List.of());
    }

    /** The parts that a change is about, ours first. */
    List<Part> bag(Optional<Found> ours, Optional<Found> adopted) {
        List<Part> bag = new ArrayList<>(4);
        ours.ifPresent(found -> add(bag, found));
        adopted.ifPresent(found -> add(bag, found));
        return bag;
    }

    private void add(List<Part> bag, Found found) {
        for (NativeId id : found.parts().keySet()) {
            Part part = parts.get(id);
            if (part != null && !bag.contains(part)) {
                bag.add(part);
            }
        }
    }

    Collection<Thing> all(String type) {
        return things.getOrDefault(type, Map.of()).values();
    }

    @Nullable
    Thing find(NativeId id) {
        return things.getOrDefault(id.part(), Map.of()).get(id);
    }
}
