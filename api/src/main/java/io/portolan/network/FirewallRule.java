package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.PortRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traffic that a firewall lets in or out. Everything that no rule names is kept out. */
public final class FirewallRule {

    private record State(Protocol protocol, List<PortRange> ports, List<Peer> peers) {}

    private final State s;

    private FirewallRule(State s) {
        this.s = s;
    }

    /** A builder of a rule for this protocol. */
    public static Builder of(Protocol protocol) {
        return new Builder(protocol);
    }

    /** The protocol; {@link Protocol#ANY} has no ports. */
    public Protocol protocol() {
        return s.protocol;
    }

    /** The ports; none means all. */
    public List<PortRange> ports() {
        return s.ports;
    }

    /** Who: where it comes from (ingress) or goes to (egress), at least one. */
    public List<Peer> peers() {
        return s.peers;
    }

    /** What a rule speaks of. */
    public enum Protocol {
        /** TCP. */
        TCP,
        /** UDP. */
        UDP,
        /** ICMP for both families. */
        ICMP,
        /** Everything. */
        ANY
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.protocol);
        b.ports = new ArrayList<>(s.ports);
        b.peers = new ArrayList<>(s.peers);
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof FirewallRule other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "FirewallRule" + s.toString().substring("State".length());
    }

    /** Builds a {@link FirewallRule}. */
    public static final class Builder {
        private final Protocol protocol;
        private List<PortRange> ports = new ArrayList<>();
        private List<Peer> peers = new ArrayList<>();

        private Builder(Protocol protocol) {
            this.protocol = requireNonNull(protocol, "protocol");
        }

        /** Adds one of ports. */
        public Builder port(PortRange value) {
            ports.add(requireNonNull(value, "value"));
            return this;
        }

        /** The ports; none means all. Replaces them all. */
        public Builder ports(List<PortRange> values) {
            ports = new ArrayList<>(values);
            return this;
        }

        /** Adds one of peers. */
        public Builder peer(Peer value) {
            peers.add(requireNonNull(value, "value"));
            return this;
        }

        /** Who: where it comes from (ingress) or goes to (egress), at least one. Replaces them all. */
        public Builder peers(List<Peer> values) {
            peers = new ArrayList<>(values);
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public FirewallRule build() {
            return new FirewallRule(new State(protocol, List.copyOf(ports), List.copyOf(peers)));
        }
    }
}
