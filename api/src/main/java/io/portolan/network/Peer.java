package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Cidr;
import io.portolan.model.Ref;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other side of a firewall rule: a block of addresses, or whatever another firewall is on. */
public final class Peer {

    private record State(@Nullable Cidr cidr, @Nullable Ref<Firewall> firewall) {}

    private final State s;

    private Peer(State s) {
        this.s = s;
    }

    /** The addresses of a block. */
    public static Peer of(Cidr cidr) {
        return new Peer(new State(requireNonNull(cidr, "cidr"), null));
    }

    /** Whatever this firewall is on. */
    public static Peer of(Ref<Firewall> firewall) {
        return new Peer(new State(null, requireNonNull(firewall, "firewall")));
    }

    /** The block; empty when it is a firewall. */
    public Optional<Cidr> cidr() {
        return Optional.ofNullable(s.cidr);
    }

    /** The firewall; empty when it is a block. */
    public Optional<Ref<Firewall>> firewall() {
        return Optional.ofNullable(s.firewall);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Peer other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Peer" + s.toString().substring("State".length());
    }
}
