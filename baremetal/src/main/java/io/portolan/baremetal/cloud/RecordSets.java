package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Record sets: one document for a zone, name and type, which are its identity. A set has {@code values}, an {@code alias}, or choices
 * that are {@code weighted} or in {@code failover} order, each with values or an alias and perhaps a check.
 */
final class RecordSets {
    static final String KIND = "records";

    private static final List<String> ANSWERS = List.of("values", "alias", "weighted", "failover");
    private static final Set<String> ADDRESSES = Set.of("A", "AAAA");
    private static final long MAX_TTL = 0x7fffffffL;
    private static final long MAX_WEIGHT = 1_000_000;

    private RecordSets() {}

    static String id(Document zone, String name, String type) {
        return zone.id() + "/" + name + "/" + type;
    }

    /** Reads the fields of a set beside its name and type; the caller ends the object. */
    static Map<String, Object> read(Fields set, Document zone, String name, String type) {
        var body = new LinkedHashMap<String, Object>();
        body.put("zone", zone.id());
        body.put("name", name);
        body.put("type", type);
        body.put("version", "");
        body.put("mark", set.textMap("mark"));
        body.put("ttl", set.optionalNumber("ttl", 0, MAX_TTL).orElse(zone.number("ttl")));
        List<String> present = ANSWERS.stream().filter(set::has).toList();
        if (present.size() != 1) {
            throw set.wrong("values", "or alias, weighted or failover must be there, and one of them only");
        }
        switch (present.get(0)) {
            case "weighted", "failover" -> body.put(present.get(0), choices(set, present.get(0), type));
            default -> answer(set, type, body);
        }
        return body;
    }

    private static List<Map<String, Object>> choices(Fields set, String policy, String type) {
        var choices = new ArrayList<Map<String, Object>>();
        var ids = new HashSet<String>();
        for (Fields choice : set.objects(policy)) {
            var body = new LinkedHashMap<String, Object>();
            String id = choice.text("id", String.valueOf(choices.size()));
            if (!ids.add(id)) {
                throw choice.wrong("id", "must be unique in the set");
            }
            body.put("id", id);
            if (policy.equals("weighted")) {
                body.put(
                        "weight", choice.optionalNumber("weight", 0, MAX_WEIGHT).orElse(1L));
            }
            answer(choice, type, body);
            choice.object("healthCheck").ifPresent(check -> {
                if (!ADDRESSES.contains(type)) {
                    throw choice.wrong("healthCheck", "needs addresses to check: type A or AAAA");
                }
                boolean port = check.has("port");
                Map<String, Object> read = Pools.healthCheck(check);
                if (read.containsValue("TCP") && !port) {
                    throw check.wrong("port", "is missing");
                }
                body.put("healthCheck", read);
            });
            choice.end();
            choices.add(body);
        }
        if (choices.isEmpty()) {
            throw set.wrong(policy, "must hold a choice");
        }
        return choices;
    }

    private static void answer(Fields place, String type, Map<String, Object> body) {
        if (place.has("values") == place.has("alias")) {
            throw place.wrong("values", "or alias must be there, and one of them only");
        }
        List<String> values = place.texts("values");
        values.forEach(value -> DnsText.checkValue(place, type, value));
        if (place.has("values")) {
            if (values.isEmpty()) {
                throw place.wrong("values", "must hold a value");
            }
            if (new HashSet<>(values).size() < values.size()) {
                throw place.wrong("values", "must differ");
            }
            body.put("values", values);
        }
        place.object("alias").ifPresent(alias -> {
            if (!type.equals("A")) {
                throw place.wrong("alias", "answers with an IPv4 address, so the type must be A");
            }
            body.put("alias", Map.of("balancer", alias.text("balancer")));
            alias.end();
        });
    }

    /** The ids of the balancers that a set answers with. */
    static List<String> balancers(Document records) {
        return answers(records)
                .map(answer -> Json.map(answer.get("alias")).get("balancer"))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static Stream<Map<String, Object>> answers(Document records) {
        return Stream.of(
                        Stream.of(records.body()),
                        records.objects("weighted").stream(),
                        records.objects("failover").stream())
                .flatMap(answers -> answers);
    }

    /**
     * Lists the sets of some zones, named by id or DNS name, and those anywhere whose mark has all of some entries; without either, all.
     */
    static Map<String, Object> list(Transaction transaction, Fields request, int pageSize) {
        List<String> zones = request.texts("zones");
        Map<String, Object> mark = request.textMap("mark");
        Set<String> ids = transaction.all(Zones.KIND).stream()
                .filter(zone -> zones.contains(zone.id()) || zones.contains(zone.text("dnsName")))
                .map(Document::id)
                .collect(Collectors.toSet());
        boolean all = !request.has("zones") && mark.isEmpty();
        List<Document> sets = transaction.all(KIND).stream()
                .filter(set -> all || ids.contains(set.text("zone")) || carries(set, mark))
                .toList();
        return Things.page(request, sets, pageSize, Document::body);
    }

    private static boolean carries(Document set, Map<String, Object> mark) {
        return !mark.isEmpty() && Json.map(set.body().get("mark")).entrySet().containsAll(mark.entrySet());
    }

    static @Nullable String cnameProblem(Transaction transaction, Document zone, String name) {
        List<String> types = transaction.all(KIND, zone.id() + "/" + name + "/").stream()
                .map(set -> set.text("type"))
                .toList();
        if (!types.contains("CNAME")) {
            return null;
        }
        if (name.equals(zone.text("dnsName"))) {
            return "a CNAME can't stand at the apex " + name;
        }
        return types.size() > 1 ? "a CNAME stands alone at its name, but " + name + " has " + types : null;
    }
}
