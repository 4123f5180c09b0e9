package io.portolan.baremetal.embedded;

import io.portolan.Stack;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.Tls;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Cidr;
import io.portolan.model.DataSize;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.model.Lifecycle;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import io.portolan.network.Subnet;
import io.portolan.volume.Attachment;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.time.Duration;
import java.util.List;

/** The stack of examples/shop, made in Java so that tests can change one word of it. */
final class Shop {
    int next = 10;
    Duration ttl = Duration.ofSeconds(1);
    String server = "app-1";
    String subnetB = "10.20.2.0/24";
    DataSize size = DataSize.ofMebibytes(20);
    Lifecycle volume = Lifecycle.STANDARD;
    boolean records = true;

    private final Certificate certificate;

    Shop(Certificate certificate) {
        this.certificate = certificate;
    }

    Stack stack() {
        Stack shop = Stack.named("shop");
        Ref<Network> main = shop.add(
                "main",
                Network.builder()
                        .cidr(Cidr.parse("10.20.0.0/16"))
                        .subnet(subnet("a", "10.20.1.0/24"))
                        .subnet(subnet("b", subnetB))
                        .build());
        Ref<Firewall> edge =
                shop.add("edge", Firewall.in(main).ingress(fromAnywhere()).build());
        shop.add("app", Firewall.in(main).ingress(fromEdge(edge)).build());
        Ref<Address> address =
                shop.add("web", Address.builder().family(Address.Family.IPV4).build());
        Ref<LoadBalancer> web = shop.add("web", balancer(main, edge, address));
        zone(shop, web);
        Ref<Volume> data = shop.add("data", Volume.of(size).zone("a").build(), volume);
        shop.add("data", Attachment.of(data, server).build());
        shop.add("data-first", Snapshot.of(data));
        return shop;
    }

    private static Subnet subnet(String name, String cidr) {
        return Subnet.of(name, Cidr.parse(cidr))
                .zone(name)
                .egress(Subnet.Egress.INTERNET)
                .build();
    }

    private static FirewallRule fromAnywhere() {
        return FirewallRule.of(FirewallRule.Protocol.TCP)
                .port(PortRange.of(80))
                .port(PortRange.of(443))
                .peer(Peer.of(Cidr.parse("0.0.0.0/0")))
                .build();
    }

    private static FirewallRule fromEdge(Ref<Firewall> edge) {
        return FirewallRule.of(FirewallRule.Protocol.TCP)
                .port(PortRange.of(8080, 8081))
                .peer(Peer.of(edge))
                .build();
    }

    private LoadBalancer balancer(Ref<Network> network, Ref<Firewall> firewall, Ref<Address> address) {
        HealthCheck check =
                HealthCheck.http("/healthz").interval(Duration.ofMillis(200)).build();
        return LoadBalancer.builder()
                .network(network)
                .subnets(List.of("a", "b"))
                .address(address)
                .firewall(firewall)
                .idleTimeout(Duration.ofSeconds(60))
                .listener(Listener.of(80, Listener.Protocol.HTTP)
                        .action(Action.redirect(Redirect.https()))
                        .build())
                .listener(Listener.of(443, Listener.Protocol.HTTPS)
                        .tls(Tls.of(certificate))
                        .route(Route.to(Action.toPool("api")).pathPrefix("/api").build())
                        .route(Route.to(Action.weighted(
                                        List.of(WeightedPool.of("web", 100 - next), WeightedPool.of("web-next", next))))
                                .build())
                        .build())
                .pool(Pool.of("web", 8080)
                        .target(Target.of("10.20.1.10"))
                        .target(Target.of("10.20.2.10"))
                        .healthCheck(check)
                        .stickiness(Stickiness.cookie(Field.of(Duration.ofHours(1))))
                        .drainTimeout(Duration.ofSeconds(30))
                        .build())
                .pool(Pool.of("web-next", 8080)
                        .target(Target.of("10.20.1.20"))
                        .healthCheck(check)
                        .build())
                .pool(Pool.of("api", 8081)
                        .target(Target.of("10.20.1.30"))
                        .healthCheck(check)
                        .build())
                .build();
    }

    private void zone(Stack shop, Ref<LoadBalancer> web) {
        Ref<DnsZone> zone =
                shop.add("shop", DnsZone.named("shop.example.").ttl(ttl).build());
        if (!records) {
            return;
        }
        shop.add("shop/@/alias", RecordSet.of(zone, "shop.example.").alias(web).build());
        shop.add(
                "shop/www/alias",
                RecordSet.of(zone, "www.shop.example.").alias(web).build());
        shop.add(
                "shop/img/A",
                RecordSet.of(zone, "img.shop.example.")
                        .type(RecordType.A)
                        .policy(RecordSet.Policy.WEIGHTED)
                        .answer(Answer.builder().weight(3).value("203.0.113.10").build())
                        .answer(Answer.builder().weight(1).value("203.0.113.20").build())
                        .build());
        shop.add(
                "shop/status/A",
                RecordSet.of(zone, "status.shop.example.")
                        .type(RecordType.A)
                        .policy(RecordSet.Policy.FAILOVER)
                        .answer(Answer.builder()
                                .alias(web)
                                .healthCheck(HealthCheck.of(HealthCheck.Protocol.HTTPS)
                                        .path("/healthz")
                                        .build())
                                .build())
                        .answer(Answer.of("198.51.100.7"))
                        .build());
        shop.add(
                "shop/@/MX",
                RecordSet.of(zone, "shop.example.")
                        .type(RecordType.MX)
                        .values("10 mx1.mail.example.", "20 mx2.mail.example.")
                        .build());
        shop.add(
                "shop/@/TXT",
                RecordSet.of(zone, "shop.example.")
                        .type(RecordType.TXT)
                        .values("v=spf1 include:mail.example -all")
                        .build());
        shop.add(
                "shop/@/CAA",
                RecordSet.of(zone, "shop.example.")
                        .type(RecordType.CAA)
                        .values("0 issue \"letsencrypt.org\"")
                        .build());
    }
}
