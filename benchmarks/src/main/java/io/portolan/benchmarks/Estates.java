package io.portolan.benchmarks;

import io.portolan.Stack;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Cidr;
import io.portolan.model.DataSize;
import io.portolan.model.PortRange;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import io.portolan.network.Subnet;
import io.portolan.volume.Volume;

/** The stacks that other tools were measured with. */
final class Estates {
    private Estates() {}

    /** A zone of so many addresses, the first of which have another value than usual. */
    static Stack zone(int records, int changed) {
        Stack stack = Stack.named("names");
        var zone = stack.add("zone", DnsZone.named("names.example.").build());
        for (int i = 0; i < records; i++) {
            String value = (i < changed ? "198.51.100." : "192.0.2.") + (i % 250 + 1);
            stack.add(
                    "r" + i,
                    RecordSet.of(zone, "r%d.names.example.".formatted(i))
                            .type(RecordType.A)
                            .values(value)
                            .build());
        }
        return stack;
    }

    /** A network of two subnets, a firewall, an L4 balancer over it with a pool of two targets, and a zone with two names for it. */
    static Stack service() {
        Stack stack = Stack.named("service");
        var network = stack.add(
                "main",
                Network.builder()
                        .cidr(Cidr.parse("10.0.0.0/16"))
                        .subnet(Subnet.of("a", Cidr.parse("10.0.1.0/24"))
                                .zone("a")
                                .build())
                        .subnet(Subnet.of("b", Cidr.parse("10.0.2.0/24"))
                                .zone("b")
                                .build())
                        .build());
        var firewall = stack.add(
                "edge",
                Firewall.in(network)
                        .ingress(FirewallRule.of(FirewallRule.Protocol.TCP)
                                .port(PortRange.of(80))
                                .peer(Peer.of(Cidr.parse("0.0.0.0/0")))
                                .build())
                        .build());
        var balancer = stack.add(
                "web",
                LoadBalancer.builder()
                        .network(network)
                        .firewall(firewall)
                        .pool(Pool.of("app", 8080)
                                .target(Target.of("10.0.1.10"))
                                .target(Target.of("10.0.2.10"))
                                .build())
                        .listener(Listener.of(80, Listener.Protocol.TCP)
                                .action(Action.toPool("app"))
                                .build())
                        .build());
        var zone = stack.add("zone", DnsZone.named("service.example.").build());
        stack.add(
                "www",
                RecordSet.of(zone, "www.service.example.").alias(balancer).build());
        stack.add("apex", RecordSet.of(zone, "service.example.").alias(balancer).build());
        return stack;
    }

    static Stack volumes(int count) {
        Stack stack = Stack.named("disks");
        for (int i = 0; i < count; i++) {
            stack.add("v" + i, Volume.of(DataSize.ofGibibytes(20)).zone("a").build());
        }
        return stack;
    }
}
