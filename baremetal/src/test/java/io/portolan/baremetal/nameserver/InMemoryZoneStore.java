package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.UpdateOutcome.Code;
import java.util.HashMap;
import java.util.Map;

/** A store that forgets everything when it ends. */
final class InMemoryZoneStore implements ZoneStore {
    private final Map<String, ZoneData> zones = new HashMap<>();

    InMemoryZoneStore(ZoneData... zones) {
        for (ZoneData zone : zones) {
            this.zones.put(zone.apex(), zone);
        }
    }

    @Override
    public synchronized UpdateOutcome update(ZoneUpdate update) {
        ZoneData current = zones.get(update.zone());
        if (current == null) {
            return UpdateOutcome.rejected(Code.NOTAUTH, "the store has no zone " + update.zone());
        }
        UpdateOutcome outcome = update.applyTo(current);
        outcome.zone().ifPresent(zone -> zones.put(zone.apex(), zone));
        return outcome;
    }

    synchronized ZoneData zone(String apex) {
        ZoneData zone = zones.get(apex);
        if (zone == null) {
            throw new IllegalArgumentException("no zone " + apex);
        }
        return zone;
    }
}
