package io.portolan.testkit.memory;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordType;
import io.portolan.model.NativeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls on the record sets of a zone. */
final class RecordCalls {
    private final CloudOptions options;
    private final Store store;
    private final Troubles troubles;
    private final Map<String, TreeMap<RecordName, Rrset>> zones = new HashMap<>();
    private final Map<String, Instant> busy = new HashMap<>();
    private long versions;

    RecordCalls(CloudOptions options, Store store, Troubles troubles) {
        this.options = options;
        this.store = store;
        this.troubles = troubles;
    }

    TreeMap<RecordName, Rrset> zone(String id) {
        return zones.computeIfAbsent(id, z -> new TreeMap<>());
    }

    /** The names in use, beside those that every zone has. */
    Map<String, TreeMap<RecordName, Rrset>> all() {
        return zones;
    }

    /** A page of a zone; a host transfers it whole. */
    Page list(Arguments arguments, Instant now) throws NativeError {
        String zone = zoneOf(arguments, now);
        TreeMap<RecordName, Rrset> sets = zone(zone);
        Object behind = arguments.raw("page");
        List<Rrset> page = new ArrayList<>();
        for (Rrset set : (behind instanceof RecordName name ? sets.tailMap(name, false) : sets).values()) {
            if (page.size() == options.pageSize() && options.temper() != Temper.HOST) {
                return new Page(page, page.get(page.size() - 1).name());
            }
            page.add(set);
        }
        return new Page(page, null);
    }

    record Page(List<Rrset> sets, @Nullable RecordName next) {}

    Answer change(Arguments arguments, Instant now) throws NativeError {
        String zone = zoneOf(arguments, now);
        List<RecordChange> changes = changes(arguments);
        Instant free = busy.getOrDefault(zone, Instant.MIN);
        if (free.isAfter(now)) {
            throw NativeError.of("OperationInProgress", "an earlier change of " + zone + " is not in sync yet");
        }
        limits(changes);
        Map<RecordName, Rrset> draft = new TreeMap<>(zone(zone));
        boolean halved = changes.size() > 1 && troubles.halvesBatch();
        int last = halved ? changes.size() / 2 : changes.size();
        for (RecordChange change : changes.subList(0, last)) {
            apply(change, draft, arguments);
        }
        exclude(changes.subList(0, last), draft);
        zone(zone).clear();
        zone(zone).putAll(draft);
        if (halved) {
            throw NativeError.of("ServiceUnavailable", "the batch broke off after " + last + " changes");
        }
        Duration time = options.temper() == Temper.TOKENS || options.temper() == Temper.OPERATIONS
                ? options.slow()
                : Duration.ZERO;
        busy.put(zone, now.plus(time));
        return time.isZero() ? Answer.none() : Answer.none().operation(troubles.begin(now, time));
    }

    private static List<RecordChange> changes(Arguments arguments) throws NativeError {
        if (arguments.raw("changes") instanceof List<?> list) {
            return list.stream().map(RecordChange.class::cast).toList();
        }
        throw NativeError.of("BadRequest", "missing argument: changes");
    }

    private void limits(List<RecordChange> changes) throws NativeError {
        int weight = changes.stream().mapToInt(RecordChange::weight).sum();
        if (options.temper() == Temper.DOCUMENTS && changes.size() > 1) {
            throw NativeError.of("BadRequest", "one record set is written at a time");
        }
        if (changes.size() > options.batchCount() || changes.size() > 1 && weight > options.batchWeight()) {
            throw NativeError.of(
                    "BadRequest",
                    "a batch of " + changes.size() + " changes and " + weight + " characters is too large");
        }
    }

    private void apply(RecordChange change, Map<RecordName, Rrset> draft, Arguments arguments) throws NativeError {
        Rrset there = draft.get(change.name());
        Rrset before = change.before();
        Rrset after = change.after();
        boolean upserts = options.temper() == Temper.TOKENS && after != null;
        boolean puts = options.temper() == Temper.DOCUMENTS;
        if (puts) {
            condition(change, there, arguments);
        } else if (!upserts && (before == null ? there != null : there == null || !there.isSame(before))) {
            throw NativeError.of(
                            "ConditionNotMet",
                            change.name() + (there == null ? " is not there" : " is not what was expected"))
                    .blamed(List.of(change.name().toString()));
        }
        if (after == null) {
            draft.remove(change.name());
        } else {
            refuse(after);
            draft.put(change.name(), after.version(++versions));
        }
    }

    private static void condition(RecordChange change, @Nullable Rrset there, Arguments arguments) throws NativeError {
        Object version = arguments.raw("ifMatch");
        if (there == null && (version != null || change.after() == null)) {
            throw NativeError.of(version != null ? "ConditionNotMet" : "NoSuchThing", change.name() + " is not there");
        }
        if (there != null && arguments.has("ifNoneMatch")) {
            throw NativeError.of("AlreadyThere", "there is a " + change.name() + " already");
        }
        if (there != null && version instanceof Long expected && expected != there.version()) {
            throw NativeError.of("ConditionNotMet", change.name() + " is at version " + there.version());
        }
    }

    /** What the cloud's own validation knows and the model does not. */
    private static void refuse(Rrset set) throws NativeError {
        for (Rrset.Data answer : set.answers()) {
            for (String value : answer.values()) {
                if (value.contains("poison")) {
                    throw NativeError.of("BadRequest", set.name() + " has a value that can't be served")
                            .blamed(List.of(set.name().toString()));
                }
            }
        }
    }

    private static void exclude(List<RecordChange> changes, Map<RecordName, Rrset> draft) throws NativeError {
        Map<DnsName, List<RecordName>> touched = new LinkedHashMap<>();
        for (RecordChange change : changes) {
            if (change.after() != null) {
                touched.put(change.name().name(), new ArrayList<>());
            }
        }
        if (touched.isEmpty()) {
            return;
        }
        for (RecordName name : draft.keySet()) {
            List<RecordName> at = touched.get(name.name());
            if (at != null) {
                at.add(name);
            }
        }
        for (List<RecordName> at : touched.values()) {
            if (at.size() > 1 && at.stream().anyMatch(n -> n.type().equals(RecordType.CNAME))) {
                throw NativeError.of("BadRequest", "a CNAME stands alone at its name: " + at)
                        .blamed(at.stream().map(RecordName::toString).toList());
            }
        }
    }

    private String zoneOf(Arguments arguments, Instant now) throws NativeError {
        NativeId zone = NativeId.of("zone", arguments.text("zone"));
        if (store.find(zone, now).isEmpty()) {
            throw NativeError.of("NoSuchThing", "there is no " + zone);
        }
        return zone.value();
    }
}
