package io.portolan.testkit.memory;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every record set of the zones that were read. Filled by one {@link RecordReader}, then never changed. */
final class RecordWorld {
    /** A record set that is ours, or is to be. */
    record Held(
            NativeId id, String zone, Rrset set, @Nullable Mark mark) {
        Mark.Origin origin() {
            return mark == null ? Mark.Origin.ADOPTED : mark.origin();
        }
    }

    final Map<String, Map<RecordName, Rrset>> zones = new HashMap<>();
    final Map<NativeId, Held> held;
    final Map<Key, List<Held>> bags;
    final Set<String> blind = new HashSet<>();

    /** Room for so many record sets of ours. */
    RecordWorld(int expected) {
        held = new HashMap<>(expected * 4 / 3 + 1);
        bags = new LinkedHashMap<>(expected * 4 / 3 + 1);
    }

    Map<RecordName, Rrset> zone(String id) {
        return zones.getOrDefault(id, Map.of());
    }

    /** The record sets that a change is about. */
    List<Held> of(Optional<Found> ours, Optional<Found> adopted) {
        if (ours.isEmpty() && adopted.isEmpty()) {
            return List.of();
        }
        List<Held> all = new ArrayList<>(2);
        ours.ifPresent(found -> add(all, found));
        adopted.ifPresent(found -> add(all, found));
        return all;
    }

    private void add(List<Held> all, Found found) {
        for (NativeId id : found.parts().keySet()) {
            Held one = held.get(id);
            if (one != null && !all.contains(one)) {
                all.add(one);
            }
        }
    }
}
