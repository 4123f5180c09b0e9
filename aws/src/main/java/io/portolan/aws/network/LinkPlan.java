package io.portolan.aws.network;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Sites;
import io.portolan.model.Cidr;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Things;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;

/**
 * What takes one link from what is there to what is wanted. Pure. The first network's side asks, the other one's accepts; then each side gets its routes.
 * What goes loses its routes first: while it stands it says whose they are.
 */
final class LinkPlan {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** One of the two networks: where it is, and what routes to it and in it need. */
    record Side(Ref<Network> network, String site, Value<NativeId> vpc, Ways ways) {}

    private final Sites sites;
    private final Change<Link> change;
    private final Key key;
    private final Things<AwsThing> world;
    private final Planning planning;
    private final LinkCalls calls;
    private final List<Steps> routes = new ArrayList<>();
    private final List<Steps> mains = new ArrayList<>();
    private final List<Steps> stale = new ArrayList<>();
    private boolean refused;

    LinkPlan(Sites sites, Change<Link> change, Things<AwsThing> world, Planning planning) {
        this.sites = sites;
        this.change = change;
        this.key = change.key();
        this.world = world;
        this.planning = planning;
        this.calls = new LinkCalls(sites, change);
    }

    void apply() {
        Link spec = change.desired().orElseThrow();
        Optional<Side> one = side(spec.networks().get(0));
        Optional<Side> other = side(spec.networks().get(1));
        if (one.isEmpty() || other.isEmpty()) {
            planning.later(key, "one of its networks is not planned", SOON);
            return;
        }
        List<AwsThing> bag = world.of(change);
        Optional<AwsThing> there = bag.stream()
                .filter(t -> joins(t, one.get(), other.get()))
                .min(java.util.Comparator.comparing(t -> isGoing(t)));
        if (there.isEmpty() && change.adopted().isPresent()) {
            planning.refuse(
                    key,
                    Refusal.Why.UNSUPPORTED,
                    "the peering connection that is to be adopted joins other networks",
                    "name those networks, or leave lifecycle.adopt away to have one made");
            return;
        }
        boolean turned = there.filter(t -> !isRequester(t, one.get())).isPresent();
        Side asks = turned ? other.get() : one.get();
        Side accepts = turned ? one.get() : other.get();
        List<Steps> make = new ArrayList<>();
        Value<NativeId> peering = there.filter(t -> !isGoing(t))
                .map(t -> kept(t, asks, accepts, make))
                .orElseGet(() -> made(there, bag, asks, accepts, make));
        routes(asks, accepts, peering, bag);
        routes(accepts, asks, peering, bag);
        if (refused) {
            return;
        }
        planning.make(
                Steps.sequence(Steps.parallel(Steps.sequence(make), Steps.parallel(mains)), Steps.parallel(routes)));
        planning.retire(Steps.parallel(stale));
        delete(bag.stream().filter(t -> !t.equals(there.orElse(null))).toList());
    }

    private Optional<Side> side(Ref<Network> network) {
        Value<NativeId> vpc = change.references().of(network, Network.ID);
        String site = change.references()
                .of(network, Sites.output(Network.KIND))
                .now()
                .orElse(Sites.HOME);
        return change.references().of(network, Ways.OUTPUT).now().map(ways -> new Side(network, site, vpc, ways));
    }

    private static boolean joins(AwsThing thing, Side one, Side other) {
        Optional<NativeId> first = one.vpc().now();
        Optional<NativeId> second = other.vpc().now();
        return first.isPresent()
                && second.isPresent()
                && thing.object(Peering.class)
                        .joins(first.get().value(), second.get().value());
    }

    private static boolean isRequester(AwsThing thing, Side side) {
        String requester = thing.object(Peering.class).requester();
        return side.vpc().now().filter(id -> id.value().equals(requester)).isPresent();
    }

    private static boolean isGoing(AwsThing thing) {
        return thing.object(Peering.class).is("deleting");
    }

    private Value<NativeId> kept(AwsThing there, Side asks, Side accepts, List<Steps> make) {
        Peering peering = there.object(Peering.class);
        Value<NativeId> id = Value.of(there.nativeId());
        if (change.intent() == Change.Intent.ADOPT) {
            planning.output(key, Link.ID, id);
        }
        if (peering.is("initiating-request")) {
            make.add(calls.awaitRequest(id, accepts.site()));
        }
        if (peering.is("initiating-request") || peering.is("pending-acceptance")) {
            make.add(calls.accept(id, asks.site(), accepts.site()));
        } else if (!peering.isActive()) {
            make.add(calls.awaitActive(id, asks.site(), accepts.site()));
        }
        make.add(calls.marks(there));
        if (!peering.views().containsKey(accepts.site())) {
            make.add(calls.markNew(id, accepts.site()));
        }
        return id;
    }

    private Value<NativeId> made(
            Optional<AwsThing> going, List<AwsThing> bag, Side asks, Side accepts, List<Steps> make) {
        going.ifPresent(t -> make.add(calls.awaitGone(t)));
        bag.stream()
                .filter(t -> !t.equals(going.orElse(null)))
                .findFirst()
                .ifPresent(before -> planning.differs(
                        key,
                        FieldPath.of("networks"),
                        before.object(Peering.class).requester() + ", "
                                + before.object(Peering.class).accepter(),
                        asks.network() + ", " + accepts.network(),
                        Planning.Reason.WANTED));
        Value<NativeId> id = Value.later(key, Link.ID);
        make.add(calls.create(
                asks, accepts, owner(accepts), bag.isEmpty() ? new Impact[0] : new Impact[] {Impact.REPLACES}));
        make.add(calls.accept(id, asks.site(), accepts.site()));
        if (!asks.site().equals(accepts.site())) {
            make.add(calls.markNew(id, accepts.site()));
        }
        return id;
    }

