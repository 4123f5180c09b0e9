package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The things of a memory cloud, and since when they are what they are. */
final class Store {
    private static final class Entry {
        Thing thing;
        Instant since;
        Instant busyUntil;

        @Nullable
        Instant goneAt;

        Entry(Thing thing, Instant since, Instant busyUntil) {
            this.thing = thing;
            this.since = since;
            this.busyUntil = busyUntil;
        }
    }

    private record Index(String type, String attribute) {}

    private final CloudOptions options;
    private final Map<String, TreeMap<String, Entry>> types = new TreeMap<>();

    /** By the value of an attribute the ids that have it, or once had. */
    private final Map<Index, Map<Object, Set<String>>> indexes = new HashMap<>();

    private int count;

    Store(CloudOptions options) {
        this.options = options;
    }

    private TreeMap<String, Entry> of(String type) {
        return types.computeIfAbsent(type, t -> new TreeMap<>());
    }

    /** An id that was never given before. */
    NativeId nextId(String type) {
        return NativeId.of(type, String.format("%s-%08d", type, ++count));
    }

    void add(Thing thing, Instant now, Duration busy) {
        of(thing.type()).put(thing.id().value(), new Entry(thing, now, now.plus(busy)));
        index(thing);
    }

    void replace(Thing thing, Instant now, Duration busy) {
        Entry entry = of(thing.type()).get(thing.id().value());
        if (entry != null) {
            entry.thing = thing;
            entry.busyUntil = now.plus(busy);
            index(thing);
        }
    }

    private void index(Thing thing) {
        indexes.forEach((index, ids) -> {
            if (index.type.equals(thing.type())) {
                index(ids, thing, index.attribute);
            }
        });
    }

    private static void index(Map<Object, Set<String>> ids, Thing thing, String attribute) {
        Object value = thing.raw(attribute);
        if (value != null) {
            ids.computeIfAbsent(value, v -> new TreeSet<>()).add(thing.id().value());
        }
    }

    void remove(NativeId id, Instant now, Duration busy) {
        Entry entry = of(id.part()).get(id.value());
        if (entry != null) {
            entry.goneAt = now.plus(busy);
        }
    }

    /** The thing as it is now, whatever lists and reads show. */
    Optional<Thing> find(NativeId id, Instant now) {
        Entry entry = of(id.part()).get(id.value());
        return entry == null || isGone(entry, now) ? Optional.empty() : Optional.of(shown(entry, now));
    }

    /** What a read by id shows. */
    Optional<Thing> read(NativeId id, Instant now) {
        Entry entry = of(id.part()).get(id.value());
        return entry == null
                        || isGone(entry, now)
                        || entry.since.plus(options.readLag()).isAfter(now)
                ? Optional.empty()
                : Optional.of(shown(entry, now));
    }

    /** Every thing of a type as it is now. */
    List<Thing> all(String type, Instant now) {
        List<Thing> all = new ArrayList<>();
        for (Entry entry : of(type).values()) {
            if (!isGone(entry, now)) {
                all.add(shown(entry, now));
            }
        }
        return all;
    }

    /** Every thing of a type that has this value as it is now. */
    List<Thing> with(String type, String attribute, Object value, Instant now) {
        Map<Object, Set<String>> ids = indexes.computeIfAbsent(new Index(type, attribute), index -> {
            Map<Object, Set<String>> fresh = new HashMap<>();
            of(type).values().forEach(entry -> index(fresh, entry.thing, attribute));
            return fresh;
        });
        List<Thing> things = new ArrayList<>();
        for (String id : ids.getOrDefault(value, Set.of())) {
            find(NativeId.of(type, id), now)
                    .filter(thing -> value.equals(thing.raw(attribute)))
                    .ifPresent(things::add);
        }
        return things;
    }

    /** One page of what a list of a type shows: from behind this id. */
    Answer page(String type, @Nullable String behind, Instant now) {
        List<Thing> things = new ArrayList<>();
        Map<String, Entry> rest = behind == null ? of(type) : of(type).tailMap(behind, false);
        for (Entry entry : rest.values()) {
            if (things.size() == options.pageSize()) {
                return Answer.page(things, things.get(things.size() - 1).id().value());
            }
            if (isListed(entry, now)) {
                things.add(shown(entry, now));
            }
        }
        return Answer.page(things, null);
    }

    /** One page of everything, at a host if one is given; what stands on no host is shown by the first. */
    Answer page(@Nullable NativeId behind, @Nullable String host, Instant now) {
        List<Thing> things = new ArrayList<>();
        boolean first = host == null || host.equals(options.hosts().get(0));
        for (Map.Entry<String, TreeMap<String, Entry>> type : types.entrySet()) {
            int past = behind == null ? 1 : type.getKey().compareTo(behind.part());
            if (past < 0) {
                continue;
            }
            Map<String, Entry> rest = past > 0 || behind == null
                    ? type.getValue()
                    : type.getValue().tailMap(behind.value(), false);
            for (Entry entry : rest.values()) {
                Object at = entry.thing.raw("host");
                if (!isListed(entry, now) || !(at == null || host == null ? first : host.equals(at))) {
                    continue;
                }
                if (things.size() == options.pageSize()) {
                    return Answer.page(things, null)
                            .next(things.get(things.size() - 1).id());
                }
                things.add(shown(entry, now));
            }
        }
        return Answer.page(things, null);
    }

    private boolean isListed(Entry entry, Instant now) {
        if (entry.goneAt != null && !entry.goneAt.isAfter(now)) {
            return entry.goneAt.plus(options.ghosts()).isAfter(now);
        }
        return !entry.since.plus(options.listingLag()).isAfter(now);
    }

    private static boolean isGone(Entry entry, Instant now) {
        return entry.goneAt != null && !entry.goneAt.isAfter(now);
    }

    private static Thing shown(Entry entry, Instant now) {
        if (entry.goneAt != null && entry.goneAt.isAfter(now)) {
            return entry.thing.state(Thing.State.DELETING);
        }
        return entry.busyUntil.isAfter(now) ? entry.thing.state(Thing.State.BUSY) : entry.thing;
    }
}
