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

    private final Map<String, Map<NativeId, Key>> made = new HashMap<>();
    private final Map<String, Map<NativeId, Key>> intended = new HashMap<>();
    private final Map<String, Map<NativeId, Key>> doomed = new HashMap<>();
    private final Set<NativeId> gone;
    private final Map<String, Set<Place>> places = new HashMap<>();

    /**
     * Without any ids but those that are gone.
     *
     * @param places places by the kind that wrote there
     */
    Memories(Set<NativeId> gone, Map<Place, String> places) {
        this.gone = Collections.unmodifiableSet(gone);
        places.forEach((place, kind) ->
                this.places.computeIfAbsent(kind, k -> new HashSet<>()).add(place));
    }

    void made(NativeId id, Key key) {
        made.computeIfAbsent(key.kind(), k -> new LinkedHashMap<>()).put(id, key);
    }

    void intended(NativeId id, Key key) {
        intended.computeIfAbsent(key.kind(), k -> new LinkedHashMap<>()).put(id, key);
    }

    void doomed(NativeId id, Key key) {
        doomed.computeIfAbsent(key.kind(), k -> new LinkedHashMap<>()).put(id, key);
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