    /** The account that is asked: as configured, or as the networks there show it. */
    private Optional<String> owner(Side side) {
        return sites.at(side.site())
                .id()
                .or(() -> world.all().stream()
                        .filter(t -> t.is("account of") && t.nativeId().value().equals(side.site()))
                        .findFirst()
                        .map(t -> t.object(String.class)));
    }

    /** A route to every block of the other network, in every table that traffic of this one goes by. */
    private void routes(Side from, Side to, Value<NativeId> peering, List<AwsThing> bag) {
        Set<String> ours = new HashSet<>();
        bag.forEach(t -> ours.add(t.nativeId().value()));
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        for (String role : from.ways().tables()) {
            Value<NativeId> table = table(from, role);
            Optional<Peering.Table> there = table.now().flatMap(this::table);
            table.now().ifPresent(id -> wanted.put(id.value(), new HashSet<>()));
            for (Cidr block : to.ways().blocks()) {
                table.now()
                        .ifPresent(
                                id -> wanted.getOrDefault(id.value(), Set.of()).add(block.toString()));
                Optional<Route> now = there.flatMap(t -> t.table().routes().stream()
                        .filter(route -> block.toString().equals(Peering.destination(route)))
                        .findFirst());
                route(from, table, block, peering, now, ours);
            }
        }
        peering.now()
                .ifPresent(id -> tablesOf(from)
                        .forEach(table -> table.over(id.value()).stream()
                                .map(Peering::destination)
                                .filter(block -> !wanted.getOrDefault(
                                                table.table().routeTableId(), Set.of())
                                        .contains(block))
                                .forEach(block -> stale.add(calls.unroute(
                                        table.site(), table.table().routeTableId(), block)))));
    }

    private void route(
            Side from,
            Value<NativeId> table,
            Cidr block,
            Value<NativeId> peering,
            Optional<Route> now,
            Set<String> ours) {
        if (now.isEmpty()) {
            routes.add(calls.route(from.site(), table, block, peering, false));
            return;
        }
        String by = String.valueOf(now.get().vpcPeeringConnectionId());
        if (peering.now().filter(id -> id.value().equals(by)).isPresent()) {
            return;
        }
        if (ours.contains(by) || now.get().state() == RouteState.BLACKHOLE) {
            routes.add(calls.route(from.site(), table, block, peering, true));
            return;
        }
        refused = true;
        planning.refuse(
                key,
                Refusal.Why.FOREIGN,
                "the route to " + block + " in " + table + " leads elsewhere, and isn't the link's",
                "delete that route, or give one of the networks other blocks");
    }

    /** A route table of a side. The main one of a VPC that is still to be made is looked for when that is there. */
    private Value<NativeId> table(Side side, String role) {
        if (!role.equals(Ways.MAIN) || side.vpc().now().isPresent()) {
            return change.references().of(side.network(), Ways.table(role));
        }
        Output<NativeId> main =
                Output.of(Link.KIND.name(), "main table of " + side.network().value(), NativeId.class);
        if (mains.size() < 2) {
            mains.add(calls.findMain(side, main));
        }
        return Value.later(key, main);
    }

    private Optional<Peering.Table> table(NativeId id) {
        return world.all().stream()
                .filter(t -> t.is(Layout.TABLE) && t.nativeId().equals(id))
                .findFirst()
                .map(t -> t.object(Peering.Table.class));
    }

    private List<Peering.Table> tablesOf(Side side) {
        String vpc = side.vpc().now().map(NativeId::value).orElse("");
        return Peering.tables(world.all()).stream()
                .filter(this::isOwn)
                .map(t -> t.object(Peering.Table.class))
                .filter(t -> t.table().vpcId().equals(vpc))
                .toList();
    }

    /** Tables of somebody else keep what they have. */
    private boolean isOwn(AwsThing table) {
        boolean main = table.object(Peering.Table.class).table().associations().stream()
                .anyMatch(a -> Boolean.TRUE.equals(a.main()));
        return main
                || table.mark()
                        .filter(m -> m.owner().equals(change.mark().owner()))
                        .isPresent();
    }

    void mark(List<AwsThing> bag) {
        planning.make(Steps.each(bag, calls::marks));
    }

    void delete(List<AwsThing> bag) {
        for (AwsThing thing : bag) {
            List<Steps> routes = new ArrayList<>();
            Peering.tables(world.all()).stream()
                    .filter(this::isOwn)
                    .map(t -> t.object(Peering.Table.class))
                    .forEach(table -> table.over(thing.nativeId().value()).stream()
                            .map(Peering::destination)
                            .forEach(block -> routes.add(
                                    calls.unroute(table.site(), table.table().routeTableId(), block))));
            planning.retire(Steps.sequence(
                    Steps.parallel(routes), isGoing(thing) ? calls.awaitGone(thing) : calls.delete(thing)));
        }
    }
}
