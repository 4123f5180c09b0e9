package io.portolan.baremetal.embedded.kill;

import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.baremetal.embedded.EmbeddedProviderFactory;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.engine.PlanOptions;
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
import io.portolan.spi.Config;
import io.portolan.spi.Wire;
import io.portolan.volume.Attachment;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is applied and killed: a stack of every kind that is made, changed, and taken away. */
enum Scene {
    MAKE,
    CHANGE,
    DESTROY;

    /** Given to the child processes by the property of this name. */
    static final String PORT_OFFSET = "portolan.kill.portOffset";

    static final String RANGE = "127.90.0.0/16";

    /** The stack as it is to be after this scene. */
    Stack stack() {
        boolean changed = this != MAKE;
        Stack stack = Stack.named("killed");
        var main = stack.add(
                "main",
                Network.of("10.90.0.0/16").toBuilder()
                        .subnet(Subnet.of("a", Cidr.parse("10.90.1.0/24")).build())
                        .subnet(Subnet.of("b", Cidr.parse(changed ? "10.90.3.0/24" : "10.90.2.0/24"))
                                .build())
                        .build());
        var edge = stack.add(
                "edge",
                Firewall.in(main)
                        .ingress(FirewallRule.of(FirewallRule.Protocol.TCP)
                                .peer(Peer.of(Cidr.parse(changed ? "127.0.0.0/8" : "0.0.0.0/0")))
                                .build())
                        .build());
        var address = stack.add("web", Address.builder().build());
        var web = stack.add(
                "web",
                LoadBalancer.builder()
                        .network(main)
                        .firewall(edge)
                        .address(address)
                        .idleTimeout(Duration.ofSeconds(changed ? 30 : 60))
                        .listener(Listener.of(80, Listener.Protocol.HTTP)
                                .action(Action.toPool("app"))
                                .build())
                        .pool(Pool.of("app", 8080)
                                .target(Target.of("10.90.1.10"))
                                .target(Target.of(changed ? "10.90.1.12" : "10.90.1.11"))
                                .build())
                        .build());
        var zone = stack.add("zone", DnsZone.named("killed.example").build());
        stack.add(
                "www",
                RecordSet.of(zone, "www.killed.example.")
                        .alias(web)
                        .ttl(Duration.ofSeconds(1))
                        .build());
        stack.add(
                "txt",
                RecordSet.of(zone, "killed.example.")
                        .type(RecordType.TXT)
                        .values(changed ? "two" : "one")
                        .build());
        stack.add(
                "img",
                RecordSet.of(zone, "img.killed.example.")
                        .type(changed ? RecordType.CNAME : RecordType.A)
                        .answers(List.of(Answer.of(changed ? "cdn.example." : "203.0.113.10")))
                        .build());
        var data = stack.add(
                "data", Volume.of(DataSize.ofMebibytes(changed ? 3 : 2)).build());
        stack.add("data", Attachment.of(data, "app-1").build());
        stack.add("first", Snapshot.of(data));
        return stack;
    }

    PlanOptions options() {
        PlanOptions options = PlanOptions.standard().acceptDegraded();
        return this == DESTROY ? options.destroy() : options;
    }

    Plan plan(Portolan portolan) {
        return portolan.plan(stack(), options());
    }

    static Config settings(Config config) {
        return config.set(EmbeddedProviderFactory.PORT_OFFSET, Integer.getInteger(PORT_OFFSET))
                .set(EmbeddedProviderFactory.RANGE, RANGE);
    }

    static Portolan portolan(Path folder, StateStore state, UnaryOperator<Wire> wire) {
        return Portolan.builder()
                .provider("local", new EmbeddedProviderFactory(), Scene::settings)
                .state(state)
                .data(folder.resolve("providers"))
                .wire(wire)
                .build();
    }

    static StateStore state(Path folder) {
        return StateStore.file(folder.resolve("state"));
    }
}
