package io.portolan.aws.network;

import io.portolan.Refusal;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.model.Cidr;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.network.Subnet.Egress;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/**
 * How the traffic of subnets leaves. Pure. Subnets with a way to the internet share one route table to the internet gateway. Those behind NAT share one for
 * each zone, to that zone's NAT gateway, which stands in a subnet of the first sort or, where the zone has none, in a small one of its own. Subnets without
 * a way out stay with the main route table, unless somebody has given that one a way out.
 */
final class EgressPlan {
    static final String INTERNET = "internet";

    /** How the roles of tables and gateways begin that serve a zone's subnets behind NAT. */
    static final String NAT = "nat ";

    private static final String CLOSED = "none";

    /** A subnet that is to have the route table of a role. */
    private record Member(Value<NativeId> id, Optional<AwsThing> there) {
        static Member of(NetworkPlan.Place place) {
            return new Member(place.id(), place.there());
        }
    }

    private final Change<Network> change;
    private final Key key;
    private final Value<NativeId> vpc;
    private final Layout layout;
    private final Parts parts;
    private final Planning planning;
    private final VpcCalls vpcCalls;
    private final RouteCalls calls;
    private final Map<String, Value<NativeId>> tables = new LinkedHashMap<>();
    private Optional<Value<NativeId>> internet = Optional.empty();
    private final List<Steps> hosts = new ArrayList<>();
    private final List<Steps> nats = new ArrayList<>();
    private final List<Steps> behind = new ArrayList<>();

    EgressPlan(
            Service<Ec2Client> ec2,
            Change<Network> change,
            Value<NativeId> vpc,
            Layout layout,
            Parts parts,
            Planning planning) {
        this.change = change;
        this.key = change.key();
        this.vpc = vpc;
        this.layout = layout;
        this.parts = parts;
        this.planning = planning;
        this.vpcCalls = new VpcCalls(ec2);
        this.calls = new RouteCalls(ec2);
    }

    /** Adds the steps; false when it is refused. */
    boolean plan(List<NetworkPlan.Place> places, List<Cidr> blocks, List<Steps> make) {
        List<Member> outside = members(places, Egress.INTERNET);
        Set<String> zones = places.stream()
                .filter(p -> p.egress() == Egress.NAT)
                .map(NetworkPlan.Place::zone)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Cidr> taken =
                new TreeSet<>(places.stream().map(NetworkPlan.Place::cidr).toList());
        layout.subnets().forEach(s -> taken.add(Layout.cidr(s)));
        Map<String, Value<NativeId>> gateways = new LinkedHashMap<>();
        for (String zone : zones) {
            Optional<Value<NativeId>> nat = nat(zone, places, outside, blocks, taken);
            if (nat.isEmpty()) {
                return false;
            }
            gateways.put(zone, nat.get());
        }
        make.add(Steps.parallel(hosts));
        if (!outside.isEmpty()) {
            Value<NativeId> gateway = gateway(make);
            internet = Optional.of(gateway);
            make.add(table(INTERNET, outside, "GatewayId", gateway));
        }
        gateways.forEach((zone, nat) -> {
            List<Member> members = places.stream()
                    .filter(p -> p.egress() == Egress.NAT && p.zone().equals(zone))
                    .map(Member::of)
                    .toList();
            Steps table = table(role(zone), members, "NatGatewayId", nat);
            // A route to one that is still pending is refused.
            nat.now().filter(id -> !table.isEmpty()).ifPresent(id -> nats.add(calls.awaitNat(key, id)));
            behind.add(table);
        });
        close(members(places, Egress.NONE));
        make.add(Steps.parallel(nats));
        make.add(Steps.parallel(behind));
        return true;
    }

    /** The internet gateway, where a subnet goes by it, once it is planned. */
    Optional<Value<NativeId>> internet() {
        return internet;
    }

    /** The network's own route tables by their roles, once it is planned. */
    Map<String, Value<NativeId>> tables() {
        return tables;
    }

    private static List<Member> members(List<NetworkPlan.Place> places, Egress egress) {
        return new ArrayList<>(places.stream()
                .filter(p -> p.egress() == egress)
                .map(Member::of)
                .toList());
    }

    private static String role(String zone) {
        return NAT + zone;
    }

    static Output<NativeId> output(String part) {
        return Output.of(Network.KIND.name(), part, NativeId.class);
    }

