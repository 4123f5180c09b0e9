package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.model.Cidr;
import io.portolan.model.Field;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.network.Route;
import io.portolan.network.Subnet;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A network is one thing, with its subnets in it, or has its subnets beside it. */
final class NetworkBlueprint implements Blueprint<Network> {
    private final Temper temper;
    private final String host;

    NetworkBlueprint(CloudOptions options) {
        this.temper = options.temper();
        this.host = options.hosts().get(0);
    }

    private boolean hasParts() {
        return !temper.isWhole();
    }

    @Override
    public Kind<Network> kind() {
        return Network.KIND;
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(
                        NetworkFeatures.IPV4,
                        NetworkFeatures.IPV6,
                        NetworkFeatures.SUBNETS,
                        NetworkFeatures.EGRESS_INTERNET,
                        NetworkFeatures.EGRESS_NAT,
                        NetworkFeatures.ROUTES)
                .within(NetworkFeatures.BLOCKS, 1L, 5L)
                .build();
    }

    @Override
    public List<String> types() {
        return hasParts() ? List.of("network", "subnet") : List.of("network");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return role.equals("network") ? Network.ID : Blueprint.super.idOutput(role);
    }

    @Override
    public String role(Thing thing) {
        return thing.get("part", String.class)
                .orElseGet(() -> thing.type().equals("subnet") ? "subnet " + thing.name() : thing.type());
    }

    @Override
    public void draw(Network spec, Drawing drawing) {
        Optional<Thing> there = drawing.found("network", "network");
        List<Route> routes = drawing.resolve(spec.routes(), there, "routes", routes(), List.of());
        Want network = drawing.want("network", "network")
                .with("cidrs", spec.cidrs())
                .with("routes", routes)
                .replacing(Impact.INTERRUPTS);
        if (temper == Temper.HOST) {
            network.with("host", host);
        }
        if (!hasParts()) {
            List<Subnet> subnets = new ArrayList<>();
            for (Subnet subnet : spec.subnets()) {
                Optional<Subnet> before = there.map(NetworkBlueprint::inside).orElse(List.of()).stream()
                        .filter(s -> s.name().equals(subnet.name()))
                        .findFirst();
                subnets.add(subnet.toBuilder()
                        .egress(Field.of(subnet.egress()
                                .resolve(before.flatMap(s -> s.egress().value()), Subnet.Egress.NONE)))
                        .build());
            }
            network.with("subnets", subnets).end();
            return;
        }
        Value<NativeId> id = network.end();
        for (Subnet subnet : spec.subnets()) {
            String role = "subnet " + subnet.name();
            drawing.want("subnet", role)
                    .with("parent", id)
                    .with("cidr", "subnets." + subnet.name() + ".cidr", subnet.cidr())
                    .maybe("zone", zone(subnet, drawing.found("subnet", role)))
                    .with(
                            "egress",
                            drawing.resolve(
                                    subnet.egress(),
                                    drawing.found("subnet", role),
                                    "egress",
                                    Subnet.Egress.class,
                                    Subnet.Egress.NONE))
                    .alone(id.now().orElse(null))
                    .end();
        }
    }

    /** Where no zone is asked for, the one that it has is right. */
    private static @Nullable String zone(Subnet subnet, Optional<Thing> there) {
        return subnet.zone()
                .orElseGet(() -> there.flatMap(t -> t.get("zone", String.class)).orElse(null));
    }

    @SuppressWarnings("unchecked") // the only lists of that name are of routes
    private static Class<List<Route>> routes() {
        return (Class<List<Route>>) (Class<?>) List.class;
    }

    private static List<Subnet> inside(Thing network) {
        return network.raw("subnets") instanceof List<?> subnets
                ? subnets.stream().map(Subnet.class::cast).toList()
                : List.of();
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return output.equals(Network.ID)
                ? bag.first("network").map(t -> output.type().cast(t.id()))
                : Optional.empty();
    }

    @Override
    public Optional<Network> view(Bag bag) {
        return bag.first("network").map(thing -> {
            Network.Builder view = Network.builder();
            if (thing.raw("cidrs") instanceof List<?> cidrs) {
                cidrs.forEach(c -> view.cidr((Cidr) c));
            }
            if (thing.raw("routes") instanceof List<?> routes) {
                view.routes(routes.stream().map(Route.class::cast).toList());
            }
            inside(thing).forEach(view::subnet);
            for (Thing subnet : bag.all("subnet")) {
                Subnet.Builder one = Subnet.of(
                        role(subnet).substring("subnet ".length()),
                        subnet.get("cidr", Cidr.class).orElseThrow());
                subnet.get("zone", String.class).ifPresent(one::zone);
                subnet.get("egress", Subnet.Egress.class).ifPresent(one::egress);
                view.subnet(one.build());
            }
            return view.build();
        });
    }
}
