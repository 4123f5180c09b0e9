package io.portolan.engine;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Place;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a journal remembers, as each kind's driver may see it. */
final class Memories {
    private record Remembered(
            Map<NativeId, Key> made,
            Map<NativeId, Key> intended,
            Map<NativeId, Key> doomed,
            Set<NativeId> gone,
            Set<Place> places)
            implements Memory {}

    private final Map<String, Map<NativeId, Key>> made;
    private final Map<String, Map<NativeId, Key>> intended;
    private final Map<String, Map<NativeId, Key>> doomed;
    private final Set<NativeId> gone;
    private final Map<String, Set<Place>> places = new HashMap<>();

    /** Sorts ids by the kind of their key, and places by the kind that wrote there. */
    Memories(
            Map<NativeId, Key> made,
            Map<NativeId, Key> intended,
            Map<NativeId, Key> doomed,
            Set<NativeId> gone,
            Map<Place, String> places) {
        this.made = byKind(made);
        this.intended = byKind(intended);
        this.doomed = byKind(doomed);
        this.gone = Collections.unmodifiableSet(gone);
        places.forEach((place, kind) ->
                this.places.computeIfAbsent(kind, k -> new HashSet<>()).add(place));
    }

    private static Map<String, Map<NativeId, Key>> byKind(Map<NativeId, Key> ids) {
        Map<String, Map<NativeId, Key>> kinds = new HashMap<>();
        ids.forEach((id, key) ->
                kinds.computeIfAbsent(key.kind(), k -> new LinkedHashMap<>()).put(id, key));
        return kinds;
    }

    Memory of(String kind) {
        return new Remembered(
                Collections.unmodifiableMap(made.getOrDefault(kind, Map.of())),
                Collections.unmodifiableMap(intended.getOrDefault(kind, Map.of())),
                Collections.unmodifiableMap(doomed.getOrDefault(kind, Map.of())),
                gone,
                Collections.unmodifiableSet(places.getOrDefault(kind, Set.of())));
    }
}
