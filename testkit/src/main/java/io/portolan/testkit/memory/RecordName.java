package io.portolan.testkit.memory;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordType;

/** What tells one record set of a zone from another. */
record RecordName(DnsName name, RecordType type) implements Comparable<RecordName> {

    /** A CNAME and anything else can't stand at one name. */
    boolean excludes(RecordName other) {
        return name.equals(other.name)
                && !type.equals(other.type)
                && (type.equals(RecordType.CNAME) || other.type.equals(RecordType.CNAME));
    }

    @Override
    public int compareTo(RecordName o) {
        int byName = name.compareTo(o.name);
        return byName != 0 ? byName : type.compareTo(o.type);
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
