package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One batch of changes to the record sets of a zone: all of it or nothing.
 *
 * <p>Each change is {@code {action: UPSERT | DELETE, name, type, expect?, ...}}. With {@code expect} the set must be at that version
 * before, or not be there ({@code ABSENT}). Deleting a set that is not there is nothing. When changes are at fault, all of them are
 * named, each with its index.
 *
 * <p>Before: {@code www A 192.0.2.1}. Input: UPSERT {@code www A 192.0.2.9}, DELETE {@code old A}. After: {@code www A 192.0.2.9}.
 */
final class ZoneChanges {
    private static final int MOST = 1000;
    private static final String ABSENT = "ABSENT";

    private final Transaction transaction;
    private final Document zone;
    private final List<CloudException.Culprit> culprits = new ArrayList<>();
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();

    private ZoneChanges(Transaction transaction, Document zone) {
        this.transaction = transaction;
        this.zone = zone;
    }

    /** Makes the changes; whether any of them changed anything. */
    static boolean make(Transaction transaction, Document zone, List<Fields> changes) {
        if (changes.size() > MOST) {
            throw CloudException.invalid("changes must be " + MOST + " at most, not " + changes.size());
        }
        return new ZoneChanges(transaction, zone).make(changes);
    }

    private boolean make(List<Fields> changes) {
        boolean changed = false;
        for (int i = 0; i < changes.size(); i++) {
            try {
                changed |= make(i, changes.get(i));
            } catch (CloudException e) {
                culprits.add(new CloudException.Culprit(i, e.code(), String.valueOf(e.getMessage())));
            }
        }
        names.forEach((name, index) -> {
            String problem = RecordSets.cnameProblem(transaction, zone, name);
            if (problem != null) {
                culprits.add(new CloudException.Culprit(index, Code.INVALID, problem));
            }
        });
        if (!culprits.isEmpty()) {
            CloudException.Culprit first = culprits.get(0);
            throw new CloudException(
                    first.code(),
                    culprits.size() + " of " + changes.size() + " changes of " + zone + " refused, none made; "
                            + first.message(),
                    null,
                    culprits,
                    null);
        }
        return changed;
    }

    private boolean make(int index, Fields change) {
        String action = change.oneOf("action", "UPSERT", Set.of("UPSERT", "DELETE"));
        String name = DnsText.name(change, "name", change.text("name"));
        String type = DnsText.type(change);
        if (!DnsText.inside(name, zone.text("dnsName"))) {
            throw change.wrong("name", "must lie in zone " + zone.text("dnsName"));
        }
        String id = RecordSets.id(zone, name, type);
        if (seen.putIfAbsent(id, index) != null) {
            throw change.wrong("name", "has this type in change " + seen.get(id) + " already");
        }
        names.putIfAbsent(name, index);
        Optional<Document> before = transaction.find(RecordSets.KIND, id);
        change.optionalText("expect").ifPresent(expect -> {
            if (!expect.equals(before.map(Document::version).orElse(ABSENT))) {
                throw new CloudException(
                        Code.CONFLICT,
                        name + " " + type + " is "
                                + before.map(set -> "at version " + set.version())
                                        .orElse("absent") + ", not " + expect
                                + "; read it again");
            }
        });
        if (action.equals("DELETE")) {
            change.end();
            before.ifPresent(transaction::delete);
            return before.isPresent();
        }
        Map<String, Object> body = RecordSets.read(change, zone, name, type);
        change.end();
        var set = new Document(RecordSets.KIND, id, body);
        RecordSets.balancers(set).forEach(balancer -> transaction.get("balancer", balancer));
        Document written = transaction.put(set);
        return !before.map(written::equals).orElse(false);
    }
}
