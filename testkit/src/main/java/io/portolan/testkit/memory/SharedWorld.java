package io.portolan.testkit.memory;

import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shared documents, each once, and the addresses beside them. Filled by one {@link SharedReader}, then never changed. */
final class SharedWorld {
    /** A section of ours, or one to be taken over. */
    record Held(NativeId id, Section section, @Nullable Mark mark) {
        Mark.Origin origin() {
            return mark == null ? Mark.Origin.ADOPTED : mark.origin();
        }
    }

    final Map<String, Thing> documents = new HashMap<>();
    final Map<NativeId, Thing> addresses = new HashMap<>();
    final Map<NativeId, Held> sections = new HashMap<>();
    final Map<NativeId, Part> parts = new HashMap<>();
    final Map<Key, List<Held>> held = new HashMap<>();
    final Map<Key, List<Part>> own = new HashMap<>();
    final Map<Key, NativeId> hidden = new HashMap<>();
    final Set<Place> blind = new HashSet<>();

    static Map<String, Section> sections(Thing document) {
        Map<String, Section> sections = new TreeMap<>();
        if (document.raw("sections") instanceof Map<?, ?> all) {
            all.forEach((name, section) -> sections.put(name.toString(), (Section) section));
        }
        return sections;
    }

    List<Held> held(Optional<Found> ours, Optional<Found> adopted) {
        List<Held> all = new ArrayList<>(1);
        for (NativeId id : ids(ours, adopted)) {
            Held one = sections.get(id);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    List<Part> own(Optional<Found> ours, Optional<Found> adopted) {
        List<Part> all = new ArrayList<>(1);
        for (NativeId id : ids(ours, adopted)) {
            Part one = parts.get(id);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private static Set<NativeId> ids(Optional<Found> ours, Optional<Found> adopted) {
        Set<NativeId> ids = new LinkedHashSet<>();
        ours.ifPresent(f -> ids.addAll(f.parts().keySet()));
        adopted.ifPresent(f -> ids.addAll(f.parts().keySet()));
        return ids;
    }

    Optional<IpAddress> ip(NativeId address) {
        return Optional.ofNullable(addresses.get(address)).flatMap(t -> t.get("ip", IpAddress.class));
    }
}
