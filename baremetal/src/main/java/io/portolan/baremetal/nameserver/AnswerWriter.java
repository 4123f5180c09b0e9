package io.portolan.baremetal.nameserver;

/**
 * Writes one answer after another into the same memory.
 *
 * <p>Names in the zone are compressed against the question, which ends in the zone's apex. Once something did not fit, nothing more is
 * written and {@link #finish} sets TC (RFC 2181, 9).
 */
final class AnswerWriter {
    static final int MAX_BYTES = 65_535;

    /** What a client that has room for more may be sent over UDP without fragments (DNS flag day 2020). */
    static final int UDP_PAYLOAD = 1232;

    static final int AA = 0x0400;
    private static final int QR = 0x8000;
    private static final int TC = 0x0200;
    private static final int RD = 0x0100;
    private static final int OPT_BYTES = 11;
    private static final int DO = 0x8000;

    private final byte[] out = new byte[MAX_BYTES];
    private final Query query;
    private int length;
    private int limit;
    private int answers;
    private int authorities;
    private int additionals;
    private boolean truncated;

    AnswerWriter(Query query) {
        this.query = query;
    }

    /** Begins an answer that has the question as it came, case included (draft-vixie-dnsext-dns0x20). */
    void begin(byte[] packet, int most) {
        length = query.questionEnd;
        limit = most - (query.edns ? OPT_BYTES : 0);
        System.arraycopy(packet, Query.HEADER, out, Query.HEADER, length - Query.HEADER);
        reset();
        truncated = false;
    }

    byte[] bytes() {
        return out;
    }

    boolean truncated() {
        return truncated;
    }

    /** @param name a name in the zone whose apex begins at {@code apexLabel} of the question */
    void answer(WireName name, int nameApexLabel, int apexLabel, Records records, int first) {
        answers += records(name, nameApexLabel, apexLabel, records, first);
    }

    void authority(WireName name, int nameApexLabel, int apexLabel, Records records) {
        authorities += records(name, nameApexLabel, apexLabel, records, 0);
    }

    void additional(WireName name, int nameApexLabel, int apexLabel, Records records) {
        additionals += records(name, nameApexLabel, apexLabel, records, 0);
    }

    /** Ends the answer and returns its length. */
    int finish(int rcode, int flags) {
        if (truncated) {
            length = query.questionEnd;
            reset();
        }
        if (query.edns) {
            out[length++] = 0;
            u16(41);
            u16(UDP_PAYLOAD);
            out[length++] = (byte) (rcode >>> 4);
            out[length++] = 0;
            u16(query.dnssecOk ? DO : 0);
            u16(0);
            additionals++;
        }
        put16(0, query.id);
        put16(
                2,
                QR
                        | query.opcode << 11
                        | flags
                        | (truncated ? TC : 0)
                        | (query.recursionDesired() ? RD : 0)
                        | rcode & 0xF);
        put16(4, query.questionEnd > Query.HEADER ? 1 : 0);
        put16(6, answers);
        put16(8, authorities);
        put16(10, additionals);
        return length;
    }

    private void reset() {
        answers = 0;
        authorities = 0;
        additionals = 0;
    }

    private int records(WireName name, int nameApexLabel, int apexLabel, Records records, int first) {
        if (truncated) {
            return 0;
        }
        boolean asked = name == query.name;
        int relative = asked ? 0 : name.start(nameApexLabel);
        int count = records.count();
        if (length + records.size() + relative * count > limit) {
            truncated = true;
            return 0;
        }
        if (asked && first == 0) {
            copy(records.block(), 0, records.size());
            return count;
        }
        int apex = Records.QUESTION_NAME + query.name.start(apexLabel);
        for (int i = 0; i < count; i++) {
            int record = (first + i) % count;
            copy(name.bytes(), 0, relative);
            u16(asked ? Records.QUESTION_NAME : apex);
            copy(records.block(), records.body(record), records.start(record + 1) - records.body(record));
        }
        return count;
    }

    private void copy(byte[] bytes, int from, int count) {
        System.arraycopy(bytes, from, out, length, count);
        length += count;
    }

    private void u16(int value) {
        put16(length, value);
        length += 2;
    }

    private void put16(int at, int value) {
        out[at] = (byte) (value >>> 8);
        out[at + 1] = (byte) value;
    }
}
