package io.portolan.baremetal.nameserver;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** One signed update of one zone, as it came over the wire (RFC 2136): prerequisites and changes. */
public final class ZoneUpdate {
    private final Name zone;
    private final List<Record> prerequisites;
    private final List<Record> changes;

    ZoneUpdate(Name zone, List<Record> prerequisites, List<Record> changes) {
        this.zone = zone;
        this.prerequisites = List.copyOf(prerequisites);
        this.changes = List.copyOf(changes);
    }

    /** The apex of the zone, lower case with a final dot. */
    public String zone() {
        return zone.toString();
    }

    /**
     * What the update makes of a zone. A pure function: nothing is stored or served, and it may be asked again with another state.
     *
     * <p>Sets that are not simple belong to the zone's owner: an update that would change one is refused as a whole. They exist for
     * prerequisites, and equal no list of values. An update that adds to a set gives the whole set its TTL.
     *
     * @param current the zone named by {@link #zone()}, which {@link NameServer#replace} would take
     * @return {@link UpdateOutcome#changed} with all of the update and a newer serial, {@link UpdateOutcome#unchanged}, or {@link
     *     UpdateOutcome#rejected} with the code that RFC 2136 asks for
     */
    public UpdateOutcome applyTo(ZoneData current) {
        throw new UnsupportedOperationException("updates are not there yet");
    }

    @Override
    public String toString() {
        return "ZoneUpdate[" + zone + ", " + prerequisites.size() + " prerequisites, " + changes.size() + " changes]";
    }
}
