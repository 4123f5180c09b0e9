package io.portolan.aws.dns;

import io.portolan.dns.DnsName;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that was read of record sets, sorted for planning. Immutable. */
final class RecordWorld {
    private final Map<NativeId, RecordThing> ids = new HashMap<>();
    private final Map<String, List<NativeSet>> names = new HashMap<>();

    RecordWorld(Collection<RecordThing> things) {
        for (RecordThing thing : things) {
            ids.put(thing.nativeId(), thing);
            if (thing instanceof NativeSet set) {
                names.computeIfAbsent(set.zone() + " " + set.name(), n -> new ArrayList<>(1))
                        .add(set);
            }
        }
    }

    /** The sets that a change is about: what is ours, then what is to be taken over. */
    List<NativeSet> sets(Change<?> change) {
        return parts(change, NativeSet.class);
    }

    List<Check> checks(Change<?> change) {
        return parts(change, Check.class);
    }

    private <T> List<T> parts(Change<?> change, Class<T> type) {
        return change.parts().keySet().stream()
                .map(ids::get)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** All sets at a name of a zone, whoever's they are. */
    List<NativeSet> at(NativeId zone, DnsName name) {
        return names.getOrDefault(zone + " " + name, List.of());
    }

    /** The registry of a zone; empty where the zone was not read, or is about to be made. */
    Optional<Registry> registry(NativeId zone) {
        return Optional.ofNullable(ids.get(Registry.id(zone))).map(Registry.class::cast);
    }
}
