package io.portolan.baremetal.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What calls there are, by name. */
final class Calls {
    /**
     * One call.
     *
     * @param write whether it may change something
     * @param body what it does: its fields to its answer, within a transaction
     */
    record Call(boolean write, BiFunction<Transaction, Fields, Map<String, Object>> body) {}

    private final Map<String, Call> calls = new LinkedHashMap<>();

    Calls(List<Kind> kinds, Supplier<String> ids, int pageSize) {
        Map<String, Things> all = new TreeMap<>();
        for (Kind kind : kinds) {
            var things = new Things(kind, ids, pageSize);
            all.put(kind.name(), things);
            boolean address = kind.name().equals("address");
            write(kind.name() + (address ? ".reserve" : ".create"), things::create);
            read(kind.name() + ".list", things::list);
            write(kind.name() + ".update", things::update);
            write(kind.name() + (address ? ".release" : ".delete"), things::delete);
            if (kind.name().equals(Zones.KIND)) {
                write("zone.update", (transaction, request) -> updateZone(things, transaction, request));
            }
        }
        read("cloud.list", (transaction, request) -> list(all, transaction, request, pageSize));
        read("records.list", (transaction, request) -> RecordSets.list(transaction, request, pageSize));
        write("fence.claim", Fences::claim);
    }

    void read(String name, BiFunction<Transaction, Fields, Map<String, Object>> body) {
        calls.put(name, new Call(false, body));
    }

    private void write(String name, BiFunction<Transaction, Fields, Map<String, Object>> body) {
        calls.put(name, new Call(true, body));
    }

    Optional<Call> find(String name) {
        return Optional.ofNullable(calls.get(name));
    }

    /** Everything but record sets, kind by kind, each item with its {@code kind}; one item of kind {@code cloud} is the cloud itself. */
    private static Map<String, Object> list(
            Map<String, Things> kinds, Transaction transaction, Fields request, int pageSize) {
        var names = new TreeSet<>(kinds.keySet());
        names.add(Settings.KIND);
        List<Document> documents =
                names.stream().flatMap(kind -> transaction.all(kind).stream()).toList();
        return Things.page(
                request, documents, pageSize, document -> document.kind() + "/" + document.id(), document -> {
                    var item = new LinkedHashMap<String, Object>();
                    item.put("kind", document.kind());
                    Things things = kinds.get(document.kind());
                    item.putAll(things == null ? Settings.show(document) : things.show(transaction, document));
                    return item;
                });
    }

    /** {@code set} changes fields of the zone, {@code changes} its record sets; both are one. */
    private static Map<String, Object> updateZone(Things zones, Transaction transaction, Fields request) {
        List<Fields> changes = request.objects("changes");
        Document before = transaction.get(Zones.KIND, request.text("id"));
        Map<String, Object> answer = zones.update(transaction, request);
        Document after = transaction.get(Zones.KIND, before.id());
        boolean changed = ZoneChanges.make(transaction, after, changes);
        return changed || !after.equals(before)
                ? transaction.put(Zones.touched(after)).body()
                : answer;
    }
}