    /** The internet gateway: there, half made, or made now. A VPC has one, so that a stranger's is used as it is. */
    private Value<NativeId> gateway(List<Steps> make) {
        List<AwsThing> attached = layout.gateways();
        Optional<AwsThing> there = Stream.concat(
                        attached.stream().filter(parts::has),
                        Stream.concat(
                                attached.stream(),
                                parts.all(Layout.GATEWAY).stream()
                                        .filter(g -> g.object(InternetGateway.class)
                                                .attachments()
                                                .isEmpty())))
                .findFirst();
        Value<NativeId> gateway =
                there.map(g -> Value.of(g.nativeId())).orElseGet(() -> Value.later(key, output(Layout.GATEWAY)));
        there.ifPresent(g -> parts.keep(g, Map.of()));
        Steps create = there.isPresent() ? Steps.none() : vpcCalls.gateway(change, output(Layout.GATEWAY));
        Steps attach = there.filter(attached::contains).isPresent() ? Steps.none() : vpcCalls.attach(key, gateway, vpc);
        make.add(Steps.sequence(create, attach));
        return gateway;
    }

    /** The NAT gateway of a zone; empty when it is refused. Puts its own subnet, if it needs one, to those with a way to the internet. */
    private Optional<Value<NativeId>> nat(
            String zone,
            List<NetworkPlan.Place> places,
            List<Member> outside,
            List<Cidr> blocks,
            Collection<Cidr> taken) {
        for (AwsThing nat : parts.all(Layout.NAT)) {
            Optional<AwsThing> host = host(nat, zone, places);
            if (host.isPresent()) {
                keep(nat, zone);
                if (isUnnamed(host.get(), places)) {
                    carry(host.get(), zone, outside);
                }
                return Optional.of(Value.of(nat.nativeId()));
            }
        }
        Optional<Value<NativeId>> host = places.stream()
                .filter(p -> p.egress() == Egress.INTERNET && p.zone().equals(zone))
                .map(NetworkPlan.Place::id)
                .findFirst()
                .or(() -> ownSubnet(zone, outside, blocks, taken));
        return host.map(subnet -> {
            Value<NativeId> address = address(zone);
            nats.add(calls.nat(change, output(role(zone)), subnet, address, role(zone)));
            return Value.later(key, output(role(zone)));
        });
    }

    /** Where a NAT gateway stands, if it can serve this zone and its place stays. */
    private Optional<AwsThing> host(AwsThing nat, String zone, List<NetworkPlan.Place> places) {
        NatGateway gateway = nat.object(NatGateway.class);
        boolean serves = gateway.state() == NatGatewayState.AVAILABLE || gateway.state() == NatGatewayState.PENDING;
        return layout.subnets().stream()
                .filter(s -> serves && s.nativeId().value().equals(gateway.subnetId()))
                .filter(s -> zone.equals(Layout.subnet(s).availabilityZone()))
                .filter(s -> places.stream()
                                .anyMatch(p -> p.egress() == Egress.INTERNET
                                        && p.there().equals(Optional.of(s)))
                        || parts.has(s) && isUnnamed(s, places))
                .findFirst();
    }

    private static boolean isUnnamed(AwsThing subnet, List<NetworkPlan.Place> places) {
        return !subnet.tags().containsKey(Layout.NAME)
                && places.stream().noneMatch(p -> p.there().equals(Optional.of(subnet)));
    }

    private void keep(AwsThing nat, String zone) {
        Map<String, String> own = Map.of(Layout.ROLE, role(zone));
        NatGateway gateway = nat.object(NatGateway.class);
        parts.keep(nat, own);
        parts.all(AddressDriver.PART).stream()
                .filter(a -> gateway.natGatewayAddresses().stream()
                        .anyMatch(used -> a.nativeId().value().equals(used.allocationId())))
                .forEach(a -> parts.keep(a, own));
    }

    private void carry(AwsThing subnet, String zone, List<Member> outside) {
        parts.keep(subnet, Map.of(Layout.ROLE, role(zone)));
        outside.add(new Member(Value.of(subnet.nativeId()), Optional.of(subnet)));
    }

    private Optional<Value<NativeId>> ownSubnet(
            String zone, List<Member> outside, List<Cidr> blocks, Collection<Cidr> taken) {
        Optional<AwsThing> there = parts.all(Layout.SUBNET).stream()
                .filter(layout.subnets()::contains)
                .filter(s -> role(zone).equals(s.tags().get(Layout.ROLE)))
                .findFirst();
        if (there.isPresent()) {
            carry(there.get(), zone, outside);
            return Optional.of(Value.of(there.get().nativeId()));
        }
        Optional<Cidr> block = FreeBlock.of(blocks, taken);
        if (block.isEmpty()) {
            planning.refuse(
                    key,
                    Refusal.Why.UNSUPPORTED,
                    "a NAT gateway in " + zone
                            + " needs a subnet with a way to the internet, and there is no room for one",
                    "give the network a subnet with egress Internet in that zone, or leave a /28 of its blocks free");
            return Optional.empty();
        }
        taken.add(block.get());
        Output<NativeId> output = output("subnet of " + role(zone));
        hosts.add(vpcCalls.subnet(
                change,
                vpc,
                output,
                block.get(),
                zone,
                Map.of("Name", key.name() + "-nat-" + zone, Layout.ROLE, role(zone))));
        Value<NativeId> made = Value.later(key, output);
        outside.add(new Member(made, Optional.empty()));
        return Optional.of(made);
    }

