package io.portolan.baremetal.nameserver;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Answers questions from what is served; the way nearly every request takes, without parsing or building records. It keeps its memory
 * from request to request, so each thread has its own.
 */
final class Responder {
    /** The request gets no answer. */
    static final int DROP = 0;

    /** The request is one for {@link SpecialRequests}. */
    static final int SPECIAL = -1;

    /** As BIND's: a longer chain is left for the resolver to follow. */
    private static final int MAX_CHAIN = 16;

    private final Supplier<Served> served;
    private final RandomGenerator random;
    private final Query query = new Query();
    private final AnswerWriter writer = new AnswerWriter(query);
    private final Node[] chain = new Node[MAX_CHAIN];
    private int turn;

    Responder(Supplier<Served> served, RandomGenerator random) {
        this.served = served;
        this.random = random;
    }

    /** Where {@link #respond} leaves the answer. */
    byte[] answer() {
        return writer.bytes();
    }

    /**
     * Returns the length of the answer, or {@link #DROP}, or {@link #SPECIAL}.
     *
     * @param stream whether the answer goes over TCP
     * @param signature 0, or for a request whose signature was checked the room that the answer's signature takes
     */
    int respond(byte[] packet, int length, boolean stream, int signature) {
        Query.Kind kind = query.read(packet, length, signature > 0);
        return switch (kind) {
            case DROP -> DROP;
            case SPECIAL -> SPECIAL;
            case ERROR -> {
                writer.begin(packet, most(stream) - signature);
                yield writer.finish(query.rcode, 0);
            }
            case QUESTION -> {
                writer.begin(packet, most(stream) - signature);
                yield question();
            }
        };
    }

    private int most(boolean stream) {
        return stream ? AnswerWriter.MAX_BYTES : Math.min(query.payload, AnswerWriter.UDP_PAYLOAD);
    }

    private int question() {
        if (query.dclass != DClass.IN) {
            return writer.finish(query.dclass == 0 || query.dclass == DClass.NONE ? Rcode.FORMERR : Rcode.REFUSED, 0);
        }
        if (query.type != Type.ANY
                && (query.type == 0 || query.type == Type.OPT || query.type >= 128 && query.type < 256)) {
            boolean obsolete = query.type == Type.MAILA || query.type == Type.MAILB;
            return writer.finish(obsolete ? Rcode.NOTIMP : Rcode.FORMERR, 0);
        }
        Served now = served.get();
        Zone zone = now.around(query.name, query.type);
        if (zone == null) {
            return writer.finish(Rcode.REFUSED, 0);
        }
        return resolve(now, zone, query.name.labels() - zone.apex().labels());
    }

    private int resolve(Served now, Zone zone, int apexLabel) {
        WireName name = query.name;
        int nameApex = apexLabel;
        for (int hop = 0; hop < MAX_CHAIN; hop++) {
            int label = 0;
            Node found = zone.node(name, 0);
            while (found == null) {
                found = zone.node(name, ++label);
            }
            Node cut = found.cut();
            if (cut != null && !(label == 0 && cut == found && query.type == Type.DS)) {
                return hop == 0 ? refer(zone, cut, apexLabel) : writer.finish(Rcode.NOERROR, AnswerWriter.AA);
            }
            Node node = label == 0 ? found : found.wildcard();
            if (node == null) {
                return deny(zone, apexLabel, Rcode.NXDOMAIN);
            }
            AnswerSet alias = node.alias();
            if (alias == null || query.type == Type.CNAME || query.type == Type.ANY) {
                return answer(zone, node, name, nameApex, apexLabel);
            }
            if (isInChain(node, hop)) {
                break;
            }
            chain[hop] = node;
            Records records = alias.pick(random);
            writer.answer(name, nameApex, apexLabel, records, 0);
            name = records.targets().get(0);
            nameApex = zone.apexLabel(name);
            if (nameApex < 0 || now.around(name, query.type) != zone) {
                break;
            }
        }
        return writer.finish(Rcode.NOERROR, AnswerWriter.AA);
    }

    private boolean isInChain(Node node, int length) {
        for (int i = 0; i < length; i++) {
            if (chain[i] == node) {
                return true;
            }
        }
        return false;
    }

    private int answer(Zone zone, Node node, WireName name, int nameApex, int apexLabel) {
        AnswerSet set = query.type == Type.ANY ? any(node) : node.set(query.type);
        if (set == null) {
            return deny(zone, apexLabel, Rcode.NOERROR);
        }
        Records records = set.pick(random);
        boolean turns = records.count() > 1 && (set.type() == Type.A || set.type() == Type.AAAA);
        writer.answer(name, nameApex, apexLabel, records, turns ? (turn++ & 0xFFFF) % records.count() : 0);
        return writer.finish(Rcode.NOERROR, AnswerWriter.AA);
    }

    /** One set is a full answer to ANY (RFC 8482, 4.1). */
    private static @Nullable AnswerSet any(Node node) {
        return node.sets().length == 0 ? null : node.sets()[0];
    }

    private int deny(Zone zone, int apexLabel, int rcode) {
        writer.authority(zone.apex(), 0, apexLabel, zone.negative());
        return writer.finish(rcode, AnswerWriter.AA);
    }

    private int refer(Zone zone, Node cut, int apexLabel) {
        AnswerSet servers = cut.set(Type.NS);
        if (servers == null) {
            throw new IllegalStateException("a delegation of " + zone.origin() + " without NS records");
        }
        writer.authority(cut.name(), apexLabel(zone, cut), apexLabel, servers.pick(random));
        for (Node.Glue glue : cut.glue()) {
            writer.additional(
                    glue.owner().name(),
                    apexLabel(zone, glue.owner()),
                    apexLabel,
                    glue.addresses().pick(random));
        }
        return writer.finish(Rcode.NOERROR, 0);
    }

    private static int apexLabel(Zone zone, Node node) {
        return node.name().labels() - zone.apex().labels();
    }
}
