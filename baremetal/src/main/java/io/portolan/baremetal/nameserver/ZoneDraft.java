package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.RecordSetData.Policy;
import io.portolan.baremetal.nameserver.UpdateOutcome.Code;
import io.portolan.baremetal.nameserver.ZoneUpdate.Rejection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A zone while one update changes it. Only the sets that the update names are parsed; all others stay the very objects they were. */
final class ZoneDraft {
    private final Name origin;
    private final ZoneData before;
    private final Map<Key, RecordSetData> original = new LinkedHashMap<>();
    private final Map<Name, Set<Integer>> types = new HashMap<>();
    private final Map<Key, Draft> touched = new LinkedHashMap<>();
    private final RecordSetData givenServers;
    private SOARecord soa;

    ZoneDraft(Name origin, ZoneData before) {
        this.origin = origin;
        this.before = before;
        this.soa = soa(origin, before);
        for (RecordSetData set : before.recordSets()) {
            original.put(new Key(valid(set.name()), Type.value(set.type(), false)), set);
        }
        List<String> servers = before.nameServers().isEmpty() ? List.of(before.primary()) : before.nameServers();
        givenServers = RecordSetData.simple(before.apex(), "NS", before.ttl(), servers);
        original.putIfAbsent(new Key(origin, Type.NS), givenServers);
        original.keySet().forEach(this::appear);
    }

    /** A name and a type; names compare without regard to case. */
    record Key(Name name, int type) {
        @Override
        public String toString() {
            return name + " " + Type.string(type);
        }
    }

    /** A set that the update names; without records it is gone. */
    private static final class Draft {
        private final Set<Record> records;
        private Duration ttl;

        private Draft(List<Record> records, Duration ttl) {
            this.records = new LinkedHashSet<>(records);
            this.ttl = ttl;
        }
    }

    boolean inUse(Name name) {
        return types.containsKey(name);
    }

    boolean exists(Name name, int type) {
        return types.getOrDefault(name, Set.of()).contains(type) || type == Type.SOA && name.equals(origin);
    }

    boolean hasOtherThanAlias(Name name) {
        return types.getOrDefault(name, Set.of()).stream().anyMatch(type -> type != Type.CNAME);
    }

    /** Whether a set has exactly these records, TTLs apart; a set with choices never has. */
    boolean has(Key key, List<Record> records) {
        if (key.type == Type.SOA && key.name.equals(origin)) {
            return Set.copyOf(records).equals(Set.of(soa));
        }
        RecordSetData set = original.get(key);
        return set != null
                && set.policy() == Policy.SIMPLE
                && Set.copyOf(records).equals(Set.copyOf(parse(key, set)));
    }

    void add(Record record) {
        Key key = new Key(record.getName(), record.getType());
        Draft set = changeable(key);
        set.records.remove(record);
        set.records.add(record);
        set.ttl = Duration.ofSeconds(record.getTTL());
        appear(key);
    }

    /** @param unwanted of class NONE, which is not the class of what it deletes */
    void delete(Record unwanted) {
        Key key = new Key(unwanted.getName(), unwanted.getType());
        if (exists(key.name, key.type) && key.type != Type.SOA) {
            Draft set = changeable(key);
            Record held = Record.newRecord(key.name, key.type, DClass.IN, 0, unwanted.rdataToWireCanonical());
            boolean lastServer = isApexServers(key) && set.records.size() == 1;
            if (!lastServer && set.records.remove(held) && set.records.isEmpty()) {
                disappear(key);
            }
        }
    }

    void deleteSet(Name name, int type) {
        Key key = new Key(name, type);
        if (exists(name, type) && type != Type.SOA && !isApexServers(key)) {
            changeable(key).records.clear();
            disappear(key);
        }
    }

    void deleteName(Name name) {
        Set.copyOf(types.getOrDefault(name, Set.of())).forEach(type -> deleteSet(name, type));
    }

    void replace(SOARecord newer) {
        if (newer.getName().equals(origin) && Serials.isNewer(newer.getSerial(), soa.getSerial())) {
            soa = newer;
        }
    }