    /** An address for a new NAT gateway: one that an earlier run made for it, or a new one. */
    private Value<NativeId> address(String zone) {
        Optional<AwsThing> there = parts.all(AddressDriver.PART).stream()
                .filter(a -> role(zone).equals(a.tags().get(Layout.ROLE)))
                .filter(a -> a.object(software.amazon.awssdk.services.ec2.model.Address.class)
                                .associationId()
                        == null)
                .findFirst();
        if (there.isPresent()) {
            parts.keep(there.get(), Map.of(Layout.ROLE, role(zone)));
            return Value.of(there.get().nativeId());
        }
        Output<NativeId> output = output("address of " + role(zone));
        hosts.add(calls.address(change, output, role(zone)));
        return Value.later(key, output);
    }

    /** The route table of a role: there or made, with its default route, and with these subnets. */
    private Steps table(String role, List<Member> members, String target, Value<NativeId> by) {
        Optional<AwsThing> there = there(role, by);
        there.ifPresent(t -> parts.keep(t, Map.of(Layout.ROLE, role)));
        Value<NativeId> table =
                there.map(t -> Value.of(t.nativeId())).orElseGet(() -> Value.later(key, Ways.table(role)));
        tables.put(role, table);
        List<Steps> steps = new ArrayList<>();
        if (there.isEmpty()) {
            steps.add(calls.table(change, vpc, Ways.table(role), role));
        }
        steps.add(there.flatMap(Layout::defaultRoute)
                .map(route -> {
                    String now = target.equals("GatewayId") ? route.gatewayId() : route.natGatewayId();
                    boolean same = by.now().map(id -> id.value().equals(now)).orElse(false);
                    return same ? Steps.none() : calls.reroute(key, table, target, by);
                })
                .orElseGet(() -> calls.route(key, table, target, by)));
        steps.add(Steps.each(members, member -> associate(member, table)));
        return Steps.sequence(steps);
    }

    private Optional<AwsThing> there(String role, Value<NativeId> by) {
        return layout.tables().stream()
                .filter(t -> parts.has(t) && !parts.isKept(t) && !Layout.isMain(t))
                .filter(t -> role.equals(t.tags().getOrDefault(Layout.ROLE, leadsTo(t, by) ? role : "")))
                .min(Comparator.comparing(
                                (AwsThing t) -> -Layout.table(t).associations().size())
                        .thenComparing(AwsThing::nativeId));
    }

    private static boolean leadsTo(AwsThing table, Value<NativeId> by) {
        String id = by.now().map(NativeId::value).orElse("-");
        return Layout.defaultRoute(table)
                .filter(route -> id.equals(route.gatewayId()) || id.equals(route.natGatewayId()))
                .isPresent();
    }

    private Steps associate(Member member, Value<NativeId> table) {
        Optional<RouteTableAssociation> now =
                member.there().flatMap(s -> layout.association(s.nativeId().value()));
        if (now.isEmpty()) {
            return calls.associate(key, table, member.id());
        }
        boolean same = table.now()
                .map(id -> id.value().equals(now.get().routeTableId()))
                .orElse(false);
        return same ? Steps.none() : calls.move(key, now.get().routeTableAssociationId(), table);
    }

    /** Subnets without a way out: none of their own, or by the main table. */
    private void close(List<Member> members) {
        List<Member> left = new ArrayList<>();
        for (Member member : members) {
            Optional<RouteTableAssociation> own =
                    member.there().flatMap(s -> layout.association(s.nativeId().value()));
            Optional<AwsThing> table = own.flatMap(a -> layout.tables().stream()
                    .filter(t -> t.nativeId().value().equals(a.routeTableId()))
                    .findFirst());
            boolean closed = table.filter(t -> Layout.egress(t) == Egress.NONE).isPresent();
            if (closed && !parts.has(table.get())) {
                continue;
            }
            if (layout.isMainOpen()) {
                left.add(member);
            } else {
                own.ifPresent(a -> behind.add(calls.disassociate(key, a.routeTableAssociationId())));
            }
        }
        if (!left.isEmpty()) {
            behind.add(closed(left));
        }
    }

    private Steps closed(List<Member> members) {
        Optional<AwsThing> there = layout.tables().stream()
                .filter(t -> parts.has(t) && CLOSED.equals(t.tags().get(Layout.ROLE)))
                .findFirst();
        there.ifPresent(t -> parts.keep(t, Map.of(Layout.ROLE, CLOSED)));
        Output<NativeId> output = Ways.table(CLOSED);
        Value<NativeId> table = there.map(t -> Value.of(t.nativeId())).orElseGet(() -> Value.later(key, output));
        tables.put(CLOSED, table);
        return Steps.sequence(
                there.isPresent() ? Steps.none() : calls.table(change, vpc, output, CLOSED),
                Steps.each(members, member -> associate(member, table)));
    }
}
