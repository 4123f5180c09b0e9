package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From where a balancer's port may be reached, by its source ranges and its firewalls: a pure function. */
final class Sources {
    private static final Cidr ANYWHERE = Cidr.of("0.0.0.0/0");
    private static final Cidr ANYWHERE_SIX = Cidr.of("::/0");

    /** No client comes from there. */
    private static final String NOBODY = "255.255.255.255/32";

    private Sources() {}

    /** Blocks, in order; empty for everybody. */
    static List<String> allowed(Transaction view, Endpoints endpoints, Document balancer, int port) {
        List<Cidr> ranges = new ArrayList<>();
        for (String text : balancer.texts("sourceRanges")) {
            ranges.addAll(withLocal(view, Cidr.of(text)));
        }
        List<String> firewalls = balancer.texts("firewalls");
        if (firewalls.isEmpty()) {
            return ranges.stream().map(Cidr::toString).toList();
        }
        var open = new LinkedHashSet<Cidr>();
        for (String id : firewalls) {
            for (Map<String, Object> rule : view.get("firewall", id).objects("ingress")) {
                if (covers(rule, port)) {
                    open.addAll(sources(view, rule));
                }
            }
        }
        Set<Cidr> both = ranges.isEmpty() ? open : intersect(ranges, open);
        if (both.contains(ANYWHERE)) {
            return List.of();
        }
        return both.isEmpty()
                ? List.of(NOBODY)
                : both.stream().map(Cidr::toString).sorted().toList();
    }

    private static boolean covers(Map<String, Object> rule, int port) {
        Object protocol = rule.get("protocol");
        List<Map<String, Object>> ports = Json.objects(rule.get("ports"));
        return ("TCP".equals(protocol) || "ALL".equals(protocol))
                && (ports.isEmpty()
                        || ports.stream()
                                .anyMatch(range -> PoolDocuments.number(range, "from") <= port
                                        && port <= PoolDocuments.number(range, "to")));
    }

    private static Set<Cidr> sources(Transaction view, Map<String, Object> rule) {
        var sources = new LinkedHashSet<Cidr>();
        for (String text : Json.strings(rule.get("cidrs"))) {
            sources.addAll(withLocal(view, Cidr.of(text)));
        }
        for (String group : Json.strings(rule.get("groups"))) {
            for (Document member : view.all("balancer")) {
                if (member.texts("firewalls").contains(group)) {
                    sources.add(Cidr.of(member.text("ip")));
                }
            }
        }
        return sources;
    }

    /** A block, and what stands for it on this machine. */
    private static List<Cidr> withLocal(Transaction view, Cidr block) {
        var blocks = new ArrayList<>(List.of(block));
        if (!block.equals(ANYWHERE) && !block.equals(ANYWHERE_SIX)) {
            for (Document network : view.all("network")) {
                Loopback.local(block, network.objects("local")).ifPresent(blocks::add);
            }
        }
        return blocks;
    }

    private static Set<Cidr> intersect(List<Cidr> left, Set<Cidr> right) {
        var both = new LinkedHashSet<Cidr>();
        for (Cidr one : left) {
            for (Cidr other : right) {
                if (one.contains(other)) {
                    both.add(other);
                } else if (other.contains(one)) {
                    both.add(one);
                }
            }
        }
        return both;
    }
}
