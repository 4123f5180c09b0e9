package io.portolan.baremetal.nameserver;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Type;

/**
 * A zone as a sequence of messages (RFC 5936), each made when it is asked for. A set with choices is told by the records that {@link
 * AnswerSet#representative} gives, so that a copy does not change without its serial.
 */
final class Transfer implements Iterator<byte[]> {
    /** Well below the limit, so that a large zone is never held twice; only a larger record makes a larger message. */
    private static final int MESSAGE = 16 * 1024;

    private final int id;
    private final byte[] question;
    private final Zone zone;
    private final List<Part> parts;
    private final Signatures signatures;
    private int part;
    private int record;

    /** @param question the request's question as it came, which every message repeats */
    Transfer(int id, byte[] question, Zone zone, Signatures signatures, boolean onlySoa) {
        this.id = id;
        this.question = question;
        this.zone = zone;
        this.signatures = signatures;
        this.parts = onlySoa ? List.of(new Part(zone.apex(), zone.soa())) : all(zone);
    }

    private record Part(WireName owner, Records records) {}

    private static List<Part> all(Zone zone) {
        List<Part> parts = new ArrayList<>();
        Part soa = new Part(zone.apex(), zone.soa());
        parts.add(soa);
        for (Node node : zone.nodes()) {
            for (AnswerSet set : node.sets()) {
                if (set.type() != Type.SOA) {
                    parts.add(new Part(node.name(), set.representative()));
                }
            }
        }
        parts.add(soa);
        return parts;
    }

    @Override
    public boolean hasNext() {
        return part < parts.size();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the transfer of " + zone.origin() + " is complete");
        }
        DNSOutput out = new DNSOutput(MESSAGE);
        out.writeU16(id);
        out.writeU16(0x8000 | AnswerWriter.AA);
        out.writeU16(1);
        out.writeU16(0);
        out.writeU32(0);
        out.writeByteArray(question);
        int count = 0;
        do {
            writeRecord(out);
            count++;
        } while (hasNext() && out.current() + nextBytes() <= MESSAGE);
        out.writeU16At(count, 6);
        byte[] message = out.toByteArray();
        return signatures.sign(message, message.length);
    }

    private void writeRecord(DNSOutput out) {
        WireName owner = parts.get(part).owner;
        Records records = parts.get(part).records;
        out.writeByteArray(owner.bytes(), 0, relative(owner));
        out.writeU16(Records.QUESTION_NAME);
        out.writeByteArray(records.block(), records.body(record), records.start(record + 1) - records.body(record));
        record++;
        if (record == records.count()) {
            record = 0;
            part++;
        }
    }

    private int nextBytes() {
        Records records = parts.get(part).records;
        return relative(parts.get(part).owner) + records.start(record + 1) - records.start(record);
    }

    /** The bytes of the owner in front of the apex, which the question is. */
    private int relative(WireName owner) {
        return owner.length() - zone.apex().length();
    }
}
