package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.UpdateOutcome.Code;
import io.portolan.baremetal.nameserver.ZoneUpdate.Rejection;
import java.util.List;
import java.util.stream.LongStream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** The changes of an update, made on a draft one after the other (RFC 2136, 3.4). */
final class Changes {
    private final ZoneDraft draft;

    Changes(ZoneDraft draft) {
        this.draft = draft;
    }

    /** Refuses what is malformed or can't be held, before anything is changed. */
    static void checkForm(Name zone, List<Record> changes) {
        for (Record change : changes) {
            int type = change.getType();
            require(change.getName().subdomain(zone), Code.NOTZONE, change, "lies outside the zone");
            boolean only = type == Type.AXFR || type == Type.MAILA || type == Type.MAILB || type == Type.IXFR;
            require(!only && type != Type.OPT && type != 0, Code.FORMERR, change, "can't be changed");
            switch (change.getDClass()) {
                case DClass.IN -> {
                    require(type != Type.ANY && !isEmpty(change), Code.FORMERR, change, "adds nothing");
                    require(
                            !(change instanceof SOARecord soa) || isSane(soa),
                            Code.REFUSED,
                            change,
                            "has a time above 2^31 - 1");
                    require(type == Type.SOA || Values.held(type), Code.REFUSED, change, "can't be held here");
                    require(type != Type.NS || !change.getName().isWild(), Code.REFUSED, change, "is a wildcard");
                }
                case DClass.ANY ->
                    require(
                            change.getTTL() == 0 && isEmpty(change),
                            Code.FORMERR,
                            change,
                            "deletes with a TTL or data");
                case DClass.NONE ->
                    require(
                            change.getTTL() == 0 && type != Type.ANY,
                            Code.FORMERR,
                            change,
                            "deletes with a TTL or no type");
                default -> require(false, Code.FORMERR, change, "has a class that no change has");
            }
        }
    }

    void make(Record change) {
        switch (change.getDClass()) {
            case DClass.IN -> add(change);
            case DClass.ANY -> {
                if (change.getType() == Type.ANY) {
                    draft.deleteName(change.getName());
                } else {
                    draft.deleteSet(change.getName(), change.getType());
                }
            }
            default -> draft.delete(change);
        }
    }

    private void add(Record record) {
        if (record instanceof SOARecord soa) {
            draft.replace(soa);
        } else if (record.getType() == Type.CNAME) {
            if (!draft.hasOtherThanAlias(record.getName())) {
                draft.deleteSet(record.getName(), Type.CNAME);
                draft.add(record);
            }
        } else if (!draft.exists(record.getName(), Type.CNAME)) {
            draft.add(record);
        }
    }

    private static boolean isSane(SOARecord soa) {
        return LongStream.of(soa.getRefresh(), soa.getRetry(), soa.getExpire(), soa.getMinimum())
                .allMatch(seconds -> seconds <= Integer.MAX_VALUE);
    }

    /** Whether a record has no data, as those that delete or ask have. */
    static boolean isEmpty(Record record) {
        return record.rdataToWireCanonical().length == 0;
    }

    private static void require(boolean holds, Code otherwise, Record change, String note) {
        if (!holds) {
            throw new Rejection(otherwise, change.getName() + " " + Type.string(change.getType()) + ": " + note);
        }
    }
}
