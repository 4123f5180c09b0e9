package io.portolan.testkit.memory;

import io.portolan.Refusal;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import io.portolan.testkit.memory.RecordRender.Wanted;
import io.portolan.testkit.memory.RecordWorld.Held;
import io.portolan.testkit.memory.ZoneBatch.Item;
import io.portolan.testkit.memory.ZoneBatch.Nature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What differs of some record sets, gathered by zone. Pure. */
final class RecordChanges {
    private final RecordWorld world;
    private final Planning planning;
    private final Flaws flaws;
    private final RecordRender render;
    private final Map<Object, ZoneBatch> zones = new LinkedHashMap<>();
    private final Map<Ref<DnsZone>, ZoneBatch> byReference = new HashMap<>();

    RecordChanges(Flaws flaws, RecordClaims claims, RecordWorld world, Planning planning) {
        this.world = world;
        this.planning = planning;
        this.flaws = flaws;
        this.render = new RecordRender(claims, flaws);
    }

    /** The batches that make these so, by the id or else the reference of their zone. */
    Map<Object, ZoneBatch> of(List<Change<RecordSet>> changes) {
        for (Change<RecordSet> change : changes) {
            List<Held> held = world.of(change.ours(), change.adopted());
            switch (change.intent()) {
                case APPLY, ADOPT -> change.desired().ifPresent(spec -> apply(change, spec, held));
                case DELETE -> delete(change.key(), held);
                case RELEASE -> relabel(change, held, null);
                case KEEP -> relabel(change, held, change.mark());
            }
        }
        return zones;
    }

    private ZoneBatch zone(Change<RecordSet> change, RecordSet spec) {
        return byReference.computeIfAbsent(spec.zone(), ref -> {
            Value<NativeId> id = change.references().of(ref, DnsZone.ID);
            return zones.computeIfAbsent(id.now().map(n -> (Object) n.value()).orElse(ref), k -> new ZoneBatch(id));
        });
    }

    private ZoneBatch zone(Held held) {
        return zones.computeIfAbsent(held.zone(), k -> new ZoneBatch(Value.of(NativeId.of("zone", held.zone()))));
    }

    private void apply(Change<RecordSet> change, RecordSet spec, List<Held> held) {
        Key key = change.key();
        ZoneBatch zone = zone(change, spec);
        if (world.blind.contains(zone.id())) {
            refuse(key, Refusal.Why.BLIND, "zone " + zone.id() + " could not be read", "repeat it later");
            return;
        }
        if (spec.type().isEmpty()
                && RecordClaims.form(spec, change.references()).isEmpty()) {
            planning.later(key, "it is not known yet what its load balancer is reached by", Duration.ofSeconds(5));
            return;
        }
        Duration ttl = spec.ttl().value().orElse(null);
        if (ttl == null) {
            Duration standard =
                    change.references().of(spec.zone(), DnsZone.TTL).now().orElse(DnsZone.DEFAULT_TTL);
            ttl = spec.ttl().isUnset() && !held.isEmpty() ? held.get(0).set().ttl() : standard;
        }
        List<Item> items = new ArrayList<>(0);
        List<Held> rest = new ArrayList<>(held);
        for (Wanted wanted : render.render(spec, ttl, change.references())) {
            Held there = take(rest, zone.id(), wanted.name());
            if (there == null && world.zone(zone.id()).containsKey(wanted.name())) {
                refuse(
                        key,
                        Refusal.Why.FOREIGN,
                        wanted.name() + " is there already and is not ours",
                        "adopt it, or choose another name");
                return;
            }
            Item item = item(change, wanted, there);
            if (item != null) {
                items.add(item);
            }
        }
        for (Held old : rest) {
            items.add(0, removal(key, old, Nature.MAKES_ROOM));
        }
        zone.make(key, items);
    }

    private static @Nullable Held take(List<Held> held, String zone, RecordName name) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).set().name().equals(name) && held.get(i).zone().equals(zone)) {
                return held.remove(i);
            }
        }
        return null;
    }

    private @Nullable Item item(Change<RecordSet> change, Wanted wanted, @Nullable Held there) {
        Key key = change.key();
        if (there == null) {
            Map<String, String> labels = labels(change, Map.of(), Mark.Origin.CREATED);
            return new Item(
                    key, wanted.name(), wanted.set().map(set -> RecordChange.add(set.labels(labels))), Nature.ADDS, 0);
        }
        Rrset now = wanted.set().now().orElse(null);
        boolean marked = change.mark().origin(there.origin()).equals(there.mark()) && carries(change, there);
        boolean same = now != null && now.answersLike(there.set());
        if (marked && same) {
            return null;
        }
        if (!same) {
            differs(key, there.set(), now);
        }
        Map<String, String> labels = labels(change, there.set().labels(), there.origin());
        return new Item(
                key,
                wanted.name(),
                wanted.set().map(set -> RecordChange.replace(there.set(), set.labels(labels))),
                Nature.CHANGES,
                there.set().version());
    }

    private void differs(Key key, Rrset there, @Nullable Rrset now) {
        if (now == null || !now.ttl().equals(there.ttl())) {
            planning.differs(
                    key, FieldPath.of("ttl"), there.ttl(), now == null ? "?" : now.ttl(), Planning.Reason.WANTED);
        }
        if (now == null || !now.answers().equals(there.answers())) {
            planning.differs(
                    key,
                    FieldPath.of("values"),
                    there.answers(),
                    now == null ? "(known later)" : now.answers(),
                    Planning.Reason.WANTED);
        }
    }

    private static boolean carries(Change<RecordSet> change, Held there) {
        return change.labels().isEmpty()
                || there.set().labels().entrySet().containsAll(change.labels().entrySet());
    }

    private static Map<String, String> labels(Change<RecordSet> change, Map<String, String> there, Mark.Origin origin) {
        Map<String, String> labels = new TreeMap<>(there);
        labels.putAll(change.labels());
        labels.putAll(Marks.toTags(change.mark().origin(origin)));
        return labels;
    }

    private static Item removal(Key key, Held held, Nature nature) {
        return new Item(
                key,
                held.set().name(),
                Value.of(RecordChange.remove(held.set())),
                nature,
                held.set().version());
    }

    private void delete(Key key, List<Held> held) {
        if (!held.isEmpty()) {
            zone(held.get(0))
                    .retire(
                            key,
                            held.stream()
                                    .map(h -> removal(key, h, Nature.LEAVES))
                                    .toList());
        }
    }

    private void relabel(Change<RecordSet> change, List<Held> held, @Nullable Mark mark) {
        for (Held one : held) {
            Map<String, String> labels = new TreeMap<>(one.set().labels());
            labels.keySet().removeIf(name -> name.startsWith("portolan-"));
            if (mark != null) {
                labels.putAll(Marks.toTags(mark.origin(one.origin())));
            }
            if (!labels.equals(one.set().labels())) {
                zone(one)
                        .make(
                                change.key(),
                                List.of(new Item(
                                        change.key(),
                                        one.set().name(),
                                        Value.of(RecordChange.replace(
                                                one.set(), one.set().labels(labels))),
                                        Nature.CHANGES,
                                        one.set().version())));
            }
        }
    }

    private void refuse(Key key, Refusal.Why why, String message, String help) {
        if (!flaws.has(Broken.REFUSAL_SWALLOWED)) {
            planning.refuse(key, why, message, help);
        }
    }
}
