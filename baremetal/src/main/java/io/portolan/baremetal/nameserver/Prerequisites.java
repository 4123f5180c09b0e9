package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.UpdateOutcome.Code;
import io.portolan.baremetal.nameserver.ZoneUpdate.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What an update asks to be so beforehand, in the five forms of RFC 2136, 2.4. */
final class Prerequisites {
    private final Name zone;
    private final ZoneDraft draft;

    Prerequisites(Name zone, ZoneDraft draft) {
        this.zone = zone;
        this.draft = draft;
    }

    void check(List<Record> prerequisites) {
        Map<ZoneDraft.Key, List<Record>> exact = new LinkedHashMap<>();
        for (Record asked : prerequisites) {
            require(asked.getTTL() == 0, Code.FORMERR, asked, "has a TTL");
            require(asked.getName().subdomain(zone), Code.NOTZONE, asked, "lies outside the zone");
            switch (asked.getDClass()) {
                case DClass.ANY -> exists(asked);
                case DClass.NONE -> absent(asked);
                case DClass.IN ->
                    exact.computeIfAbsent(new ZoneDraft.Key(asked.getName(), asked.getType()), key -> new ArrayList<>())
                            .add(asked);
                default -> require(false, Code.FORMERR, asked, "has a class that no prerequisite has");
            }
        }
        exact.forEach((key, records) ->
                require(draft.has(key, records), Code.NXRRSET, records.get(0), "is not the whole set"));
    }

    private void exists(Record asked) {
        require(Changes.isEmpty(asked), Code.FORMERR, asked, "has data");
        if (asked.getType() == Type.ANY) {
            require(draft.inUse(asked.getName()), Code.NXDOMAIN, asked, "the name is not in use");
        } else {
            require(draft.exists(asked.getName(), asked.getType()), Code.NXRRSET, asked, "the set does not exist");
        }
    }

    private void absent(Record asked) {
        require(Changes.isEmpty(asked), Code.FORMERR, asked, "has data");
        if (asked.getType() == Type.ANY) {
            require(!draft.inUse(asked.getName()), Code.YXDOMAIN, asked, "the name is in use");
        } else {
            require(!draft.exists(asked.getName(), asked.getType()), Code.YXRRSET, asked, "the set exists");
        }
    }

    private static void require(boolean holds, Code otherwise, Record asked, String note) {
        if (!holds) {
            String place = asked.getName() + " " + Type.string(asked.getType());
            throw new Rejection(otherwise, "prerequisite " + place + ": " + note);
        }
    }
}
