package io.portolan.aws.dns;

import io.portolan.dns.DnsName;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import io.portolan.spi.toolkit.Things;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that was read of record sets, sorted for planning. Immutable. */
final class RecordWorld {
    private final Things<RecordThing> things;
    private final Map<NativeId, RecordThing> ids = new HashMap<>();
    private final Map<String, List<NativeSet>> names = new HashMap<>();
    private final Map<String, Check> checks = new HashMap<>();

    RecordWorld(Things<RecordThing> things) {
        this.things = things;
        for (RecordThing thing : things.all()) {
            ids.put(thing.nativeId(), thing);
            if (thing instanceof NativeSet set) {
                names.computeIfAbsent(set.zone() + " " + set.name(), n -> new ArrayList<>(1))
                        .add(set);
            } else if (thing instanceof Check check) {
                checks.put(check.check().id(), check);
            }
        }
    }

    List<NativeSet> sets(Key key) {
        return only(things.of(key), NativeSet.class);
    }

    List<NativeSet> sets(Change<?> change) {
        return only(things.of(change), NativeSet.class);
    }

    List<Check> checks(Change<?> change) {
        return only(things.of(change), Check.class);
    }

    private static <T> List<T> only(List<RecordThing> things, Class<T> type) {
        return things.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** All sets at a name of a zone, whoever's they are. */
    List<NativeSet> at(NativeId zone, DnsName name) {
        return names.getOrDefault(zone + " " + name, List.of());
    }

    /** The checks by id. */
    Map<String, Check> checks() {
        return checks;
    }

    /** The registry of a zone; empty where the zone was not read, or is about to be made. */
    Optional<Registry> registry(NativeId zone) {
        return Optional.ofNullable(ids.get(Registry.id(zone))).map(Registry.class::cast);
    }
}
