package io.portolan.aws.network;

import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Subnets;
import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.network.Subnet.Egress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** How the parts of one VPC hang together, whoever owns them, as it was read. Immutable. */
final class Layout {
    static final String VPC = "vpc";
    static final String SUBNET = "subnet";
    static final String TABLE = "route-table";
    static final String GATEWAY = "internet-gateway";
    static final String NAT = "nat-gateway";
    static final String EGRESS_ONLY = "egress-only-internet-gateway";

    /** A tag with the name of a subnet within its network; what only carries a NAT gateway has none. */
    static final String NAME = "portolan-subnet";
    /** A tag that says what a part is for: {@code internet}, {@code nat eu-central-1a}. */
    static final String ROLE = "portolan-for";

    static final String EVERYWHERE = "0.0.0.0/0";

    private final String vpc;
    private final List<Cidr> blocks;
    private final List<AwsThing> subnets;
    private final List<AwsThing> tables;
    private final List<AwsThing> gateways;
    private final List<AwsThing> nats;
    private final List<AwsThing> egressOnly;

    private Layout(String vpc, Collection<AwsThing> all) {
        this.vpc = vpc;
        this.blocks = all.stream()
                .filter(t -> t.is(VPC) && t.nativeId().value().equals(vpc))
                .findFirst()
                .map(t -> NetworkDriver.blocks(t.object(Vpc.class)))
                .orElse(List.of());
        this.subnets = all.stream()
                .filter(t -> t.is(SUBNET) && subnet(t).vpcId().equals(vpc))
                .toList();
        this.tables = all.stream()
                .filter(t -> t.is(TABLE) && table(t).vpcId().equals(vpc))
                .toList();
        this.gateways =
                all.stream().filter(t -> t.is(GATEWAY) && isAttached(t, vpc)).toList();
        this.egressOnly = all.stream()
                .filter(t -> t.is(EGRESS_ONLY)
                        && t.object(EgressOnlyInternetGateway.class).attachments().stream()
                                .anyMatch(a -> vpc.equals(a.vpcId())))
                .toList();
        this.nats = all.stream()
                .filter(t -> t.is(NAT) && vpc.equals(t.object(NatGateway.class).vpcId()))
                .toList();
    }

    /** Of this VPC, among all that was read. */
    static Layout of(String vpc, Collection<AwsThing> all) {
        return new Layout(vpc, all);
    }

    static Subnet subnet(AwsThing thing) {
        return thing.object(Subnet.class);
    }

    static RouteTable table(AwsThing thing) {
        return thing.object(RouteTable.class);
    }

    static Cidr cidr(AwsThing subnet) {
        return Cidr.parse(subnet(subnet).cidrBlock());
    }

    static boolean isAttached(AwsThing gateway, String vpc) {
        return gateway.object(InternetGateway.class).attachments().stream()
                .anyMatch(a -> vpc.equals(a.vpcId()) && !"detached".equals(a.stateAsString()));
    }

    /** Its subnets. */
    List<AwsThing> subnets() {
        return subnets;
    }

    /** Its route tables, the main one included. */
    List<AwsThing> tables() {
        return tables;
    }

    /** Its internet gateways; AWS allows one. */
    List<AwsThing> gateways() {
        return gateways;
    }

    /** Its egress-only internet gateways. */
    List<AwsThing> egressOnly() {
        return egressOnly;
    }

    /** Its NAT gateways that are not gone. */
    List<AwsThing> nats() {
        return nats;
    }

    static boolean isMain(AwsThing table) {
        return table(table).associations().stream().anyMatch(a -> Boolean.TRUE.equals(a.main()));
    }

    /** The association of a subnet with a table of its own; empty where the main one holds. */
    Optional<RouteTableAssociation> association(String subnet) {
        return tables.stream()
                .flatMap(t -> table(t).associations().stream())
                .filter(a -> subnet.equals(a.subnetId()))
                .findFirst();
    }

    /** How traffic of a subnet leaves, by its own table or the main one. */
    Egress egress(String subnet) {
        Optional<String> own = association(subnet).map(RouteTableAssociation::routeTableId);
        return tables.stream()
                .filter(t -> own.map(id -> id.equals(t.nativeId().value())).orElseGet(() -> isMain(t)))
                .findFirst()
                .map(Layout::egress)
                .orElse(Egress.NONE);
    }

    /** Whether a subnet without a table of its own reaches the internet. */
    boolean isMainOpen() {
        return tables.stream().filter(Layout::isMain).anyMatch(t -> egress(t) != Egress.NONE);
    }

    static Egress egress(AwsThing table) {
        return defaultRoute(table)
                .map(route -> route.natGatewayId() != null
                        ? Egress.NAT
                        : route.gatewayId() != null && route.gatewayId().startsWith("igw-")
                                ? Egress.INTERNET
                                : Egress.NONE)
                .orElse(Egress.NONE);
    }

    static Optional<Route> defaultRoute(AwsThing table) {
        return table(table).routes().stream()
                .filter(r -> EVERYWHERE.equals(r.destinationCidrBlock()))
                .findFirst();
    }

    /** The name of a subnet within the network; of one that is nobody's its name for people, or its id. */
    static String name(AwsThing subnet) {
        String own = subnet.tags().get(NAME);
        return own != null
                ? own
                : subnet.tags().getOrDefault("Name", subnet.nativeId().value());
    }

    /** The subnets that a spec names: all but those that only carry a NAT gateway. */
    List<AwsThing> named() {
        return subnets.stream()
                .filter(s -> s.mark().isEmpty() || s.tags().containsKey(NAME))
                .sorted(Comparator.comparing(Layout::name).thenComparing(AwsThing::nativeId))
                .toList();
    }

    /** The route tables that the network's traffic goes by, by their roles: its own and the main one. */
    private Map<String, AwsThing> roles() {
        Map<String, AwsThing> roles = new TreeMap<>();
        for (AwsThing table : tables) {
            if (isMain(table)) {
                roles.put(Ways.MAIN, table);
            } else if (table.mark().isPresent() && table.tags().containsKey(ROLE)) {
                roles.putIfAbsent(table.tags().get(ROLE), table);
            }
        }
        return roles;
    }

    /** What the network has as an output. */
    <T> Optional<T> output(Output<T> output) {
        if (output.equals(Network.ID)) {
            return Optional.of(output.type().cast(NativeId.of(VPC, vpc)));
        }
        if (output.equals(Subnets.OUTPUT)) {
            return Optional.of(output.type()
                    .cast(Subnets.of(named().stream()
                            .map(s -> new Subnets.Subnet(
                                    name(s),
                                    cidr(s),
                                    subnet(s).availabilityZone(),
                                    egress(s.nativeId().value()) == Egress.INTERNET))
                            .toList())));
        }
        if (output.equals(Ways.OUTPUT)) {
            return Optional.of(
                    output.type().cast(Ways.of(blocks, roles().keySet().stream().toList())));
        }
        if (output.name().startsWith("route table ")) {
            return roles().entrySet().stream()
                    .filter(e -> output.equals(Ways.table(e.getKey())))
                    .findFirst()
                    .map(e -> output.type().cast(e.getValue().nativeId()));
        }
        return named().stream()
                .filter(s -> output.equals(Subnets.id(name(s))))
                .findFirst()
                .map(s -> output.type().cast(s.nativeId()));
    }
}
