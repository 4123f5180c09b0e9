package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.model.Cidr;
import io.portolan.model.IpAddress;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Address.Family;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.network.Route;
import io.portolan.network.Subnet;
import io.portolan.network.Subnet.Egress;
import java.util.List;
import java.util.Optional;

/** Networks, links and addresses. */
final class NetworkForms {
    /** A reference to a network. */
    static final RefType<Network> NETWORK_REF = new RefType<>(Network.KIND, "network");

    private static final Attribute<String> SUBNET_NAME =
            required("name", Texts.NAME, "Its name within the network.").example("a");
    private static final Attribute<Cidr> SUBNET_CIDR = required(
                    "cidr", Texts.CIDR, "Its block, inside one of the network's.")
            .example("10.20.1.0/24");
    private static final Attribute<String> SUBNET_ZONE = optional(
                    "zone",
                    Texts.TEXT,
                    "A zone of the provider, or a letter that is mapped to its zones in order; else the provider's choice.")
            .example("a");
    private static final Attribute<Egress> EGRESS = states(
            "egress",
            ChoiceType.of(Egress.class, "None", Egress.NONE, "Internet", Egress.INTERNET, "NAT", Egress.NAT),
            "None",
            "How traffic leaves: not at all, with addresses of its own, or through address translation.");
    private static final Form<Subnet> SUBNET =
            Form.of("a subnet", "Subnet", NetworkForms::subnet, SUBNET_NAME, SUBNET_CIDR, SUBNET_ZONE, EGRESS);

    private static final Attribute<Cidr> DESTINATION =
            required("destination", Texts.CIDR, "Where to.").example("192.168.0.0/16");
    private static final Attribute<IpAddress> NEXT_HOP = required(
                    "nextHop", Texts.IP, "The address of a machine in the network.")
            .example("10.20.1.4");
    private static final Form<Route> ROUTE = Form.of(
            "a route of a network",
            "NetworkRoute",
            in -> Optional.of(Route.of(in.get(DESTINATION), in.get(NEXT_HOP))),
            DESTINATION,
            NEXT_HOP);

    private static final Attribute<List<Cidr>> CIDRS = required(
                    "cidrs", ListType.of(Texts.CIDR, "blocks"), "The blocks, IPv4 and IPv6, at least one.")
            .example("[10.20.0.0/16]");
    private static final Attribute<List<Subnet>> SUBNETS =
            optional("subnets", ListType.of(SUBNET, "subnets"), "The subnets; none where it is left away.");
    private static final Attribute<List<Route>> ROUTES =
            states("routes", ListType.of(ROUTE, "routes"), "none", "Routes beyond the network's own.");

    /** {@code kind: Network}. */
    static final Form<Network> NETWORK =
            Form.of("Network", "NetworkSpec", NetworkForms::network, CIDRS, SUBNETS, ROUTES);

    private static final Attribute<List<Ref<Network>>> LINKED = required(
                    "networks",
                    ListType.of(NETWORK_REF, "networks"),
                    "The two networks; their blocks don't overlap, and their order means nothing.")
            .example("[main, branch]");

    /** {@code kind: Link}. */
    static final Form<Link> LINK = Form.of("Link", "LinkSpec", in -> Optional.of(Link.of(in.get(LINKED))), LINKED);

    private static final Attribute<Family> FAMILY = states(
            "family", ChoiceType.of(Family.class, "IPv4", Family.IPV4, "IPv6", Family.IPV6), "IPv4", "The family.");
    private static final Attribute<Ref<Network>> IN_NETWORK =
            optional("network", NETWORK_REF, "For an internal address its network; else it is a public one.");
    private static final Attribute<String> IN_SUBNET =
            optional("subnet", Texts.TEXT, "For an internal address the subnet's name; else the first.");

    /** {@code kind: Address}. */
    static final Form<Address> ADDRESS =
            Form.of("Address", "AddressSpec", NetworkForms::address, FAMILY, IN_NETWORK, IN_SUBNET);

    private NetworkForms() {}

    private static Optional<Subnet> subnet(Filled in) {
        Subnet.Builder subnet =
                Subnet.of(in.get(SUBNET_NAME), in.get(SUBNET_CIDR)).egress(in.field(EGRESS));
        in.find(SUBNET_ZONE).ifPresent(subnet::zone);
        return Optional.of(subnet.build());
    }

    private static Optional<Network> network(Filled in) {
        return Optional.of(Network.builder()
                .cidrs(in.get(CIDRS))
                .subnets(in.list(SUBNETS))
                .routes(in.field(ROUTES))
                .build());
    }

    private static Optional<Address> address(Filled in) {
        Address.Builder address = Address.builder().family(in.field(FAMILY));
        in.find(IN_NETWORK).ifPresent(address::network);
        in.find(IN_SUBNET).ifPresent(address::subnet);
        return Optional.of(address.build());
    }
}