    UpdateOutcome outcome() {
        Map<Key, RecordSetData> after = new LinkedHashMap<>(original);
        touched.forEach((key, set) -> {
            if (set.records.isEmpty()) {
                after.remove(key);
            } else if (!isOriginal(key, set)) {
                after.put(key, data(key, set));
            }
        });
        boolean newerSoa = soa.getSerial() != before.serial();
        if (after.equals(original) && !newerSoa) {
            return UpdateOutcome.unchanged();
        }
        List<RecordSetData> sets =
                after.values().stream().filter(set -> set != givenServers).toList();
        ZoneData.Builder zone = newerSoa ? withSoa() : before.toBuilder().serial(Serials.next(before.serial()));
        return UpdateOutcome.changed(zone.recordSets(sets).build());
    }

    private boolean isOriginal(Key key, Draft set) {
        RecordSetData was = original.get(key);
        return was != null
                && was.ttl().equals(set.ttl)
                && new HashSet<>(parse(key, was)).equals(new HashSet<>(set.records));
    }

    private RecordSetData data(Key key, Draft set) {
        RecordSetData was = original.get(key);
        String name = was == null ? key.name.toString() : was.name();
        if (set.records.stream()
                        .mapToInt(each -> each.toWire(Section.ANSWER).length)
                        .sum()
                > Values.MAX_SET) {
            throw new Rejection(Code.REFUSED, key + ": does not fit into one message");
        }
        List<String> values = set.records.stream().map(Values::text).toList();
        return RecordSetData.simple(name, Type.string(key.type), set.ttl, values);
    }

    private ZoneData.Builder withSoa() {
        return before.toBuilder()
                .serial(soa.getSerial())
                .primary(soa.getHost().toString())
                .mailbox(soa.getAdmin().toString())
                .refresh(Duration.ofSeconds(soa.getRefresh()))
                .retry(Duration.ofSeconds(soa.getRetry()))
                .expire(Duration.ofSeconds(soa.getExpire()))
                .negativeTtl(Duration.ofSeconds(soa.getMinimum()))
                .ttl(Duration.ofSeconds(soa.getTTL()));
    }

    private Draft changeable(Key key) {
        return touched.computeIfAbsent(key, absent -> {
            RecordSetData set = original.get(absent);
            if (set == null) {
                return new Draft(List.of(), Duration.ZERO);
            }
            if (set.policy() != Policy.SIMPLE) {
                throw new Rejection(
                        Code.REFUSED, absent + ": a set with choices is changed through its owner's API only");
            }
            return new Draft(parse(absent, set), set.ttl());
        });
    }

    private void disappear(Key key) {
        Set<Integer> left = types.getOrDefault(key.name, new TreeSet<>());
        left.remove(key.type);
        if (left.isEmpty()) {
            types.remove(key.name);
        }
    }

    private void appear(Key key) {
        types.computeIfAbsent(key.name, name -> new TreeSet<>()).add(key.type);
    }

    private boolean isApexServers(Key key) {
        return key.type == Type.NS && key.name.equals(origin);
    }

    private static List<Record> parse(Key key, RecordSetData set) {
        List<String> values = set.choices().get(0).values();
        return Values.records(key.name, key.type, set.ttl().toSeconds(), values, ZoneDraft::invalid);
    }

    private static SOARecord soa(Name origin, ZoneData zone) {
        return new SOARecord(
                origin,
                DClass.IN,
                zone.ttl().toSeconds(),
                valid(zone.primary()),
                valid(zone.mailbox()),
                zone.serial(),
                zone.refresh().toSeconds(),
                zone.retry().toSeconds(),
                zone.expire().toSeconds(),
                zone.negativeTtl().toSeconds());
    }

    private static Name valid(String text) {
        Name name = Values.name(text, ZoneDraft::invalid);
        if (name == null) {
            throw new IllegalStateException("a name without a problem: " + text);
        }
        return name;
    }

    private static void invalid(String problem) {
        throw new IllegalArgumentException("not a zone that can be served: " + problem);
    }
}
