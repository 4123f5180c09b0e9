package io.portolan.aws.network;

import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.model.Cidr;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/**
 * IPv6 in a network whose options ask for it. Pure. AWS gives the VPC a /56; each subnet gets a /64 of it. By IPv6, subnets with a way to the internet go by
 * the internet gateway, those behind NAT by one egress-only gateway, and those without a way out nowhere.
 */
final class Ipv6Plan {
    static final String EVERYWHERE = "::/0";

    /** What AWS has given. */
    static final Output<Cidr> BLOCK = Output.of(Network.KIND.name(), "IPv6 block", Cidr.class);

    private static final int SUBNETS = 256;

    private final Change<Network> change;
    private final Key key;
    private final Value<NativeId> vpc;
    private final Optional<AwsThing> there;
    private final Layout layout;
    private final Parts parts;
    private final Ipv6Calls calls;

    Ipv6Plan(
            Service<Ec2Client> ec2,
            Change<Network> change,
            Value<NativeId> vpc,
            Optional<AwsThing> there,
            Layout layout,
            Parts parts) {
        this.change = change;
        this.key = change.key();
        this.vpc = vpc;
        this.there = there;
        this.layout = layout;
        this.parts = parts;
        this.calls = new Ipv6Calls(ec2);
    }

    static boolean isWanted(Change<Network> change) {
        return change.options(AwsNetworkOptions.class)
                .flatMap(AwsNetworkOptions::ipv6)
                .orElse(false);
    }

    /** Adds the steps to those that make subnets and ways out. Where it is not asked for, what is there stays. */
    void plan(List<NetworkPlan.Place> places, EgressPlan egress, List<Steps> make) {
        if (!isWanted(change)) {
            parts.all(Layout.EGRESS_ONLY).forEach(gateway -> parts.keep(gateway, Map.of()));
            return;
        }
        Value<Cidr> block = block(make);
        make.add(Steps.parallel(subnets(places, block)));
        List<Steps> routes = new ArrayList<>();
        egress.internet()
                .ifPresent(gateway -> egress.tables().entrySet().stream()
                        .filter(table -> table.getKey().equals(EgressPlan.INTERNET))
                        .forEach(table -> routes.add(route(table.getValue(), "GatewayId", gateway))));
        List<Value<NativeId>> translated = egress.tables().entrySet().stream()
                .filter(table -> table.getKey().startsWith(EgressPlan.NAT))
                .map(Map.Entry::getValue)
                .toList();
        if (!translated.isEmpty()) {
            Value<NativeId> gateway = egressOnly(make);
            translated.forEach(table -> routes.add(route(table, "EgressOnlyInternetGatewayId", gateway)));
        }
        make.add(Steps.parallel(routes));
    }

    private Value<Cidr> block(List<Steps> make) {
        Optional<VpcIpv6CidrBlockAssociation> now = there.stream()
                .flatMap(v -> v.object(Vpc.class).ipv6CidrBlockAssociationSet().stream())
                .filter(a -> a.ipv6CidrBlockState().stateAsString().startsWith("associat"))
                .min(Comparator.comparing(VpcIpv6CidrBlockAssociation::associationId));
        if (now.filter(a -> a.ipv6CidrBlockState().stateAsString().equals("associated"))
                .isPresent()) {
            return Value.of(Cidr.parse(now.get().ipv6CidrBlock()));
        }
        // A VPC that is made now is made with it.
        boolean asked = there.isEmpty() || now.isPresent();
        make.add(Steps.sequence(asked ? Steps.none() : calls.associate(key, vpc), calls.awaitBlock(key, vpc)));
        return Value.later(key, BLOCK);
    }

    private List<Steps> subnets(List<NetworkPlan.Place> places, Value<Cidr> block) {
        Set<Integer> taken = new TreeSet<>();
        layout.subnets().forEach(subnet -> own(subnet).ifPresent(cidr -> taken.add(index(cidr))));
        List<Steps> steps = new ArrayList<>();
        int next = 0;
        for (NetworkPlan.Place place : places.stream()
                .sorted(Comparator.comparing(NetworkPlan.Place::name))
                .toList()) {
            boolean has = place.there().flatMap(Ipv6Plan::own).isPresent();
            Steps associate = Steps.none();
            if (!has) {
                while (taken.contains(next)) {
                    next++;
                }
                int index = next;
                taken.add(index);
                associate = calls.associate(key, place.id(), block.map(b -> subnet(b, index)));
            }
            boolean assigns = place.there()
                    .map(Layout::subnet)
                    .map(s -> Boolean.TRUE.equals(s.assignIpv6AddressOnCreation()))
                    .orElse(false);
            steps.add(Steps.sequence(associate, assigns ? Steps.none() : calls.assign(key, place.id())));
        }
        return steps;
    }

    private static Optional<Cidr> own(AwsThing subnet) {
        return Layout.subnet(subnet).ipv6CidrBlockAssociationSet().stream()
                .filter(a -> a.ipv6CidrBlockState().stateAsString().startsWith("associat"))
                .map(SubnetIpv6CidrBlockAssociation::ipv6CidrBlock)
                .map(Cidr::parse)
                .findFirst();
    }

    /** Which of the 256 subnets of a /56 it is. */
    static int index(Cidr subnet) {
        return subnet.address().octets()[7] & 0xff;
    }

    /** The nth /64 of a /56. */
    static Cidr subnet(Cidr block, int index) {
        if (index >= SUBNETS) {
            throw new IllegalArgumentException(block + " has no more than " + SUBNETS + " subnets");
        }
        byte[] octets = block.address().octets();
        octets[7] |= (byte) index;
        try {
            return Cidr.parse(IpAddress.parse(InetAddress.getByAddress(octets).getHostAddress()) + "/64");
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IPv6 address has 16 octets", e);
        }
    }

    private Value<NativeId> egressOnly(List<Steps> make) {
        Optional<AwsThing> gateway = parts.all(Layout.EGRESS_ONLY).stream()
                .filter(layout.egressOnly()::contains)
                .findFirst();
        gateway.ifPresent(g -> parts.keep(g, Map.of()));
        Output<NativeId> output = EgressPlan.output(Layout.EGRESS_ONLY);
        if (gateway.isEmpty()) {
            make.add(calls.egressOnly(change, vpc, output));
        }
        return gateway.map(g -> Value.of(g.nativeId())).orElseGet(() -> Value.later(key, output));
    }

    private Steps route(Value<NativeId> table, String member, Value<NativeId> target) {
        Optional<Route> now = table.now().stream()
                .flatMap(id -> layout.tables().stream().filter(t -> t.nativeId().equals(id)))
                .flatMap(t -> Layout.table(t).routes().stream())
                .filter(route -> EVERYWHERE.equals(route.destinationIpv6CidrBlock()))
                .findFirst();
        if (now.isEmpty()) {
            return calls.route(key, table, member, target, false);
        }
        String leads =
                member.equals("GatewayId") ? now.get().gatewayId() : now.get().egressOnlyInternetGatewayId();
        boolean same = target.now().filter(id -> id.value().equals(leads)).isPresent();
        return same ? Steps.none() : calls.route(key, table, member, target, true);
    }
}
