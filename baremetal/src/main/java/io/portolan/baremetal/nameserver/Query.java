package io.portolan.baremetal.nameserver;

import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** One request's header, question and EDNS fields, read from the wire into reused memory. */
final class Query {
    static final int HEADER = 12;
    private static final int QR = 0x8000;
    private static final int RD = 0x0100;
    private static final int DO = 0x8000;

    /** What {@link #read} found. */
    enum Kind {
        /** Not to be answered: too short, or an answer itself. */
        DROP,
        /** To be answered with {@link #rcode} alone. */
        ERROR,
        /** A question that {@link Responder} can answer. */
        QUESTION,
        /** An update, a transfer or something signed. */
        SPECIAL
    }

    final WireName name = WireName.reusable();
    int id;
    int flags;
    int opcode;
    int type;
    int dclass;
    /** Where the question ends; {@link #HEADER} where none could be read. */
    int questionEnd;

    boolean edns;
    boolean dnssecOk;
    int payload;
    boolean signed;
    int rcode;

    /** @param verified the signature was checked, the request is to be seen as if it had none */
    Kind read(byte[] packet, int length, boolean verified) {
        if (length < HEADER) {
            return Kind.DROP;
        }
        id = u16(packet, 0);
        flags = u16(packet, 2);
        if ((flags & QR) != 0) {
            return Kind.DROP;
        }
        opcode = flags >> 11 & 0xF;
        questionEnd = HEADER;
        edns = false;
        dnssecOk = false;
        signed = false;
        payload = 512;
        rcode = Rcode.NOERROR;
        type = 0;
        if (opcode != Opcode.QUERY && opcode != Opcode.UPDATE) {
            return error(Rcode.NOTIMP);
        }
        if (u16(packet, 4) != 1 || !question(packet, length)) {
            return error(Rcode.FORMERR);
        }
        if (opcode == Opcode.UPDATE) {
            return Kind.SPECIAL;
        }
        boolean transfer = type == Type.AXFR || type == Type.IXFR;
        int authority = u16(packet, 8);
        if (u16(packet, 6) != 0 || authority > (type == Type.IXFR ? 1 : 0)) {
            return error(Rcode.FORMERR);
        }
        if (!transfer && !additional(packet, length, u16(packet, 10))) {
            return error(Rcode.FORMERR);
        }
        if (transfer || (signed && !verified)) {
            return Kind.SPECIAL;
        }
        return rcode == Rcode.NOERROR ? Kind.QUESTION : Kind.ERROR;
    }

    boolean recursionDesired() {
        return (flags & RD) != 0;
    }

    private Kind error(int code) {
        rcode = code;
        return Kind.ERROR;
    }

    private boolean question(byte[] packet, int length) {
        int end = name.read(packet, HEADER, length);
        if (end < 0 || end + 4 > length) {
            return false;
        }
        type = u16(packet, end);
        dclass = u16(packet, end + 2);
        questionEnd = end + 4;
        return true;
    }

    /** Finds OPT and TSIG; what else is there is skipped. */
    private boolean additional(byte[] packet, int length, int count) {
        int at = questionEnd;
        for (int i = 0; i < count; i++) {
            int owner = at;
            at = skipName(packet, at, length);
            if (at < 0 || at + 10 > length) {
                return false;
            }
            int rrType = u16(packet, at);
            int data = at + 10;
            int end = data + u16(packet, at + 8);
            if (end > length) {
                return false;
            }
            if (rrType == Type.OPT) {
                if (edns || packet[owner] != 0 || !options(packet, data, end)) {
                    return false;
                }
                edns(u16(packet, at + 2), packet[at + 5] & 0xFF, u16(packet, at + 6));
            } else if (rrType == Type.TSIG) {
                if (i != count - 1) {
                    return false;
                }
                signed = true;
            }
            at = end;
        }
        return at == length;
    }

    private void edns(int size, int version, int ednsFlags) {
        edns = true;
        payload = Math.max(size, 512);
        dnssecOk = (ednsFlags & DO) != 0;
        if (version != 0) {
            rcode = Rcode.BADVERS;
        }
    }

    private static boolean options(byte[] packet, int from, int end) {
        int at = from;
        while (at + 4 <= end) {
            at += 4 + u16(packet, at + 2);
        }
        return at == end;
    }

    private static int skipName(byte[] packet, int from, int length) {
        int at = from;
        while (at < length) {
            int size = packet[at] & 0xFF;
            if (size == 0) {
                return at + 1;
            }
            if (size >= 0xC0) {
                return at + 2 <= length ? at + 2 : -1;
            }
            if (size > 63) {
                return -1;
            }
            at += 1 + size;
        }
        return -1;
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
