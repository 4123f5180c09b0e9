package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.model.Cidr;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.FirewallRule.Protocol;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import java.util.List;
import java.util.Optional;

/** Firewalls. */
final class FirewallForms {
    /** A reference to a firewall. */
    static final RefType<Firewall> FIREWALL_REF = new RefType<>(Firewall.KIND, "firewall");

    private static final Attribute<Cidr> CIDR = optional(
                    "cidr", Texts.CIDR, "The addresses of a block; 0.0.0.0/0 is everybody.")
            .example("0.0.0.0/0");
    private static final Attribute<Ref<Firewall>> PEER_FIREWALL =
            optional("firewall", FIREWALL_REF, "Whatever this firewall is on.").example("edge");
    private static final Form<Peer> PEER =
            Form.of("a peer", "Peer", FirewallForms::peer, CIDR, PEER_FIREWALL).oneOf(CIDR, PEER_FIREWALL);

    private static final Attribute<Protocol> PROTOCOL = required(
                    "protocol",
                    ChoiceType.of(
                            Protocol.class,
                            "TCP",
                            Protocol.TCP,
                            "UDP",
                            Protocol.UDP,
                            "ICMP",
                            Protocol.ICMP,
                            "Any",
                            Protocol.ANY),
                    "What the rule speaks of; ICMP and Any have no ports.")
            .example("TCP");
    private static final Attribute<List<PortRange>> PORTS = optional(
                    "ports", ListType.of(PortRangeType.PORTS, "ports"), "Ports and ranges; all where it is left away.")
            .example("[80, 443, 8080-8081]");
    private static final Attribute<List<Peer>> FROM = required(
                    "from", ListType.of(PEER, "peers"), "Who may come in, at least one.")
            .example("[{cidr: 0.0.0.0/0}]");
    private static final Attribute<List<Peer>> TO = required(
                    "to", ListType.of(PEER, "peers"), "Where it may go, at least one.")
            .example("[{cidr: 0.0.0.0/0}]");
    private static final Form<FirewallRule> INGRESS_RULE =
            Form.of("an ingress rule", "IngressRule", in -> rule(in, FROM), PROTOCOL, PORTS, FROM);
    private static final Form<FirewallRule> EGRESS_RULE =
            Form.of("an egress rule", "EgressRule", in -> rule(in, TO), PROTOCOL, PORTS, TO);

    private static final Attribute<Ref<Network>> NETWORK = required(
                    "network", NetworkForms.NETWORK_REF, "The network that it belongs to.")
            .example("main");
    private static final Attribute<List<FirewallRule>> INGRESS = optional(
            "ingress", ListType.of(INGRESS_RULE, "ingress rules"), "What may come in; nothing where it is left away.");
    private static final Attribute<List<FirewallRule>> EGRESS =
            states("egress", ListType.of(EGRESS_RULE, "egress rules"), "everything", "What may go out.");

    /** {@code kind: Firewall}. */
    static final Form<Firewall> FIREWALL =
            Form.of("Firewall", "FirewallSpec", FirewallForms::firewall, NETWORK, INGRESS, EGRESS);

    private FirewallForms() {}

    private static Optional<Peer> peer(Filled in) {
        return in.find(CIDR).map(Peer::of).or(() -> in.find(PEER_FIREWALL).map(Peer::of));
    }

    private static Optional<FirewallRule> rule(Filled in, Attribute<List<Peer>> peers) {
        return Optional.of(FirewallRule.of(in.get(PROTOCOL))
                .ports(in.list(PORTS))
                .peers(in.get(peers))
                .build());
    }

    private static Optional<Firewall> firewall(Filled in) {
        return Optional.of(Firewall.in(in.get(NETWORK))
                .ingress(in.list(INGRESS))
                .egress(in.field(EGRESS))
                .build());
    }
}
