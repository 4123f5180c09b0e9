package io.portolan.baremetal.nameserver;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * The records of one name and type as they go over the wire: for each a two-byte pointer to the question's name, then type, class,
 * TTL and data. An answer for the name that was asked is a copy of these bytes.
 */
final class Records {
    /** Points at the name in the question, the first thing behind the header. */
    static final int QUESTION_NAME = 0xC000 | Query.HEADER;

    private static final int POINTER = 2;

    private final byte[] block;
    private final int[] starts;
    private final List<WireName> targets;

    private Records(byte[] block, int[] starts, List<WireName> targets) {
        this.block = block;
        this.starts = starts;
        this.targets = targets;
    }

    /** @param records of one owner, type and TTL, without duplicates */
    static Records of(List<Record> records) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int[] starts = new int[records.size() + 1];
        List<WireName> targets = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            Record record = records.get(i);
            byte[] wire = record.toWire(Section.ANSWER);
            int owner = record.getName().length();
            block.write(QUESTION_NAME >>> 8);
            block.write(QUESTION_NAME);
            block.write(wire, owner, wire.length - owner);
            starts[i + 1] = block.size();
            if (record instanceof CNAMERecord alias) {
                targets.add(WireName.of(alias.getTarget()));
            } else if (record instanceof NSRecord delegation) {
                targets.add(WireName.of(delegation.getTarget()));
            }
        }
        return new Records(block.toByteArray(), starts, List.copyOf(targets));
    }

    int count() {
        return starts.length - 1;
    }

    /** The bytes that an answer needs where each owner is a pointer. */
    int size() {
        return block.length;
    }

    /** The names that CNAME and NS records point at, in order. */
    List<WireName> targets() {
        return targets;
    }

    byte[] block() {
        return block;
    }

    int start(int record) {
        return starts[record];
    }

    /** Where the bytes behind the owner begin. */
    int body(int record) {
        return starts[record] + POINTER;
    }

    @Override
    public String toString() {
        return "Records[" + count() + "]";
    }
}
