package io.portolan.baremetal.nameserver;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** Answers what is signed: updates, transfers, and questions with a signature. */
final class SpecialRequests {
    private final Supplier<Served> served;
    private final Updates updates;

    SpecialRequests(Supplier<Served> served, Updates updates) {
        this.served = served;
        this.updates = updates;
    }

    /** @param responder the calling thread's */
    void handle(byte[] packet, Responder responder, boolean stream, Reply reply) {
        Message message;
        try {
            message = new Message(packet);
        } catch (IOException | IllegalArgumentException e) {
            reply.send(bare(packet, Rcode.FORMERR));
            return;
        }
        Served now = served.get();
        TSIGRecord signature = message.getTSIG();
        Signatures signatures = signature == null ? null : Signatures.check(message, signature, packet, now.keys());
        if (signatures != null && !signatures.valid()) {
            reply.send(signatures.refusal(message));
        } else if (message.getHeader().getOpcode() == Opcode.UPDATE) {
            update(message, now, signatures, reply);
        } else if (isTransfer(message)) {
            transfer(message, packet, now, signatures, stream, reply);
        } else if (signatures != null) {
            int length = responder.respond(packet, packet.length, stream, signatures.room());
            reply.send(signatures.sign(responder.answer(), length));
        } else {
            reply.send(bare(packet, Rcode.FORMERR));
        }
    }

    private void update(Message message, Served now, @Nullable Signatures signatures, Reply reply) {
        Record asked = message.getQuestion();
        if (asked.getType() != Type.SOA) {
            answer(
                    message,
                    UpdateOutcome.Code.FORMERR,
                    "the zone section asks for another type than SOA",
                    signatures,
                    reply);
            return;
        }
        Zone zone = asked.getDClass() == DClass.IN ? now.at(asked.getName()) : null;
        if (zone == null) {
            answer(message, UpdateOutcome.Code.NOTAUTH, "no such zone is served here", signatures, reply);
        } else if (signatures == null) {
            answer(message, UpdateOutcome.Code.REFUSED, "updates must be signed (TSIG)", null, reply);
        } else {
            ZoneUpdate update = new ZoneUpdate(
                    zone.origin(), message.getSection(Section.PREREQ), message.getSection(Section.UPDATE));
            updates.submit(update, outcome -> answer(message, outcome.code(), outcome.note(), signatures, reply));
        }
    }

    private static void answer(
            Message asked, UpdateOutcome.Code code, String note, @Nullable Signatures signatures, Reply reply) {
        Message answer = answerTo(asked, code.rcode());
        if (asked.getOPT() != null) {
            List<EDNSOption> why = note.isEmpty()
                    ? List.of()
                    : List.of(new ExtendedErrorCodeOption(ExtendedErrorCodeOption.OTHER, note));
            answer.addRecord(new OPTRecord(AnswerWriter.UDP_PAYLOAD, 0, 0, 0, why), Section.ADDITIONAL);
        }
        byte[] wire = answer.toWire();
        reply.send(signatures == null ? wire : signatures.sign(wire, wire.length));
    }

    private static boolean isTransfer(Message message) {
        int type = message.getQuestion().getType();
        return type == Type.AXFR || type == Type.IXFR;
    }

    private static void transfer(
            Message message, byte[] packet, Served now, @Nullable Signatures signatures, boolean stream, Reply reply) {
        Record asked = message.getQuestion();
        Zone zone = asked.getDClass() == DClass.IN ? now.at(asked.getName()) : null;
        boolean incremental = asked.getType() == Type.IXFR;
        if (signatures == null) {
            reply.send(answerTo(message, Rcode.REFUSED).toWire());
        } else if (zone == null || !stream && !incremental) {
            byte[] refusal = answerTo(message, zone == null ? Rcode.NOTAUTH : Rcode.FORMERR)
                    .toWire();
            reply.send(signatures.sign(refusal, refusal.length));
        } else {
            int end = Query.HEADER + asked.getName().length() + 4;
            byte[] question = Arrays.copyOfRange(packet, Query.HEADER, end);
            boolean onlySoa = incremental && (!stream || isCurrent(message, zone));
            reply.send(new Transfer(message.getHeader().getID(), question, zone, signatures, onlySoa));
        }
    }

    /** Whether the client of an IXFR has what is served, or something newer (RFC 1995, 2). */
    private static boolean isCurrent(Message message, Zone zone) {
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord has) {
                return !Serials.isNewer(zone.data().serial(), has.getSerial());
            }
        }
        return false;
    }

    /** An answer with the question and nothing else. */
    static Message answerTo(Message asked, int rcode) {
        Message answer = new Message(asked.getHeader().getID());
        Header header = answer.getHeader();
        header.setFlag(Flags.QR);
        header.setOpcode(asked.getHeader().getOpcode());
        header.setRcode(rcode);
        answer.addRecord(asked.getQuestion(), Section.QUESTION);
        return answer;
    }

    /** An answer that is a header alone, to what could not be read. */
    static byte[] bare(byte[] packet, int rcode) {
        byte[] answer = new byte[Query.HEADER];
        answer[0] = packet[0];
        answer[1] = packet[1];
        answer[2] = (byte) (0x80 | packet[2] & 0x79);
        answer[3] = (byte) rcode;
        return answer;
    }
}
