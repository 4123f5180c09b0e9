package io.portolan.baremetal.cloud;

import io.portolan.baremetal.nameserver.RecordSetData;
import io.portolan.baremetal.nameserver.UpdateOutcome;
import io.portolan.baremetal.nameserver.ZoneData;
import io.portolan.baremetal.nameserver.ZoneStore;
import io.portolan.baremetal.nameserver.ZoneUpdate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes updates that come over DNS (RFC 2136) durable in the zone's documents. A set that stays keeps its mark. */
final class DnsUpdates implements ZoneStore {
    private final EmbeddedCloud cloud;

    DnsUpdates(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public UpdateOutcome update(ZoneUpdate update) {
        return cloud.commit(transaction -> {
            Optional<Document> zone = transaction.all(Zones.KIND).stream()
                    .filter(document -> document.text("dnsName").equals(update.zone()))
                    .findFirst();
            if (zone.isEmpty()) {
                return UpdateOutcome.rejected(UpdateOutcome.Code.NOTAUTH, "no zone " + update.zone());
            }
            ZoneData before = NameDocuments.zone(transaction, cloud.endpoints(), zone.get());
            UpdateOutcome outcome = update.applyTo(before);
            outcome.zone().ifPresent(after -> {
                change(transaction, zone.get(), before, after);
                transaction.put(zone.get().with("serial", after.serial()));
            });
            return outcome;
        });
    }

    private static void change(Transaction transaction, Document zone, ZoneData before, ZoneData after) {
        Map<String, RecordSetData> had = byId(zone, before);
        Map<String, RecordSetData> have = byId(zone, after);
        had.forEach((id, set) -> {
            if (!have.containsKey(id)) {
                transaction.delete(transaction.get(RecordSets.KIND, id));
            }
        });
        have.forEach((id, set) -> {
            if (!set.equals(had.get(id))) {
                transaction.put(document(transaction, zone, id, set));
            }
        });
    }

    private static Map<String, RecordSetData> byId(Document zone, ZoneData data) {
        var sets = new HashMap<String, RecordSetData>();
        data.recordSets().forEach(set -> sets.put(RecordSets.id(zone, set.name(), set.type()), set));
        return sets;
    }

    /** An update changes simple sets only, so a changed one has one choice. */
    private static Document document(Transaction transaction, Document zone, String id, RecordSetData set) {
        Object mark = transaction
                .find(RecordSets.KIND, id)
                .<Object>map(document -> Json.map(document.body().get("mark")))
                .orElse(Map.of());
        var body = new LinkedHashMap<String, Object>();
        body.put("zone", zone.id());
        body.put("name", set.name());
        body.put("type", set.type());
        body.put("version", "");
        body.put("mark", mark);
        body.put("ttl", set.ttl().toSeconds());
        body.put("values", set.choices().get(0).values());
        return new Document(RecordSets.KIND, id, body);
    }
}
