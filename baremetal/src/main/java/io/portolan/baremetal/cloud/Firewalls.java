package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Firewalls: what may come in, by protocol, port, and block of addresses or group (the balancers that have a firewall). What no rule
 * allows is shut out. Held against clients of balancers; not against what goes past them, and egress is only kept and shown.
 */
final class Firewalls implements Kind {
    private static final long MAX_PORT = 65535;

    @Override
    public String name() {
        return "firewall";
    }

    @Override
    public String prefix() {
        return "fw";
    }

    @Override
    public Set<String> fixed() {
        return Set.of("network");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        fields.optionalText("network").ifPresent(network -> body.put("network", network));
        body.put("ingress", rules(fields, "ingress"));
        if (fields.has("egress")) {
            body.put("egress", rules(fields, "egress"));
        }
        return body;
    }

    private static List<Map<String, Object>> rules(Fields fields, String direction) {
        var rules = new ArrayList<Map<String, Object>>();
        for (Fields rule : fields.objects(direction)) {
            var body = new LinkedHashMap<String, Object>();
            body.put("protocol", rule.oneOf("protocol", "ALL", Set.of("TCP", "UDP", "ICMP", "ALL")));
            body.put("ports", ports(rule));
            List<String> cidrs = rule.texts("cidrs").stream()
                    .map(text -> Networks.cidr(rule, "cidrs", text).toString())
                    .toList();
            List<String> groups = rule.texts("groups");
            if (cidrs.isEmpty() && groups.isEmpty()) {
                throw rule.wrong("cidrs", "or groups must hold a peer");
            }
            body.put("cidrs", cidrs);
            body.put("groups", groups);
            rule.end();
            rules.add(body);
        }
        return rules;
    }

    private static List<Map<String, Object>> ports(Fields rule) {
        var ports = new ArrayList<Map<String, Object>>();
        for (Fields range : rule.objects("ports")) {
            long from = range.number("from", 0, MAX_PORT);
            ports.add(Map.of("from", from, "to", range.number("to", from, MAX_PORT)));
            range.end();
        }
        return ports;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        if (body.get("network") instanceof String network) {
            transaction.get("network", network);
        }
        for (String group : groups(body)) {
            if (!group.equals(id)) {
                transaction.get(name(), group);
            }
        }
        return body;
    }

    @Override
    public void checkUnused(Transaction transaction, Document firewall) {
        for (Document balancer : transaction.all("balancer")) {
            if (balancer.texts("firewalls").contains(firewall.id())) {
                throw CloudException.inUse(firewall.toString(), balancer.toString());
            }
        }
        for (Document other : transaction.all(name())) {
            if (!other.id().equals(firewall.id()) && groups(other.body()).contains(firewall.id())) {
                throw CloudException.inUse(firewall.toString(), other.toString());
            }
        }
    }

    private static List<String> groups(Map<String, Object> firewall) {
        return Stream.of("ingress", "egress")
                .flatMap(direction -> Json.objects(firewall.get(direction)).stream())
                .flatMap(rule -> Json.strings(rule.get("groups")).stream())
                .toList();
    }
}
