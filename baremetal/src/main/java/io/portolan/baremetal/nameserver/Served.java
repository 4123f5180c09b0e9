package io.portolan.baremetal.nameserver;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** What is served at one moment: zones and keys, immutable, swapped as a whole. */
final class Served {
    static final Served NOTHING = new Served(new LinkedHashMap<>(), Map.of());

    private final Map<WireName.Suffix, Zone> zones;
    private final Map<Name, TsigKey> keys;

    Served(Map<WireName.Suffix, Zone> zones, Map<Name, TsigKey> keys) {
        this.zones = new LinkedHashMap<>(zones);
        this.keys = Map.copyOf(keys);
    }

    Collection<Zone> zones() {
        return zones.values();
    }

    Map<Name, TsigKey> keys() {
        return keys;
    }

    /** The most specific zone around a name. A DS record lives above its zone, so the apex of one asks the one around it. */
    @Nullable
    Zone around(WireName name, int type) {
        for (int label = 0; label < name.labels(); label++) {
            Zone zone = zones.get(name.suffix(label));
            if (zone != null && (type != Type.DS || label > 0 || !below(name))) {
                return zone;
            }
        }
        return null;
    }

    private boolean below(WireName apex) {
        for (int label = 1; label < apex.labels(); label++) {
            if (zones.containsKey(apex.suffix(label))) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Zone at(Name apex) {
        return zones.get(WireName.of(apex).key());
    }

    /** The same with one zone in another state. */
    Served with(Zone zone) {
        Map<WireName.Suffix, Zone> next = new LinkedHashMap<>(zones);
        next.put(zone.apex().key(), zone);
        return new Served(next, keys);
    }
}
