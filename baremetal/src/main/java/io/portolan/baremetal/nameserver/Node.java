package io.portolan.baremetal.nameserver;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/** One name of a zone, with its record sets; without any it is an empty non-terminal, which exists all the same (RFC 4592). */
final class Node {
    private final WireName name;
    private AnswerSet[] sets = {};
    private @Nullable Node wildcard;
    private @Nullable Node cut;
    private List<Glue> glue = List.of();

    Node(WireName name) {
        this.name = name;
    }

    WireName name() {
        return name;
    }

    AnswerSet[] sets() {
        return sets;
    }

    @Nullable
    AnswerSet set(int type) {
        for (AnswerSet set : sets) {
            if (set.type() == type) {
                return set;
            }
        }
        return null;
    }

    @Nullable
    AnswerSet alias() {
        return sets.length == 1 && sets[0].type() == Type.CNAME ? sets[0] : null;
    }

    /** The {@code *} directly below. */
    @Nullable
    Node wildcard() {
        return wildcard;
    }

    /** The delegation that this name is, or is below; the topmost one. */
    @Nullable
    Node cut() {
        return cut;
    }

    /** At a delegation: the addresses of its name servers that the zone knows. */
    List<Glue> glue() {
        return glue;
    }

    void add(AnswerSet set) {
        AnswerSet[] longer = Arrays.copyOf(sets, sets.length + 1);
        longer[sets.length] = set;
        sets = longer;
    }

    void wildcard(Node below) {
        wildcard = below;
    }

    void cut(Node at) {
        cut = at;
    }

    void glue(List<Glue> addresses) {
        glue = List.copyOf(addresses);
    }

    /** One name server's addresses of one family. */
    record Glue(Node owner, AnswerSet addresses) {}
}
