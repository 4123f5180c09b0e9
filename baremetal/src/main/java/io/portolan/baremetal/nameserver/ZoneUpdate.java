package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.UpdateOutcome.Code;
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

    /** The apex of the zone, as the zone's owner wrote it. */
    public String zone() {
        return zone.toString();
    }

    /**
     * What the update makes of a zone. A pure function: nothing is stored or served, and it may be asked again with another state.
     *
     * <p>Sets that are not simple belong to the zone's owner: an update that would change one is refused as a whole. They exist for
     * prerequisites, and equal no list of values. A record that is added gives its whole set its TTL. What RFC 2136 has ignored
     * without an error is ignored here: a CNAME beside other records and the reverse, deleting the SOA or the last NS of the apex,
     * a SOA that is not newer.
     *
     * @param current the zone named by {@link #zone()}, one that {@link NameServer#replace} takes
     * @return {@link UpdateOutcome#changed} with all of the update and a newer serial, {@link UpdateOutcome#unchanged}, or {@link
     *     UpdateOutcome#rejected} with the code that RFC 2136 asks for
     */
    public UpdateOutcome applyTo(ZoneData current) {
        try {
            ZoneDraft draft = new ZoneDraft(zone, current);
            new Prerequisites(zone, draft).check(prerequisites);
            Changes.checkForm(zone, changes);
            changes.forEach(new Changes(draft)::make);
            return draft.outcome();
        } catch (Rejection e) {
            return UpdateOutcome.rejected(e.code, e.note);
        }
    }

    @Override
    public String toString() {
        return "ZoneUpdate[" + zone + ", " + prerequisites.size() + " prerequisites, " + changes.size() + " changes]";
    }

    /** Ends an update before anything was changed. */
    static final class Rejection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Code code;
        private final String note;

        Rejection(Code code, String note) {
            super(note, null, false, false);
            this.code = code;
            this.note = note;
        }
    }
}
