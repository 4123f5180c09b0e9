package io.portolan.baremetal.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DNS zones. One server answers for all, so a DNS name is there once. The serial grows with every change of the zone or its record
 * sets and never goes back, over a deletion either.
 */
final class Zones implements Kind {
    static final String KIND = "zone";

    private static final long MAX_TTL = 0x7fffffffL;

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public String prefix() {
        return "zone";
    }

    @Override
    public Set<String> assigned() {
        return Set.of("serial", "nameServers");
    }

    @Override
    public Set<String> fixed() {
        return Set.of("dnsName");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("dnsName", DnsText.name(fields, "dnsName", fields.text("dnsName")));
        body.put("ttl", fields.optionalNumber("ttl", 0, MAX_TTL).orElse(3600L));
        body.put("negativeTtl", fields.optionalNumber("negativeTtl", 0, MAX_TTL).orElse(60L));
        return body;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        Object dnsName = body.get("dnsName");
        for (Document other : transaction.all(KIND)) {
            if (!other.id().equals(id) && other.text("dnsName").equals(dnsName)) {
                throw new CloudException(
                        CloudException.Code.ALREADY_EXISTS,
                        "zone " + dnsName + " is there: " + other.id(),
                        other.id(),
                        List.of(),
                        null);
            }
        }
        body.put("serial", before == null ? transaction.number() : before.number("serial"));
        body.put("nameServers", List.of(String.valueOf(dnsName)));
        return body;
    }

    @Override
    public void checkUnused(Transaction transaction, Document zone) {
        transaction.all(RecordSets.KIND, zone.id() + "/").stream().findFirst().ifPresent(records -> {
            throw CloudException.inUse(zone.toString(), records.toString());
        });
    }

    /** Counts a change of a zone's content. */
    static Document touched(Document zone) {
        return zone.with("serial", (zone.number("serial") + 1) % (1L << 32));
    }
}
