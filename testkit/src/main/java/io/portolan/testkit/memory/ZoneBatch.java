package io.portolan.testkit.memory;

import io.portolan.dns.DnsName;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of one zone while they are collected: what must be atomic stands in one group. */
final class ZoneBatch {
    /** What a change does to its name. */
    enum Nature {
        ADDS,
        CHANGES,
        /** It makes room for another one of its key. */
        MAKES_ROOM,
        /** Its key goes. */
        LEAVES
    }

    /** One change for one key; the version is that of what is there. */
    record Item(Key key, RecordName name, Value<RecordChange> change, Nature nature, long version) {
        boolean adds() {
            return nature == Nature.ADDS;
        }

        boolean removes() {
            return nature == Nature.MAKES_ROOM || nature == Nature.LEAVES;
        }

        int weight() {
            return change.now().map(RecordChange::weight).orElse(64);
        }
    }

    private final Value<NativeId> zone;
    private final Map<Key, List<Item>> make = new LinkedHashMap<>();
    private final Map<Key, List<Item>> retire = new LinkedHashMap<>();

    ZoneBatch(Value<NativeId> zone) {
        this.zone = zone;
    }

    Value<NativeId> zone() {
        return zone;
    }

    /** The id, if the zone is there. */
    String id() {
        return zone.now().map(NativeId::value).orElse("");
    }

    void make(Key key, List<Item> items) {
        if (!items.isEmpty()) {
            make.put(key, items);
        }
    }

    void retire(Key key, List<Item> items) {
        if (!items.isEmpty()) {
            retire.put(key, items);
        }
    }

    /** The changes of both. */
    ZoneBatch with(ZoneBatch other) {
        make.putAll(other.make);
        retire.putAll(other.retire);
        return this;
    }

    Map<Key, List<Item>> making() {
        return make;
    }

    /** Takes into a making group every retirement that must make room for it: one atomic change, or none. */
    List<List<Item>> groups() {
        if (make.isEmpty()) {
            return List.of();
        }
        Map<DnsName, List<Item>> leaving = new HashMap<>();
        retire.values()
                .forEach(items ->
                        items.forEach(i -> leaving.computeIfAbsent(i.name().name(), n -> new ArrayList<>(1))
                                .add(i)));
        List<List<Item>> groups = new ArrayList<>();
        for (List<Item> items : make.values()) {
            List<Item> group = new ArrayList<>(items);
            for (Item item : items) {
                for (Item old : leaving.getOrDefault(item.name().name(), List.of())) {
                    if (item.adds() && old.name().excludes(item.name()) && retire.containsKey(old.key())) {
                        group.addAll(0, retire.remove(old.key()));
                    }
                }
            }
            groups.add(group);
        }
        return groups;
    }

    /** What is left to go; asked after {@link #groups}. */
    List<List<Item>> leaving() {
        return List.copyOf(retire.values());
    }

    boolean isLeaving(RecordName name) {
        return retire.values().stream()
                .anyMatch(items -> items.stream().anyMatch(i -> i.name().equals(name)));
    }
}
