package io.portolan.aws.network;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Subnets;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Cidr;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.network.Subnet;
import io.portolan.network.Subnet.Egress;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Things;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * What takes one network from what is there to what is wanted. Pure. In this order: VPC, its blocks, subnets, ways out ({@link EgressPlan}), marks; then,
 * when everything that used them has changed, what is left over.
 */
final class NetworkPlan {
    /** A subnet that is wanted, there or to be made. */
    record Place(String name, Cidr cidr, String zone, Egress egress, Value<NativeId> id, Optional<AwsThing> there) {}

    private final Service<Ec2Client> ec2;
    private final Change<Network> change;
    private final Key key;
    private final Network spec;
    private final Things<AwsThing> world;
    private final Planning planning;
    private final VpcCalls calls;
    private final TagSteps tags;
    private final Parts parts;
    private final Zones zones;
    private final List<Steps> make = new ArrayList<>();

    NetworkPlan(Service<Ec2Client> ec2, Change<Network> change, Things<AwsThing> world, Planning planning) {
        this.ec2 = ec2;
        this.change = change;
        this.key = change.key();
        this.spec = change.desired().orElseThrow();
        this.world = world;
        this.planning = planning;
        this.calls = new VpcCalls(ec2);
        this.tags = new TagSteps(ec2);
        this.parts = new Parts(world.of(change));
        this.zones = new Zones(world.all().stream()
                .filter(t -> t.is(NetworkReader.ZONE))
                .map(t -> t.object(AvailabilityZone.class))
                .toList());
    }

    /** Gives these parts the mark that they are to have, or takes it from them. */
    static Steps marked(TagSteps tags, Change<?> change, List<AwsThing> bag) {
        Map<AwsThing, Map<String, String>> wanted = new LinkedHashMap<>();
        for (AwsThing part : bag) {
            Map<String, String> own = new LinkedHashMap<>(part.tags());
            own.keySet().retainAll(List.of(Layout.NAME, Layout.ROLE, VpcCalls.PENDING));
            wanted.put(part, TagSteps.wanted(change, part, own));
        }
        return tags.change(change.key(), wanted);
    }

    void plan() {
        Optional<AwsThing> there = parts.all(Layout.VPC).stream()
                .filter(vpc ->
                        spec.cidrs().contains(Cidr.parse(vpc.object(Vpc.class).cidrBlock())))
                .findFirst();
        if (there.isEmpty() && change.adopted().isPresent()) {
            planning.refuse(
                    key,
                    Refusal.Why.UNSUPPORTED,
                    "the VPC that is to be adopted has another first block, which can't be changed",
                    "give its block first in `cidrs`, or leave lifecycle.adopt away to have one made");
            return;
        }
        Optional<List<Place>> places = places(there);
        if (places.isEmpty()) {
            return;
        }
        Value<NativeId> vpc = there.map(this::kept).orElseGet(this::made);
        Layout layout =
                there.map(v -> Layout.of(v.nativeId().value(), world.all())).orElseGet(() -> Layout.of("", List.of()));
        List<Place> wanted = places.get();
        makeRoom(wanted, layout);
        make.add(Steps.each(
                wanted.stream().filter(p -> p.there().isEmpty()).toList(),
                place -> calls.subnet(
                        change,
                        vpc,
                        Subnets.id(place.name()),
                        place.cidr(),
                        place.zone(),
                        Map.of("Name", key.name() + "-" + place.name(), Layout.NAME, place.name()))));
        make.add(Steps.each(wanted, this::publicAddresses));
        wanted.forEach(place ->
                place.there().ifPresent(subnet -> parts.keep(subnet, Map.of(Layout.NAME, place.name()))));
        EgressPlan egress = new EgressPlan(ec2, change, vpc, layout, parts, planning);
        if (!egress.plan(wanted, spec.cidrs(), make)) {
            return;
        }
        new Ipv6Plan(ec2, change, vpc, there, layout, parts).plan(wanted, egress, make);
        make.add(tags.change(key, parts.tags(change)));
        promise(there, wanted);
        ways(there, egress.tables());
        planning.make(Steps.sequence(make));
        List<Steps> retire = new ArrayList<>();
        retire.add(new Removal(ec2, tags).of(key, parts.rest()));
        there.ifPresent(v -> blocksTooMany(v.object(Vpc.class), retire));
        planning.retire(Steps.sequence(retire));
    }

