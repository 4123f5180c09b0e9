package io.portolan.testkit.memory;

import io.portolan.testkit.memory.ThingType.Children;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of each temper. */
final class Layouts {
    private static final Map<Temper, Map<String, ThingType>> ALL = all();

    private Layouts() {}

    static Map<String, ThingType> of(Temper temper) {
        return ALL.getOrDefault(temper, Map.of());
    }

    private static Map<Temper, Map<String, ThingType>> all() {
        Map<Temper, Map<String, ThingType>> all = new EnumMap<>(Temper.class);
        for (Temper temper : Temper.values()) {
            Map<String, ThingType> types = new LinkedHashMap<>();
            for (List<ThingType> some : List.of(shared(temper), network(temper), link(temper), balancer(temper))) {
                some.forEach(t -> types.put(t.name(), t));
            }
            all.put(temper, types);
        }
        return all;
    }

    private static List<ThingType> shared(Temper temper) {
        ThingType zone = ThingType.of("zone").fixed("dnsName").references("networks");
        ThingType firewall = ThingType.of("firewall").fixed("network", "host").references("network", "peers");
        ThingType address = ThingType.of("address")
                .fixed("family", "network", "subnet", "scheme", "host")
                .references("network");
        ThingType volume = ThingType.of("volume").slow().fixed("zone", "host");
        ThingType snapshot = ThingType.of("snapshot").slow().fixed("volume", "host");
        ThingType attachment = ThingType.of("attachment")
                .slow()
                .fixed("volume", "instance", "mode", "host")
                .references("volume")
                .unique("volume")
                .alone("instance");
        if (temper == Temper.TOKENS) {
            zone.token();
            volume.token();
        }
        if (temper == Temper.HOST) {
            List.of(firewall, volume).forEach(ThingType::placed);
        }
        return List.of(zone, firewall, address, volume, snapshot, attachment);
    }

    private static List<ThingType> network(Temper temper) {
        ThingType network = ThingType.of("network").fixed("host");
        return switch (temper) {
            case TOKENS ->
                List.of(
                        network.fixed("cidrs"),
                        ThingType.of("subnet").child("network", Children.HOLD).fixed("parent", "cidr", "zone"));
            case OPERATIONS ->
                List.of(
                        network.fixed("cidrs"),
                        ThingType.of("subnet")
                                .unmarked()
                                .alone("parent")
                                .child("network", Children.HOLD)
                                .fixed("parent", "cidr", "zone"));
            case DOCUMENTS -> List.of(network.slow());
            case HOST -> List.of(network.placed());
        };
    }

    private static List<ThingType> link(Temper temper) {
        ThingType peering =
                ThingType.of("peering").fixed("network", "peer", "host").references("network", "peer");
        return switch (temper) {
            case TOKENS ->
                List.of(
                        peering.slow(),
                        ThingType.of("acceptance")
                                .unmarked()
                                .child("peering", Children.FOLLOW)
                                .fixed("parent")
                                .unique("parent"),
                        ThingType.of("peering-route")
                                .unmarked()
                                .child("peering", Children.HOLD)
                                .fixed("parent", "network", "to")
                                .unique("network", "to"));
            case OPERATIONS -> List.of(peering.unique("network", "peer"));
            case DOCUMENTS -> List.of(peering.slow().unique("network", "peer"));
            case HOST -> List.of(peering.placed().unique("network", "peer"));
        };
    }

    private static List<ThingType> balancer(Temper temper) {
        return switch (temper) {
            case TOKENS ->
                List.of(
                        ThingType.of("balancer")
                                .token()
                                .slow()
                                .fixed("scheme", "network", "address", "layer")
                                .references("network", "firewall", "address"),
                        ThingType.of("pool").fixed("port", "proxyProtocol"),
                        ThingType.of("listener")
                                .unmarked()
                                .child("balancer", Children.FOLLOW)
                                .fixed("parent", "port", "transport")
                                .unique("parent", "port", "transport")
                                .references("pools"));
            case OPERATIONS ->
                List.of(
                        ThingType.of("check").fixed("protocol"),
                        ThingType.of("service").fixed("port").references("check", "group"),
                        ThingType.of("group").namedAfter("service").fixed("of"),
                        ThingType.of("map").references("services", "firewall", "network"),
                        ThingType.of("frontend")
                                .fixed("port", "protocol", "address", "scheme")
                                .unique("address", "port", "transport")
                                .references("address", "map"));
            case DOCUMENTS -> List.of(ThingType.of("balancer").slow().references("addresses", "network"));
            case HOST ->
                List.of(ThingType.of("balancer")
                        .placed()
                        .fixed("host", "vip", "scheme")
                        .references("address", "firewall", "network"));
        };
    }
}
