package io.portolan.benchmarks;

import io.portolan.Stack;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Cidr;
import io.portolan.model.DataSize;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import io.portolan.network.Subnet;
import io.portolan.volume.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * A stack of thousands of resources, made of cells of 1,000: a zone, 700 record sets of which 100 are aliases of balancers, 100 balancers
 * with two pools each (half of them L4 with an address, half L7), 10 networks, 40 firewalls, 50 addresses and 99 volumes. Balancers refer to
 * networks, most to a firewall or an address too.
 */
final class Fleet {
    /** The number of resources in a cell. */
    static final int CELL = 1_000;

    private static final int NETWORKS = 10;
    private static final int FIREWALLS = 40;
    private static final int ADDRESSES = 50;
    private static final int VOLUMES = 99;
    private static final int BALANCERS = 100;
    private static final int ALIASES = 100;
    private static final int TEXTS = 50;
    private static final int CNAMES = 50;
    private static final int RECORDS = 700;

    private static final FirewallRule HTTPS = FirewallRule.of(FirewallRule.Protocol.TCP)
            .port(PortRange.of(443))
            .peer(Peer.of(Cidr.parse("0.0.0.0/0")))
            .build();
    private static final FirewallRule METRICS = FirewallRule.of(FirewallRule.Protocol.TCP)
            .port(PortRange.of(9_100))
            .peer(Peer.of(Cidr.parse("10.0.0.0/8")))
            .build();

    private final Stack stack = Stack.named("fleet");
    private final boolean moved;

    private Fleet(boolean moved) {
        this.moved = moved;
    }

    /** So many resources, a multiple of 1,000. */
    static Stack of(int resources) {
        return make(resources, false);
    }

    /** The same, of which 1 % are changed and to which 1 % have come. */
    static Stack changed(int resources) {
        return make(resources, true);
    }

    private static Stack make(int resources, boolean moved) {
        if (resources <= 0 || resources % CELL != 0) {
            throw new IllegalArgumentException("a fleet has a multiple of " + CELL + " resources, not " + resources);
        }
        Fleet fleet = new Fleet(moved);
        for (int i = 0; i < resources / CELL; i++) {
            fleet.cell(i);
        }
        return fleet.stack;
    }

    private void cell(int cell) {
        List<Ref<Network>> networks = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
            networks.add(network(cell, i));
        }
        List<Ref<Firewall>> firewalls = new ArrayList<>();
        for (int i = 0; i < FIREWALLS; i++) {
            firewalls.add(firewall(cell, i, networks.get(i % NETWORKS)));
        }
        List<Ref<Address>> addresses = new ArrayList<>();
        for (int i = 0; i < ADDRESSES; i++) {
            addresses.add(
                    stack.add("a%d-%d".formatted(cell, i), Address.builder().build()));
        }
        // With what is new and what is changed: 1 % of a cell each, most of it record sets.
        for (int i = 0; i < VOLUMES + (moved ? 1 : 0); i++) {
            volume(cell, i);
        }
        List<Ref<LoadBalancer>> balancers = new ArrayList<>();
        for (int i = 0; i < BALANCERS + (moved ? 1 : 0); i++) {
            LoadBalancer.Builder b = balancer(i).network(networks.get(i % NETWORKS));
            if (i < FIREWALLS) {
                b.firewall(firewalls.get(i));
            }
            if (i < ADDRESSES) {
                b.address(addresses.get(i));
            }
            balancers.add(stack.add("b%d-%d".formatted(cell, i), b.build()));
        }
        String domain = "z%d.example.".formatted(cell);
        Ref<DnsZone> zone = stack.add("z" + cell, DnsZone.named(domain).build());
        for (int i = 0; i < RECORDS + (moved ? 8 : 0); i++) {
            record(zone, domain, i, balancers);
        }
    }

    private Ref<Network> network(int cell, int i) {
        String block = "10.%d".formatted(i);
        return stack.add(
                "n%d-%d".formatted(cell, i),
                Network.builder()
                        .cidr(Cidr.parse(block + ".0.0/16"))
                        .subnet(Subnet.of("one", Cidr.parse(block + ".1.0/24"))
                                .zone("a")
                                .build())
                        .build());
    }

    private Ref<Firewall> firewall(int cell, int i, Ref<Network> network) {
        Firewall.Builder firewall = Firewall.in(network).ingress(HTTPS);
        if (moved && i == 0) {
            firewall.ingress(METRICS);
        }
        return stack.add("f%d-%d".formatted(cell, i), firewall.build());
    }

    private void volume(int cell, int i) {
        long size = 20 + (moved && i == 0 ? 10 : 0);
        stack.add(
                "v%d-%d".formatted(cell, i),
                Volume.of(DataSize.ofGibibytes(size)).zone("a").build());
    }

    private LoadBalancer.Builder balancer(int i) {
        Pool.Builder web = Pool.of("web", 8080).target(target(i, 11)).target(target(i, 12));
        if (moved && i == 0) {
            web.target(target(i, 13));
        }
        Pool api =
                Pool.of("api", 9090).target(target(i, 21)).target(target(i, 22)).build();
        LoadBalancer.Builder balancer = LoadBalancer.builder().pool(web.build()).pool(api);
        // Those with an address of their own are L4, for not every cloud has one for L7.
        return i < ADDRESSES
                ? balancer.listener(listener(80, "web")).listener(listener(9090, "api"))
                : balancer.listener(Listener.of(80, Listener.Protocol.HTTP)
                        .route(Route.to(Action.toPool("api")).pathPrefix("/api").build())
                        .action(Action.toPool("web"))
                        .build());
    }

    private static Listener listener(int port, String pool) {
        return Listener.of(port, Listener.Protocol.TCP)
                .action(Action.toPool(pool))
                .build();
    }

    private static Target target(int balancer, int host) {
        return Target.of("10.%d.1.%d".formatted(balancer % NETWORKS, host));
    }

    private void record(Ref<DnsZone> zone, String domain, int i, List<Ref<LoadBalancer>> balancers) {
        RecordSet.Builder set = RecordSet.of(zone, "r%d.%s".formatted(i, domain));
        if (i < ALIASES) {
            set.alias(balancers.get(i));
        } else if (i < ALIASES + TEXTS) {
            set.type(RecordType.TXT).values("v=spf1 include:mail.%sexample -all".formatted(domain));
        } else if (i < ALIASES + TEXTS + CNAMES) {
            set.type(RecordType.CNAME).values("r%d.%s".formatted(i - ALIASES, domain));
        } else {
            // Changed: 7 of the 500 addresses, spread over the zone.
            int host = moved && i < RECORDS && i % 71 == 0 ? 251 : i % 250 + 1;
            set.type(RecordType.A).values("192.0.2." + host);
        }
        stack.add("r" + i, set.build());
    }
}
