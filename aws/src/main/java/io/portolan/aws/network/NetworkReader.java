package io.portolan.aws.network;

import io.portolan.Failure;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Tags;
import io.portolan.model.Cidr;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.network.Network;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Things;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Reads the parts of all networks of a region: one list for each kind of part, whoever owns them, since a stranger's subnet stands in the way of ours as
 * well.
 */
final class NetworkReader {
    static final String ZONE = "zone";

    private final Scope<Network> scope;
    private final Ec2Reads read;
    private final Things.Builder<AwsThing> seen;

    NetworkReader(
            ResourceDriver<Network, Things<AwsThing>> driver,
            Service<Ec2Client> ec2,
            Scope<Network> scope,
            Reads reads) {
        this.scope = scope;
        this.read = new Ec2Reads(ec2, reads);
        this.seen = Things.of(driver, scope);
    }

    Observation<Things<AwsThing>> observe() {
        List<AwsThing> subnets = list("subnets", read::subnets, this::subnet);
        List<AwsThing> vpcs = list("vpcs", read::vpcs, this::vpc);
        vpcs.stream().sorted(firstOf(subnets)).forEach(seen::add);
        subnets.forEach(seen::add);
        list("route-tables", read::tables, this::table).forEach(seen::add);
        list("internet-gateways", read::gateways, this::gateway).forEach(seen::add);
        if (vpcs.stream().anyMatch(this::hasIpv6)) {
            list("egress-only-internet-gateways", read::egressOnly, this::egressOnly)
                    .forEach(seen::add);
        }
        list("nat-gateways", read::natGateways, this::nat).forEach(seen::add);
        list("addresses", read::addresses, this::address).forEach(seen::add);
        if (!scope.wanted().isEmpty()) {
            list("zones", read::zones, NetworkReader::zone).forEach(seen::add);
        }
        seen.remembered(this::byId);
        Observation.Builder<Things<AwsThing>> observation = seen.observation();
        Observation<Things<AwsThing>> whole = observation.build();
        if (!whole.blind().isEmpty()) {
            // What is ours may have parts that were not read: it is neither changed nor deleted.
            Failure why = whole.blind().values().iterator().next();
            whole.ours().keySet().forEach(key -> observation.unread(key, why));
        } else {
            scope.adopt().forEach((key, id) -> adopt(key, id, whole.world(), observation));
        }
        return observation.build();
    }

    private <N> List<AwsThing> list(String what, Supplier<List<N>> all, Function<N, AwsThing> thing) {
        return seen.read(Place.of("list", what), scope.wanted().keySet(), all).orElse(List.of()).stream()
                .map(thing)
                .toList();
    }

    /** Of several that a key has, the one that it keeps comes first: with a block that is wanted, then with most subnets. */
    private Comparator<AwsThing> firstOf(List<AwsThing> subnets) {
        return Comparator.comparing((AwsThing vpc) -> !isWanted(vpc))
                .thenComparing(vpc -> -subnets.stream()
                        .filter(s ->
                                Layout.subnet(s).vpcId().equals(vpc.nativeId().value()))
                        .count())
                .thenComparing(AwsThing::nativeId);
    }

    /** Only then a network of ours can have an egress-only gateway: others need no call. */
    private boolean hasIpv6(AwsThing vpc) {
        return vpc.mark().filter(mark -> mark.owner().equals(scope.owner())).isPresent()
                && !vpc.object(Vpc.class).ipv6CidrBlockAssociationSet().isEmpty();
    }

    private boolean isWanted(AwsThing vpc) {
        Cidr primary = Cidr.parse(vpc.object(Vpc.class).cidrBlock());
        return vpc.mark()
                .filter(mark -> mark.owner().equals(scope.owner()))
                .flatMap(mark -> Optional.ofNullable(scope.wanted().get(mark.key())))
                .filter(spec -> spec.cidrs().contains(primary))
                .isPresent();
    }

    /** A network is adopted by its VPC, and with it the parts that the spec names or needs. */
    private void adopt(Key key, String id, Things<AwsThing> world, Observation.Builder<?> observation) {
        Network spec = scope.wanted().get(key);
        Optional<AwsThing> vpc = world.all().stream()
                .filter(t -> t.is(Layout.VPC) && t.nativeId().value().equals(id))
                .findFirst();
        if (vpc.isEmpty() || spec == null) {
            return;
        }
        Set<AwsThing> parts = Adoption.of(vpc.get(), spec, world.all());
        Mark ours = Mark.of(scope.owner(), key);
        List<AwsThing> foreign = parts.stream()
                .filter(part -> part.mark().filter(ours::sameResource).isEmpty())
                .toList();
        if (!foreign.isEmpty()) {
            Found.Builder found = Found.builder();
            foreign.forEach(part -> {
                found.part(part.nativeId(), Mark.Origin.ADOPTED);
                part.mark().ifPresent(found::mark);
            });
            observation.adoptable(key, found.build());
        }
    }

    private AwsThing byId(NativeId id) {
        String value = id.value();
        return switch (id.part()) {
            case Layout.VPC -> vpc(read.vpc(value));
            case Layout.SUBNET -> subnet(read.subnet(value));
            case Layout.TABLE -> table(read.table(value));
            case Layout.GATEWAY -> gateway(read.gateway(value));
            case Layout.EGRESS_ONLY -> egressOnly(read.egressOnly(value));
            case Layout.NAT -> nat(read.natGateway(value));
            default -> address(read.address(value));
        };
    }

    private AwsThing vpc(Vpc vpc) {
        return thing(Layout.VPC, vpc.vpcId(), vpc, vpc.tags());
    }

    private AwsThing subnet(Subnet subnet) {
        return thing(Layout.SUBNET, subnet.subnetId(), subnet, subnet.tags());
    }

    private AwsThing table(RouteTable table) {
        return thing(Layout.TABLE, table.routeTableId(), table, table.tags());
    }

    private AwsThing gateway(InternetGateway gateway) {
        return thing(Layout.GATEWAY, gateway.internetGatewayId(), gateway, gateway.tags());
    }

    private AwsThing egressOnly(EgressOnlyInternetGateway gateway) {
        return thing(Layout.EGRESS_ONLY, gateway.egressOnlyInternetGatewayId(), gateway, gateway.tags());
    }

    private AwsThing nat(NatGateway nat) {
        return thing(Layout.NAT, nat.natGatewayId(), nat, nat.tags());
    }

    private AwsThing address(Address address) {
        String id = address.allocationId() == null ? address.publicIp() : address.allocationId();
        return thing(AddressDriver.PART, id, address, address.tags());
    }

    private static AwsThing zone(AvailabilityZone zone) {
        return AwsThing.of(ZONE, zone.zoneName(), zone).build();
    }

    private AwsThing thing(String part, String id, Object object, List<Tag> tags) {
        return AwsThing.of(part, id, object)
                .tags(Tags.map(tags, Tag::key, Tag::value))
                .remembered(scope)
                .build();
    }
}
