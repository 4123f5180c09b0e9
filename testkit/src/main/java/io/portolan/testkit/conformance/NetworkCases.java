package io.portolan.testkit.conformance;

import io.portolan.model.Cidr;
import io.portolan.model.Field;
import io.portolan.model.IpAddress;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.network.Route;
import io.portolan.network.Subnet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class NetworkCases extends KindCases<Network> {
    static final String SUBNET = "main";
    static final String SECOND = "second";

    /** The number of the network that has a subnet in two zones, for balancers that need both. */
    static final int WIDE = 60;

    NetworkCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<Network> kind() {
        return Network.KIND;
    }

    private static Cidr block(int n, int third, int prefix) {
        return Cidr.parse("10." + (20 + n) + "." + third + ".0/" + prefix);
    }

    private static Subnet.Builder subnet(String name, int n, int third) {
        return Subnet.of(name, block(n, third, 24));
    }

    @Override
    public Network spec(int n) {
        Network.Builder network = Network.builder().cidr(block(n, 0, 16));
        if (declared().holds(NetworkFeatures.SUBNETS)) {
            Subnet.Builder main = subnet(SUBNET, n, 1);
            network.subnet((n == WIDE ? main.zone(declared().zone(0)) : main).build());
            if (n == WIDE) {
                network.subnet(subnet(SECOND, n, 2).zone(declared().zone(1)).build());
            }
        }
        return network.build();
    }

    private static Network routed(Network network) {
        return network.toBuilder()
                .routes(List.of(Route.of(Cidr.parse("192.168.7.0/24"), IpAddress.parse("10.20.1.7"))))
                .build();
    }

    @Override
    public List<Alteration<Network>> alterations() {
        Network network = spec(0);
        Network two = network.toBuilder().subnet(subnet("second", 0, 2).build()).build();
        List<Alteration<Network>> all = new ArrayList<>();
        all.add(Alteration.of("one subnet more", network, two));
        all.add(Alteration.of("one subnet less", two, network));
        all.add(Alteration.of("routes", network, routed(network)));
        all.add(Alteration.of(
                "no routes any more",
                routed(network),
                network.toBuilder().routes(List.of()).build()));
        all.add(Alteration.of(
                "cidrs",
                network,
                Network.builder()
                        .cidr(block(40, 0, 16))
                        .subnets(
                                network.subnets().isEmpty()
                                        ? List.of()
                                        : List.of(subnet(SUBNET, 40, 1).build()))
                        .build()));
        return held(all);
    }

    @Override
    public List<Alteration<Network>> silences() {
        Network network = spec(0);
        return held(List.of(Alteration.of(
                "routes",
                routed(network),
                network.toBuilder().routes(Field.unset()).build())));
    }

    private Sample<Network> egress(io.portolan.model.Feature feature, Subnet.Egress egress) {
        return Sample.of(
                feature,
                Network.builder()
                        .cidr(block(0, 0, 16))
                        .subnet(subnet(SUBNET, 0, 1).egress(egress).build())
                        .build());
    }

    private static Network blocks(long count) {
        Network.Builder network = Network.builder();
        for (int i = 0; i < count; i++) {
            network.cidr(Cidr.parse("10." + (100 + i / 250) + "." + i % 250 + ".0/24"));
        }
        return network.build();
    }

    @Override
    public List<Sample<Network>> samples() {
        Network network = Network.builder().cidr(block(0, 0, 16)).build();
        return List.of(
                Sample.of(NetworkFeatures.IPV4, network),
                Sample.of(
                        NetworkFeatures.IPV6,
                        network.toBuilder().cidr(Cidr.parse("fd20:1::/56")).build()),
                Sample.of(NetworkFeatures.BLOCKS, Long.class, 1L, NetworkCases::blocks),
                Sample.of(
                        NetworkFeatures.SUBNETS,
                        network.toBuilder()
                                .subnet(subnet("one", 0, 1).build())
                                .subnet(subnet("two", 0, 2).build())
                                .build()),
                egress(NetworkFeatures.EGRESS_INTERNET, Subnet.Egress.INTERNET),
                egress(NetworkFeatures.EGRESS_NAT, Subnet.Egress.NAT),
                Sample.of(NetworkFeatures.ROUTES, routed(network)));
    }

    @Override
    public Optional<Output<NativeId>> id() {
        return Optional.of(Network.ID);
    }

    @Override
    public void words(Network network, Words words) {
        words.set("cidrs", network.cidrs());
        words.set("subnets", network.subnets().stream().map(Subnet::name).toList());
        for (Subnet subnet : network.subnets()) {
            Words at = words.under("subnets[" + subnet.name() + "]");
            at.put("cidr", subnet.cidr());
            subnet.zone().ifPresent(zone -> at.put("zone", zone));
            at.field("egress", subnet.egress(), Subnet.Egress.NONE);
        }
        network.routes()
                .value()
                .ifPresent(routes -> words.put(
                        "routes",
                        routes.stream()
                                .sorted(Comparator.comparing(Route::destination))
                                .map(r -> r.destination() + " by " + r.nextHop())
                                .toList()));
    }
}