    private Value<NativeId> made() {
        List<Cidr> blocks = spec.cidrs();
        List<AwsThing> before = parts.all(Layout.VPC);
        before.forEach(vpc -> planning.differs(
                key,
                FieldPath.of("cidrs"),
                NetworkDriver.blocks(vpc.object(Vpc.class)),
                blocks,
                Planning.Reason.WANTED));
        Value<NativeId> vpc = Value.later(key, Network.ID);
        make.add(calls.create(change, blocks.get(0), !before.isEmpty()));
        List<Steps> more = new ArrayList<>();
        more.add(Steps.sequence(calls.enableNames(key, vpc), calls.settle(key, vpc)));
        blocks.stream().skip(1).forEach(block -> more.add(calls.associate(key, vpc, block)));
        make.add(Steps.parallel(more));
        return vpc;
    }

    private Value<NativeId> kept(AwsThing there) {
        Value<NativeId> vpc = Value.of(there.nativeId());
        parts.keep(there, Map.of());
        List<Steps> more = new ArrayList<>();
        if (there.tags().containsKey(VpcCalls.PENDING)) {
            more.add(calls.enableNames(key, vpc));
        }
        List<Cidr> blocks = NetworkDriver.blocks(there.object(Vpc.class));
        if (blocks.size() != spec.cidrs().size() || !blocks.containsAll(spec.cidrs())) {
            planning.differs(key, FieldPath.of("cidrs"), blocks, spec.cidrs(), Planning.Reason.WANTED);
        }
        spec.cidrs().stream()
                .filter(block -> !blocks.contains(block))
                .forEach(block -> more.add(calls.associate(key, vpc, block)));
        make.add(Steps.parallel(more));
        return vpc;
    }

    private void blocksTooMany(Vpc vpc, List<Steps> retire) {
        vpc.cidrBlockAssociationSet().stream()
                .filter(a -> a.cidrBlockState().stateAsString().startsWith("associat"))
                .filter(a -> !spec.cidrs().contains(Cidr.parse(a.cidrBlock())))
                .filter(a -> !a.cidrBlock().equals(vpc.cidrBlock()))
                .forEach(a -> retire.add(new Removal(ec2, tags).block(key, a.associationId(), a.cidrBlock())));
    }

    /** The wanted subnets, each with what is there of it; empty when one is refused. */
    private Optional<List<Place>> places(Optional<AwsThing> vpc) {
        Layout layout = Layout.of(vpc.map(v -> v.nativeId().value()).orElse(""), world.all());
        List<Place> places = new ArrayList<>();
        for (Subnet subnet : spec.subnets()) {
            Optional<String> zone = zones.name(subnet.zone());
            if (zone.isEmpty()) {
                planning.refuse(
                        key,
                        Refusal.Why.UNSUPPORTED,
                        "subnet " + subnet.name() + " is to be in zone "
                                + subnet.zone().orElse("-") + ", which the region does not have",
                        "its zones are " + zones);
                return Optional.empty();
            }
            Optional<AwsThing> there = parts.all(Layout.SUBNET).stream()
                    .filter(layout.subnets()::contains)
                    .filter(s -> Layout.cidr(s).equals(subnet.cidr()))
                    .filter(s -> subnet.zone().isEmpty()
                            || zone.get().equals(Layout.subnet(s).availabilityZone()))
                    .findFirst();
            Optional<AwsThing> stranger = layout.subnets().stream()
                    .filter(s -> !parts.has(s) && Layout.cidr(s).overlaps(subnet.cidr()))
                    .findFirst();
            if (there.isEmpty() && stranger.isPresent()) {
                planning.refuse(
                        key,
                        Refusal.Why.FOREIGN,
                        "subnet " + subnet.name() + " overlaps "
                                + stranger.get().nativeId() + " (" + Layout.cidr(stranger.get())
                                + "), which is there and isn't ours",
                        "give it another block, or take that subnet away");
                return Optional.empty();
            }
            places.add(place(subnet, zone.get(), there, layout));
        }
        return Optional.of(places);
    }

