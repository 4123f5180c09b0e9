package io.portolan.aws.traffic;

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
import io.portolan.network.Network;
import io.portolan.network.Subnet;
import io.portolan.volume.Volume;

/** The work that other tools were measured on. */
public final class Stacks {
    private Stacks() {}

    /** A zone with a thousand record sets, the first of them changed. */
    static Stack zone(int changed) {
        Stack stack = Stack.named("calls");
        var zone = stack.add("zone", DnsZone.named("calls.example.").build());
        for (int i = 0; i < 1_000; i++) {
            stack.add(
                    "r" + i,
                    RecordSet.of(zone, "r" + i + ".calls.example.")
                            .type(RecordType.A)
                            .values(i < changed ? "198.51.100.1" : "192.0.2.1")
                            .build());
        }
        return stack;
    }

    /** A hundred volumes. */
    public static Stack volumes() {
        Stack stack = Stack.named("calls");
        for (int i = 0; i < 100; i++) {
            stack.add("v" + i, Volume.of(DataSize.ofGibibytes(1)).build());
        }
        return stack;
    }

    /** A network, an NLB with its listeners and groups, a zone and an alias of the NLB. */
    static Stack service(int groups, int listeners, int targets) {
        Stack stack = Stack.named("calls");
        var main = stack.add(
                "main",
                Network.of("10.70.0.0/16").toBuilder()
                        .subnet(Subnet.of("a", Cidr.parse("10.70.0.0/24"))
                                .egress(Subnet.Egress.INTERNET)
                                .build())
                        .build());
        LoadBalancer.Builder balancer = LoadBalancer.builder().network(main);
        for (int i = 0; i < groups; i++) {
            Pool.Builder pool = Pool.of("p" + i, 8080);
            for (int t = 0; t < targets; t++) {
                pool.target(Target.of("10.70.0." + (10 + t)));
            }
            balancer.pool(pool.build());
        }
        for (int i = 0; i < listeners; i++) {
            balancer.listener(Listener.of(80 + i, Listener.Protocol.TCP)
                    .action(Action.toPool("p" + i % groups))
                    .build());
        }
        var web = stack.add("web", balancer.build());
        var zone = stack.add("zone", DnsZone.named("calls.example.").build());
        stack.add("www", RecordSet.of(zone, "www.calls.example.").alias(web).build());
        return stack;
    }
}
