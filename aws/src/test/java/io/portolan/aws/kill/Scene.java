package io.portolan.aws.kill;

import io.portolan.Stack;
import io.portolan.aws.AwsProviderFactory;
import io.portolan.aws.MotoAccount;
import io.portolan.aws.traffic.Stacks;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Cidr;
import io.portolan.model.DataSize;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import io.portolan.network.Subnet;
import io.portolan.spi.Wire;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What is applied and killed. */
enum Scene {
    /** Sixty resources of every kind that is made without a machine. */
    MIXED,
    /** A hundred volumes, as OpenTofu was killed at. */
    VOLUMES;

    /** For how long the result of a create without token and name may be invisible. */
    static final Duration SETTLE = Duration.ofSeconds(5);

    Stack stack() {
        return this == MIXED ? mixed() : Stacks.volumes();
    }

    private static Stack mixed() {
        Stack stack = Stack.named("killed");
        var main = stack.add(
                "main",
                Network.of("10.90.0.0/16").toBuilder()
                        .subnet(Subnet.of("a", Cidr.parse("10.90.1.0/24"))
                                .egress(Subnet.Egress.INTERNET)
                                .build())
                        .subnet(Subnet.of("b", Cidr.parse("10.90.2.0/24")).build())
                        .build());
        for (int i = 0; i < 3; i++) {
            stack.add(
                    "edge" + i,
                    Firewall.in(main)
                            .ingress(FirewallRule.of(FirewallRule.Protocol.TCP)
                                    .peer(Peer.of(Cidr.parse("203.0.113." + i + "/32")))
                                    .build())
                            .build());
        }
        for (int i = 0; i < 2; i++) {
            stack.add("address" + i, Address.builder().build());
        }
        var web = stack.add(
                "web",
                LoadBalancer.builder()
                        .network(main)
                        .listener(Listener.of(80, Listener.Protocol.TCP)
                                .action(Action.toPool("app"))
                                .build())
                        .listener(Listener.of(81, Listener.Protocol.TCP)
                                .action(Action.toPool("other"))
                                .build())
                        .pool(Pool.of("app", 8080)
                                .target(Target.of("10.90.1.10"))
                                .build())
                        .pool(Pool.of("other", 8081)
                                .target(Target.of("10.90.1.11"))
                                .build())
                        .build());
        for (int z = 0; z < 2; z++) {
            String name = "killed" + z + ".example.";
            var zone = stack.add("zone" + z, DnsZone.named(name).build());
            stack.add("www" + z, RecordSet.of(zone, "www." + name).alias(web).build());
            for (int i = 0; i < 10; i++) {
                stack.add(
                        "r" + z + i,
                        RecordSet.of(zone, "r" + i + "." + name)
                                .type(RecordType.A)
                                .values("192.0.2.1")
                                .build());
            }
        }
        for (int i = 0; i < 26; i++) {
            var volume = stack.add("v" + i, Volume.of(DataSize.ofGibibytes(1)).build());
            if (i < 3) {
                stack.add("s" + i, Snapshot.of(volume));
            }
        }
        return stack;
    }

    static Portolan portolan(StateStore state, URI endpoint, String account, Path folder, UnaryOperator<Wire> wire) {
        return Portolan.builder()
                .provider(
                        "aws",
                        new AwsProviderFactory(),
                        config -> config.set(AwsProviderFactory.REGION, MotoAccount.REGION)
                                .set(AwsProviderFactory.ENDPOINT, endpoint)
                                .set(AwsProviderFactory.CREDENTIALS, MotoAccount.anybody())
                                .set(AwsProviderFactory.INTERCEPTOR, MotoAccount.header(account)))
                .state(state)
                .settle(SETTLE)
                .data(folder.resolve("providers"))
                .wire(wire)
                .build();
    }

    static StateStore state(Path folder) {
        return StateStore.file(folder.resolve("state"));
    }
}
