package io.portolan.baremetal.nameserver;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/** Checks a request's signature and signs the answers to it (RFC 8945). */
final class Signatures {
    /** Owner, fixed fields, times, ids and lengths, the longest MAC, and the time that BADTIME adds. */
    private static final int ROOM_BESIDE_NAMES = 10 + 10 + 64 + 6 + 6;

    private final TSIGRecord request;
    private final @Nullable TSIG key;
    private final int error;
    private @Nullable TSIGRecord last;

    private Signatures(TSIGRecord request, @Nullable TSIG key, int error) {
        this.request = request;
        this.key = key;
        this.error = error;
    }

    /** @param packet the bytes that {@code message} was parsed from */
    static Signatures check(Message message, TSIGRecord signature, byte[] packet, Map<Name, TsigKey> keys) {
        TsigKey known = keys.get(signature.getName());
        if (known == null) {
            return new Signatures(signature, null, Rcode.BADKEY);
        }
        TSIG key = known.signer(signature.getName());
        return new Signatures(signature, key, key.verify(message, packet, null));
    }

    boolean valid() {
        return error == Rcode.NOERROR;
    }

    /** The bytes by which a signature makes a message longer. */
    int room() {
        return request.getName().length() + request.getAlgorithm().length() + ROOM_BESIDE_NAMES;
    }

    /** Signs a whole answer, or the first or next message of a longer one. */
    byte[] sign(byte[] message, int length) {
        if (key == null) {
            throw new IllegalStateException("an answer can't be signed by a key that is not known");
        }
        byte[] exact = Arrays.copyOf(message, length);
        Message id = new Message(Query.u16(exact, 0));
        TSIGRecord signature = last == null
                ? key.generate(id, exact.clone(), Rcode.NOERROR, request, true)
                : key.generate(id, exact.clone(), Rcode.NOERROR, last, false);
        last = signature;
        return append(exact, signature);
    }

    /** The answer to a request whose signature does not hold. */
    byte[] refusal(Message asked) {
        Message answer = SpecialRequests.answerTo(asked, Rcode.NOTAUTH);
        byte[] unsigned = answer.toWire();
        if (error == Rcode.BADTIME && key != null) {
            return append(unsigned, key.generate(answer, unsigned.clone(), error, request, true));
        }
        return append(
                unsigned,
                new TSIGRecord(
                        request.getName(),
                        DClass.ANY,
                        0,
                        request.getAlgorithm(),
                        request.getTimeSigned(),
                        request.getFudge(),
                        new byte[0],
                        request.getOriginalID(),
                        error,
                        null));
    }

    private static byte[] append(byte[] message, TSIGRecord signature) {
        byte[] record = signature.toWire(Section.ADDITIONAL);
        DNSOutput out = new DNSOutput(message.length + record.length);
        out.writeByteArray(message);
        out.writeByteArray(record);
        out.writeU16At(Query.u16(message, 10) + 1, 10);
        return out.toByteArray();
    }
}
