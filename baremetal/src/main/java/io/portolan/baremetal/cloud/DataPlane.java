package io.portolan.baremetal.cloud;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What makes the documents real on this machine. */
interface DataPlane {
    /** The kinds that a data plane looks at. */
    Set<String> KINDS = Set.of("network", "firewall", "address", "balancer", "zone", RecordSets.KIND, "port");

    /**
     * Serves what is there now and nothing else.
     *
     * @throws CloudException when something that is new can't be served; what was served before is served still
     */
    void apply(Transaction view);

    /** How every target of every balancer is, and every choice of a record set that is checked. */
    List<Map<String, Object>> health(Transaction view);
}
