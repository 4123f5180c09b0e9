package io.portolan.aws.network;

import io.portolan.PortolanException;
import io.portolan.Support;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Sites;
import io.portolan.aws.account.Tags;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.Things;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** Links: a VPC peering connection each, and the routes over it on both sides. Its networks may be in two accounts or regions. */
final class LinkDriver implements ResourceDriver<Link, Things<AwsThing>> {
    private static final Support SUPPORT =
            Support.builder().natively(NetworkFeatures.LINK).build();

    private final Sites sites;

    LinkDriver(Sites sites) {
        this.sites = sites;
    }

    @Override
    public Kind<Link> kind() {
        return Link.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    /** Two VPCs have one peering connection at most. */
    @Override
    public Set<Claim> claims(Link spec, References references) {
        List<String> ids = spec.networks().stream()
                .flatMap(ref -> references.of(ref, Network.ID).now().stream())
                .map(NativeId::value)
                .toList();
        return ids.size() == 2 ? Set.of(claim(ids.get(0), ids.get(1))) : Set.of();
    }

    private static Claim claim(String one, String other) {
        return Claim.of("link", new TreeSet<>(List.of(one, other)).toArray(String[]::new));
    }

    @Override
    public Observation<Things<AwsThing>> observe(Scope<Link> scope, Reads reads) {
        Things.Builder<AwsThing> seen = Things.of(this, scope);
        Map<String, Map<String, VpcPeeringConnection>> views = new TreeMap<>();
        Set<Key> keys = scope.wanted().keySet();
        for (String site : sites.names()) {
            Ec2Reads read = new Ec2Reads(sites.at(site).ec2(), reads);
            seen.read(Place.of("list", "peerings of " + site), keys, read::peerings).orElse(List.of()).stream()
                    .filter(Peering::isLive)
                    .forEach(view -> views.computeIfAbsent(view.vpcPeeringConnectionId(), id -> new LinkedHashMap<>())
                            .put(site, view));
            seen.read(Place.of("list", "route tables of " + site), keys, read::tables)
                    .orElse(List.of())
                    .forEach(table -> seen.add(table(site, table)));
            seen.read(Place.of("list", "networks of " + site), keys, read::vpcs).orElse(List.of()).stream()
                    .map(Vpc::ownerId)
                    .distinct()
                    .forEach(owner ->
                            seen.add(AwsThing.of("account of", site, owner).build()));
        }
        views.values().forEach(sides -> seen.add(thing(new Peering(sides), scope)));
        seen.remembered(id -> thing(byId(id.value(), reads), scope));
        Observation.Builder<Things<AwsThing>> observation = seen.observation();
        Observation<Things<AwsThing>> whole = observation.build();
        // With one side unread nobody knows what its routes are: neither changed nor deleted.
        whole.blind().values().stream()
                .findFirst()
                .ifPresent(why -> whole.ours().keySet().forEach(key -> observation.unread(key, why)));
        return observation.build();
    }

    /** One that the journal knows and no list shows. Each side may show it or not. */
    private Peering byId(String id, Reads reads) {
        Map<String, VpcPeeringConnection> views = new LinkedHashMap<>();
        Optional<PortolanException> absent = Optional.empty();
        for (String site : sites.names()) {
            try {
                VpcPeeringConnection view = new Ec2Reads(sites.at(site).ec2(), reads).peering(id);
                views.put(site, view);
            } catch (PortolanException e) {
                if (e.code() != io.portolan.Code.NOT_FOUND) {
                    throw e;
                }
                absent = Optional.of(e);
            }
        }
        if (views.isEmpty()) {
            throw absent.orElseThrow();
        }
        return new Peering(views);
    }

    private static AwsThing table(String site, RouteTable table) {
        return AwsThing.of(Layout.TABLE, table.routeTableId(), new Peering.Table(site, table))
                .tags(Tags.map(table.tags(), Tag::key, Tag::value))
                .build();
    }

    /** Its tags are those of the side that has the mark: of the one that asked, but for a moment after an adoption. */
    private static AwsThing thing(Peering peering, Scope<?> scope) {
        AwsThing.Builder thing = AwsThing.of(Peering.PART, peering.id(), peering);
        peering.things().values().stream()
                .filter(view -> view.mark().isPresent())
                .findFirst()
                .or(() -> peering.things().values().stream().findFirst())
                .ifPresent(view -> thing.tags(view.tags()));
        return thing.remembered(scope)
                .claim(claim(peering.requester(), peering.accepter()))
                .output(Link.ID, NativeId.of(Peering.PART, peering.id()))
                .uses(NativeId.of(Layout.VPC, peering.requester()))
                .uses(NativeId.of(Layout.VPC, peering.accepter()))
                .build();
    }

    @Override
    public <T> Optional<T> output(Things<AwsThing> world, Key key, Output<T> output) {
        return peerings(world.of(key)).stream()
                .findFirst()
                .flatMap(thing ->
                        Optional.ofNullable(thing.outputs().get(output)).map(output.type()::cast));
    }

    private static List<AwsThing> peerings(List<AwsThing> bag) {
        return bag.stream().filter(thing -> thing.is(Peering.PART)).toList();
    }

    @Override
    public Optional<View<Link>> view(Things<AwsThing> world, Key key) {
        return peerings(world.of(key)).stream().findFirst().map(thing -> {
            Peering peering = thing.object(Peering.class);
            return View.of(Link.between(
                            Ref.id(Network.KIND, peering.requester()), Ref.id(Network.KIND, peering.accepter())))
                    .output(Link.ID, thing.nativeId())
                    .line(0, thing.nativeId().toString());
        });
    }

    @Override
    public void plan(Things<AwsThing> world, List<Change<Link>> changes, Planning planning) {
        for (Change<Link> change : changes) {
            LinkPlan plan = new LinkPlan(sites, change, world, planning);
            switch (change.intent()) {
                case APPLY, ADOPT -> plan.apply();
                case DELETE -> plan.delete(world.of(change));
                case KEEP, RELEASE -> plan.mark(world.of(change));
            }
        }
    }
}
