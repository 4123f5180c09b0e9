package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.RecordSetData.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** Makes one zone ready to be asked. Every mistake in it becomes a problem; with one, there is no zone. */
final class ZoneCompiler {
    private final ZoneData data;
    private final HealthChecks.Draft checks;
    private final List<String> problems;
    private final Map<WireName.Suffix, Node> nodes = new LinkedHashMap<>();
    private final Map<RecordSetData, AnswerSet> known = new HashMap<>();
    private Name origin = Name.root;

    private ZoneCompiler(ZoneData data, HealthChecks.Draft checks, List<String> problems) {
        this.data = data;
        this.checks = checks;
        this.problems = problems;
    }

    /**
     * Compiles a zone.
     *
     * @param before the same zone as it is served now; sets that did not change are taken from it, unparsed
     * @param problems where each problem is added
     */
    static @Nullable Zone compile(
            ZoneData data, @Nullable Zone before, HealthChecks.Draft checks, List<String> problems) {
        int soFar = problems.size();
        ZoneCompiler compiler = new ZoneCompiler(data, checks, problems);
        if (before != null) {
            compiler.reuse(before);
        }
        Zone zone = compiler.zone();
        return problems.size() == soFar ? zone : null;
    }

    private void reuse(Zone before) {
        for (Node node : before.nodes()) {
            for (AnswerSet set : node.sets()) {
                known.put(set.data(), set);
            }
        }
    }

    private @Nullable Zone zone() {
        Name apex = Values.name(data.apex(), text -> problem("", text));
        if (apex == null) {
            return null;
        }
        origin = apex;
        node(apex);
        SOARecord soa = soa(data.ttl());
        SOARecord negative = soa(data.negativeTtl().compareTo(data.ttl()) < 0 ? data.negativeTtl() : data.ttl());
        for (RecordSetData set : data.recordSets()) {
            add(set);
        }
        Node top = node(apex);
        if (top.set(Type.NS) == null) {
            List<String> servers = data.nameServers().isEmpty() ? List.of(data.primary()) : data.nameServers();
            add(RecordSetData.simple(data.apex(), "NS", data.ttl(), servers));
        }
        if (soa == null || negative == null) {
            return null;
        }
        Records served = Records.of(List.of(soa));
        RecordSetData shown = RecordSetData.simple(data.apex(), "SOA", data.ttl(), List.of(soa.rdataToString()));
        top.add(new AnswerSet(Type.SOA, shown, List.of(new AnswerSet.Choice("", 1, served, List.of()))));
        delegations();
        return new Zone(data, origin, nodes, served, Records.of(List.of(negative)));
    }

    private @Nullable SOARecord soa(Duration ttl) {
        Name primary = Values.name(data.primary(), text -> problem("primary", text));
        Name mailbox = Values.name(data.mailbox(), text -> problem("mailbox", text));
        long seconds = Values.seconds(ttl, text -> problem("ttl", text));
        long refresh = Values.seconds(data.refresh(), text -> problem("refresh", text));
        long retry = Values.seconds(data.retry(), text -> problem("retry", text));
        long expire = Values.seconds(data.expire(), text -> problem("expire", text));
        long minimum = Values.seconds(data.negativeTtl(), text -> problem("negativeTtl", text));
        return primary == null || mailbox == null
                ? null
                : new SOARecord(
                        origin, DClass.IN, seconds, primary, mailbox, data.serial(), refresh, retry, expire, minimum);
    }

    private void add(RecordSetData set) {
        String place = set.name() + " " + set.type();
        Name name = Values.name(set.name(), text -> problem(place, text));
        if (name == null) {
            return;
        }
        if (!name.subdomain(origin)) {
            problem(place, "lies outside the zone");
            return;
        }
        int type = Values.type(set.type(), text -> problem(place, text));
        if (type < 0) {
            return;
        }
        Node node = node(name);
        if (node.set(type) != null) {
            problem(place, "is there twice");
        } else if (type == Type.CNAME && (node.sets().length > 0 || name.equals(origin))
                || node.set(Type.CNAME) != null) {
            problem(place, "a CNAME can't stand beside other records of " + set.name());
        } else if (type == Type.NS && name.isWild()) {
            problem(place, "a wildcard can't be delegated");
        } else {
            AnswerSet answers = answers(set, name, type);
            if (answers != null) {
                node.add(answers);
            }
        }
    }

    private @Nullable AnswerSet answers(RecordSetData set, Name name, int type) {
        AnswerSet same = known.get(set);
        if (same != null) {
            same.keepChecks(checks);
            return same;
        }
        String place = set.name() + " " + set.type();
        if (set.choices().isEmpty()
                || set.policy() == Policy.SIMPLE && set.choices().size() != 1) {
            problem(place, "has " + set.choices().size() + " choices, which " + set.policy() + " can't have");
            return null;
        }
        long ttl = Values.seconds(set.ttl(), text -> problem(place, text));
        Set<String> ids = new HashSet<>();
        List<AnswerSet.Choice> choices = new ArrayList<>();
        for (RecordSetData.Choice choice : set.choices()) {
            if (!ids.add(choice.id())) {
                problem(place, "has two choices with the id \"" + choice.id() + "\"");
            }
            List<Record> records = Values.records(name, type, ttl, choice.values(), text -> problem(place, text));
            if (!records.isEmpty()) {
                choices.add(new AnswerSet.Choice(
                        choice.id(),
                        choice.weight(),
                        Records.of(records),
                        choice.checks().stream().map(checks::state).toList()));
            }
        }
        return choices.size() == set.choices().size() ? new AnswerSet(type, set, choices) : null;
    }

    /** The node of a name; makes it, and the empty ones between it and the apex. */
    private Node node(Name name) {
        WireName wire = WireName.of(name);
        Node node = nodes.get(wire.key());
        if (node == null) {
            node = new Node(wire);
            nodes.put(wire.key(), node);
            if (!name.equals(origin)) {
                Node parent = node(new Name(name, 1));
                if (name.isWild()) {
                    parent.wildcard(node);
                }
            }
        }
        return node;
    }

    private void delegations() {
        int apexLabels = origin.labels();
        for (Node node : nodes.values()) {
            for (int label = node.name().labels() - apexLabels - 1; label >= 0; label--) {
                Node above = nodes.get(node.name().suffix(label));
                if (above != null && above.set(Type.NS) != null) {
                    node.cut(above);
                    break;
                }
            }
        }
        for (Node node : nodes.values()) {
            if (node.cut() == node) {
                node.glue(glue(node));
            }
        }
    }

    private List<Node.Glue> glue(Node cut) {
        List<Node.Glue> glue = new ArrayList<>();
        Set<Node> seen = new HashSet<>();
        AnswerSet servers = cut.set(Type.NS);
        for (AnswerSet.Choice choice : servers == null ? List.<AnswerSet.Choice>of() : servers.choices()) {
            for (WireName target : choice.records().targets()) {
                Node server = nodes.get(target.key());
                if (server != null && seen.add(server)) {
                    for (int type : new int[] {Type.A, Type.AAAA}) {
                        AnswerSet addresses = server.set(type);
                        if (addresses != null) {
                            glue.add(new Node.Glue(server, addresses));
                        }
                    }
                }
            }
        }
        return glue;
    }

    private void problem(String place, String text) {
        problems.add("zone " + data.apex() + ": " + (place.isEmpty() ? "" : place + ": ") + text);
    }
}