    private Place place(Subnet subnet, String zone, Optional<AwsThing> there, Layout layout) {
        Optional<Egress> before = there.map(s -> layout.egress(s.nativeId().value()));
        Egress egress = subnet.egress().resolve(before, Egress.NONE);
        FieldPath at = FieldPath.of("subnets").field(subnet.name());
        if (there.isEmpty()) {
            planning.differs(key, at, "-", subnet.cidr() + " in " + zone, Planning.Reason.WANTED);
        }
        before.filter(b -> b != egress)
                .ifPresent(b -> planning.differs(key, at.field("egress"), b, egress, Planning.Reason.WANTED));
        return new Place(
                subnet.name(),
                subnet.cidr(),
                there.map(s -> Layout.subnet(s).availabilityZone()).orElse(zone),
                egress,
                there.map(s -> Value.of(s.nativeId())).orElseGet(() -> Value.later(key, Subnets.id(subnet.name()))),
                there);
    }

    /** A subnet of ours that overlaps a new one of the same VPC goes first: the two can't stand side by side. */
    private void makeRoom(List<Place> wanted, Layout layout) {
        List<AwsThing> kept = wanted.stream().flatMap(p -> p.there().stream()).toList();
        List<AwsThing> first = parts.all(Layout.SUBNET).stream()
                .filter(s -> !kept.contains(s))
                .filter(s -> wanted.stream()
                        .anyMatch(p -> p.there().isEmpty() && p.cidr().overlaps(Layout.cidr(s))))
                .filter(layout.subnets()::contains)
                .toList();
        List<AwsThing> going = new ArrayList<>(first);
        parts.all(Layout.NAT).stream()
                .filter(nat -> first.stream()
                        .anyMatch(s -> s.nativeId()
                                .value()
                                .equals(nat.object(NatGateway.class).subnetId())))
                .forEach(going::add);
        going.forEach(parts::drop);
        make.add(new Removal(ec2, tags).of(key, going, Impact.INTERRUPTS));
    }

    private Steps publicAddresses(Place place) {
        boolean wanted = place.egress() == Egress.INTERNET;
        boolean now = place.there()
                .map(s -> Boolean.TRUE.equals(Layout.subnet(s).mapPublicIpOnLaunch()))
                .orElse(false);
        return wanted == now ? Steps.none() : calls.publicAddresses(key, place.id(), wanted);
    }

    /** What others will see, where that is not what they would see now. */
    private void promise(Optional<AwsThing> vpc, List<Place> wanted) {
        Optional<Layout> now = parts.all(Layout.VPC).stream()
                .findFirst()
                .map(v -> Layout.of(v.nativeId().value(), world.all()));
        vpc.ifPresent(v -> promise(now, Network.ID, v.nativeId()));
        Subnets subnets = Subnets.of(wanted.stream()
                .sorted(Comparator.comparing(Place::name))
                .map(p -> new Subnets.Subnet(p.name(), p.cidr(), p.zone(), p.egress() == Egress.INTERNET))
                .toList());
        promise(now, Subnets.OUTPUT, subnets);
        wanted.forEach(place -> place.there().ifPresent(s -> promise(now, Subnets.id(place.name()), s.nativeId())));
    }

    /** What links need: the tables by their roles, and the main one, which is known when the VPC is there. */
    private void ways(Optional<AwsThing> vpc, Map<String, Value<NativeId>> tables) {
        Optional<Layout> now = vpc.map(v -> Layout.of(v.nativeId().value(), world.all()));
        List<String> roles = new ArrayList<>(tables.keySet());
        roles.add(Ways.MAIN);
        promise(now, Ways.OUTPUT, Ways.of(spec.cidrs(), roles));
        tables.forEach((role, table) -> table.now().ifPresent(id -> promise(now, Ways.table(role), id)));
    }

    private <T> void promise(Optional<Layout> now, Output<T> output, T value) {
        boolean seen = change.adopted().isEmpty()
                && now.flatMap(layout -> layout.output(output)).equals(Optional.of(value));
        if (!seen) {
            planning.output(key, output, Value.of(value));
        }
    }
}
