package io.portolan.testkit.memory;

import io.portolan.Refusal;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.Key;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.testkit.memory.ZoneBatch.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans the record sets of all zones. Pure. */
final class RecordPlanner {
    private final RecordWorld world;
    private final Planning planning;
    private final Flaws flaws;
    private final RecordClaims claims;
    private final RecordSteps steps;

    RecordPlanner(MemoryClient client, Flaws flaws, RecordClaims claims, RecordWorld world, Planning planning) {
        this.world = world;
        this.planning = planning;
        this.flaws = flaws;
        this.claims = claims;
        this.steps = new RecordSteps(client, flaws, planning, world.gone);
    }

    void plan(List<Change<RecordSet>> changes) {
        Map<Object, ZoneBatch> zones = new LinkedHashMap<>();
        planning.slices(changes, (slice, answers) -> new RecordChanges(flaws, claims, world, answers).of(slice))
                .forEach(slice -> slice.forEach((zone, batch) -> zones.merge(zone, batch, ZoneBatch::with)));
        zones.values().forEach(this::room);
        zones.values().forEach(steps::plan);
    }

    private void refuse(Key key, Refusal.Why why, String message, String help) {
        if (!flaws.has(Broken.REFUSAL_SWALLOWED)) {
            planning.refuse(key, why, message, help);
        }
    }

    /** Refuses what would stand beside a CNAME that is not about to go. */
    private void room(ZoneBatch zone) {
        Map<RecordName, Rrset> there = world.zone(zone.id());
        if (there.isEmpty()) {
            return;
        }
        List<Key> refused = new ArrayList<>(0);
        zone.making()
                .forEach((key, items) -> items.stream()
                        .filter(Item::adds)
                        .map(item -> blocker(zone, there, items, item.name()))
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .ifPresent(blocker -> {
                            refused.add(key);
                            boolean ours = world.held.containsKey(RecordReader.id(zone.id(), blocker.name()));
                            refuse(
                                    key,
                                    ours ? Refusal.Why.CLAIMED : Refusal.Why.FOREIGN,
                                    "it can't stand beside " + blocker.name(),
                                    "a CNAME stands alone at its name");
                        }));
        refused.forEach(zone.making()::remove);
    }

    private static @Nullable Rrset blocker(
            ZoneBatch zone, Map<RecordName, Rrset> there, List<Item> own, RecordName name) {
        List<RecordType> types = name.type().equals(RecordType.CNAME) ? RecordType.usual() : List.of(RecordType.CNAME);
        for (RecordType type : types) {
            RecordName other = new RecordName(name.name(), type);
            Rrset set = other.excludes(name) ? there.get(other) : null;
            if (set != null
                    && !zone.isLeaving(other)
                    && own.stream().noneMatch(i -> i.name().equals(other) && !i.adds())) {
                return set;
            }
        }
        return null;
    }
}
