package io.portolan.network;

import io.portolan.model.Cidr;
import io.portolan.model.Feature;
import io.portolan.model.FieldPath;
import io.portolan.model.Ref;
import io.portolan.model.Use;
import java.util.ArrayList;
import java.util.List;

/** The features of networks, firewalls, addresses and links, as support tables list them. */
public final class NetworkFeatures {
    /** A network with IPv4 blocks. */
    public static final Feature IPV4 = Feature.of("Network", "IPv4");
    /** A network with IPv6 blocks. */
    public static final Feature IPV6 = Feature.of("Network", "IPv6");
    /** Several blocks in one network; the value is their number. */
    public static final Feature BLOCKS = Feature.of("Network", "blocks");
    /** Subnets. */
    public static final Feature SUBNETS = Feature.of("Network", "subnets");
    /** A subnet with a route to the internet. */
    public static final Feature EGRESS_INTERNET = Feature.of("Network", "egress to the internet");
    /** A subnet with translated egress. */
    public static final Feature EGRESS_NAT = Feature.of("Network", "egress by NAT");
    /** Routes by a machine of the network. */
    public static final Feature ROUTES = Feature.of("Network", "routes");
    /** Ingress rules by block. */
    public static final Feature INGRESS = Feature.of("Firewall", "ingress");
    /** Egress rules. */
    public static final Feature EGRESS = Feature.of("Firewall", "egress");
    /** Rules that name another firewall. */
    public static final Feature GROUPS = Feature.of("Firewall", "groups");
    /** A public address. */
    public static final Feature PUBLIC_ADDRESS = Feature.of("Address", "public");
    /** An internal address. */
    public static final Feature INTERNAL_ADDRESS = Feature.of("Address", "internal");
    /** An IPv6 address. */
    public static final Feature IPV6_ADDRESS = Feature.of("Address", "IPv6");
    /** Two networks of the stack joined. */
    public static final Feature LINK = Feature.of("Link", "networks of the stack");
    /** A network joined that another stack made or that exists already: it is read, never changed, so its routes are its owner's. */
    public static final Feature LINK_ELSEWHERE = Feature.of("Link", "a network of others");

    private NetworkFeatures() {}

    static List<Use> of(Network network) {
        List<Use> uses = new ArrayList<>();
        FieldPath cidrs = FieldPath.of("cidrs");
        List<Cidr> blocks = network.cidrs();
        for (int i = 0; i < blocks.size(); i++) {
            uses.add(Use.of(blocks.get(i).isV4() ? IPV4 : IPV6, cidrs.index(i)));
        }
        uses.add(Use.of(BLOCKS, cidrs, (long) blocks.size()));
        for (int i = 0; i < network.subnets().size(); i++) {
            FieldPath at = FieldPath.of("subnets").index(i);
            uses.add(Use.of(SUBNETS, at));
            switch (network.subnets().get(i).egress().orElse(Subnet.Egress.NONE)) {
                case INTERNET -> uses.add(Use.of(EGRESS_INTERNET, at.field("egress")));
                case NAT -> uses.add(Use.of(EGRESS_NAT, at.field("egress")));
                case NONE -> {}
            }
        }
        if (!network.routes().orElse(List.of()).isEmpty()) {
            uses.add(Use.of(ROUTES, FieldPath.of("routes")));
        }
        return uses;
    }

    static List<Use> of(Firewall firewall) {
        List<Use> uses = new ArrayList<>();
        uses.add(Use.of(INGRESS, FieldPath.of("ingress")));
        if (firewall.egress().value().isPresent()) {
            uses.add(Use.of(EGRESS, FieldPath.of("egress")));
        }
        groups(firewall.ingress(), "ingress", uses);
        groups(firewall.egress().orElse(List.of()), "egress", uses);
        return uses;
    }

    private static void groups(List<FirewallRule> rules, String field, List<Use> uses) {
        for (int i = 0; i < rules.size(); i++) {
            for (Peer peer : rules.get(i).peers()) {
                if (peer.firewall().isPresent()) {
                    uses.add(Use.of(GROUPS, FieldPath.of(field).index(i)));
                }
            }
        }
    }

    static List<Use> of(Address address) {
        List<Use> uses = new ArrayList<>();
        uses.add(Use.of(address.network().isPresent() ? INTERNAL_ADDRESS : PUBLIC_ADDRESS, FieldPath.ROOT));
        if (address.family().orElse(Address.Family.IPV4) == Address.Family.IPV6) {
            uses.add(Use.of(IPV6_ADDRESS, FieldPath.of("family")));
        }
        return uses;
    }

    static List<Use> of(Link link) {
        List<Use> uses = new ArrayList<>();
        uses.add(Use.of(LINK, FieldPath.of("networks")));
        for (int i = 0; i < link.networks().size(); i++) {
            if (link.networks().get(i).form() != Ref.Form.KEY) {
                uses.add(Use.of(LINK_ELSEWHERE, FieldPath.of("networks").index(i)));
            }
        }
        return uses;
    }
}
