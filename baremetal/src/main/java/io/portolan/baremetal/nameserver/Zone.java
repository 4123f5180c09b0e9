package io.portolan.baremetal.nameserver;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** A zone ready to be asked; immutable once it is compiled. */
final class Zone {
    private final ZoneData data;
    private final Name origin;
    private final WireName apex;
    private final Map<WireName.Suffix, Node> nodes;
    private final Records soa;
    private final Records negative;

    /**
     * @param nodes every name, the apex and empty non-terminals included, in an order that transfers keep
     * @param negative the SOA with the TTL of negative answers
     */
    Zone(ZoneData data, Name origin, Map<WireName.Suffix, Node> nodes, Records soa, Records negative) {
        this.data = data;
        this.origin = origin;
        this.apex = WireName.of(origin);
        this.nodes = Collections.unmodifiableMap(nodes);
        this.soa = soa;
        this.negative = negative;
    }

    ZoneData data() {
        return data;
    }

    Name origin() {
        return origin;
    }

    WireName apex() {
        return apex;
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    Records soa() {
        return soa;
    }

    Records negative() {
        return negative;
    }

    /** Says that this zone's checks are still wanted. */
    void keepChecks(HealthChecks.Draft draft) {
        for (Node node : nodes()) {
            for (AnswerSet set : node.sets()) {
                set.keepChecks(draft);
            }
        }
    }

    /** The label of {@code name} at which the apex begins, or -1 where it lies outside. */
    int apexLabel(WireName name) {
        int label = name.labels() - apex.labels();
        return label >= 0 && name.suffix(label).equals(apex.key()) ? label : -1;
    }

    /** The node of an ancestor of a name, or of the name itself. */
    @Nullable
    Node node(WireName name, int label) {
        return nodes.get(name.suffix(label));
    }
}
