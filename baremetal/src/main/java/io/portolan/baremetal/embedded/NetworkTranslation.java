package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.baremetal.cloud.AddressPlan;
import io.portolan.model.Cidr;
import io.portolan.model.Field;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.network.Route;
import io.portolan.network.Subnet;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks: a plan of loopback addresses that stand for theirs. */
final class NetworkTranslation implements Translation<Network> {
    @Override
    public Kind<Network> kind() {
        return Network.KIND;
    }

    @Override
    public String part() {
        return "network";
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(NetworkFeatures.SUBNETS)
                .within(NetworkFeatures.BLOCKS, 1L, 100L)
                .emulated(NetworkFeatures.IPV4, "loopback addresses of this machine stand for the network's")
                .emulated(NetworkFeatures.EGRESS_INTERNET, "what runs on this machine goes out as the machine does")
                .emulated(NetworkFeatures.EGRESS_NAT, "what runs on this machine goes out as the machine does")
                .degraded(NetworkFeatures.IPV6, "the block is kept and shown; no address of it can be listened on")
                .degraded(NetworkFeatures.ROUTES, "routes are kept and shown; nothing is routed")
                .build();
    }

    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, Network spec, References references, Optional<Native> there) {
        var fields = new LinkedHashMap<String, Value<NativeValue>>();
        fields.put("cidrs", value(spec.cidrs().stream().map(Cidr::toString).toList()));
        fields.put(
                "subnets",
                value(spec.subnets().stream()
                        .map(subnet -> subnet(subnet, before(there, subnet.name())))
                        .toList()));
        List<Object> routes = routes(spec.routes().orElse(List.of()));
        fields.put(
                "routes",
                spec.routes().isUnset()
                        ? there.map(thing -> Value.of(thing.value("routes"))).orElse(value(routes))
                        : value(routes));
        return fields;
    }

    private static Value<NativeValue> value(Object json) {
        return Value.of(NativeValue.of(json));
    }

    private static Optional<Native> before(Optional<Native> there, String name) {
        return there.stream()
                .flatMap(network -> network.objects("subnets").stream())
                .filter(subnet -> subnet.text("name").equals(name))
                .findFirst();
    }

    private static Map<String, Object> subnet(Subnet subnet, Optional<Native> before) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", subnet.name());
        json.put("cidr", subnet.cidr().toString());
        subnet.zone().ifPresent(zone -> json.put("zone", zone));
        Optional<Subnet.Egress> had =
                before.flatMap(thing -> thing.optionalText("egress")).map(Subnet.Egress::valueOf);
        json.put("egress", subnet.egress().resolve(had, Subnet.Egress.NONE).name());
        return json;
    }

    private static List<Object> routes(List<Route> routes) {
        var json = new ArrayList<>();
        routes.forEach(route -> json.add(Map.of(
                "destination",
                route.destination().toString(),
                "via",
                route.nextHop().toString())));
        return json;
    }

    @Override
    public String summary(Network spec, World world) {
        Map<String, String> places = places(spec, world);
        List<String> blocks = spec.cidrs().stream()
                .map(Cidr::toString)
                .map(block -> places.containsKey(block) ? block + " as " + places.get(block) : block)
                .toList();
        return String.join(", ", blocks) + ", " + spec.subnets().size()
                + (spec.subnets().size() == 1 ? " subnet" : " subnets");
    }

    /** Where the blocks will be on this machine; empty where all addresses share one. */
    private static Map<String, String> places(Network spec, World world) {
        Optional<Native> own =
                world.cloud().filter(cloud -> cloud.text("addresses").equals("OWN"));
        if (own.isEmpty()) {
            return Map.of();
        }
        var taken = new ArrayList<String>();
        world.things().forEach(thing -> thing.objects("local").forEach(place -> taken.add(place.text("local"))));
        return AddressPlan.preview(
                own.get().text("range"),
                spec.cidrs().stream().map(Cidr::toString).toList(),
                spec.subnets().stream().map(subnet -> subnet.cidr().toString()).toList(),
                taken);
    }

    @Override
    public Map<String, Object> left(Network spec, Native there) {
        return spec.routes().isUnset() && !there.objects("routes").isEmpty()
                ? Map.of("routes", there.value("routes"))
                : Map.of();
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(Network.ID);
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        return output.equals(Network.ID) ? Optional.of(output.type().cast(thing.id())) : Optional.empty();
    }

    @Override
    public Network spec(Native thing, World world) {
        Network.Builder spec = Network.builder();
        thing.texts("cidrs").forEach(cidr -> spec.cidr(Cidr.parse(cidr)));
        for (Native subnet : thing.objects("subnets")) {
            Subnet.Builder builder = Subnet.of(subnet.text("name"), Cidr.parse(subnet.text("cidr")));
            subnet.optionalText("zone").ifPresent(builder::zone);
            subnet.optionalText("egress").map(Subnet.Egress::valueOf).ifPresent(builder::egress);
            spec.subnet(builder.build());
        }
        spec.routes(Field.of(thing.objects("routes").stream()
                .map(route -> Route.of(Cidr.parse(route.text("destination")), IpAddress.parse(route.text("via"))))
                .toList()));
        return spec.build();
    }

    @Override
    public List<String> describe(Native thing) {
        var lines = new ArrayList<String>();
        lines.add("network " + thing.text("id"));
        thing.objects("local")
                .forEach(place -> lines.add(place.text("cidr") + " as " + place.text("local") + " on this machine"));
        return lines;
    }
}
