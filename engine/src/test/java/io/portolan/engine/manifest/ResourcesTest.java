package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.portolan.Resource;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Cidr;
import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.network.Peer;
import io.portolan.network.Route;
import io.portolan.network.Subnet;
import io.portolan.volume.Attachment;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind, with every field: YAML and Java make the same specs. */
class ResourcesTest {

    private static Resource read(String kind, String spec) {
        Manifest manifest = InMemory.manifest("apiVersion: portolan.io/v1\nkind: " + kind
                        + "\nmetadata: {name: x, labels: {team: web}}\nspec:\n" + spec.indent(2))
                .load();
        assertThat(manifest.problems().text()).isEmpty();
        return manifest.stack().find(Key.of(kind, "x")).orElseThrow();
    }

    @Test
    void network() {
        assertThat(read("Network", """
                        cidrs: [10.0.0.0/16, "2001:db8::/32"]
                        subnets:
                          - {name: a, cidr: 10.0.1.0/24, zone: a, egress: NAT}
                          - {name: b, cidr: 10.0.2.0/24, egress: default}
                        routes: [{destination: 192.168.0.0/16, nextHop: 10.0.1.4}]
                        """).spec())
                .isEqualTo(Network.builder()
                        .cidr(Cidr.parse("10.0.0.0/16"))
                        .cidr(Cidr.parse("2001:db8::/32"))
                        .subnet(Subnet.of("a", Cidr.parse("10.0.1.0/24"))
                                .zone("a")
                                .egress(Subnet.Egress.NAT)
                                .build())
                        .subnet(Subnet.of("b", Cidr.parse("10.0.2.0/24"))
                                .egress(Field.useDefault())
                                .build())
                        .routes(List.of(Route.of(Cidr.parse("192.168.0.0/16"), IpAddress.parse("10.0.1.4"))))
                        .build());
    }

    @Test
    void firewall() {
        assertThat(read("Firewall", """
                        network: {id: vpc-1}
                        ingress:
                          - {protocol: TCP, ports: [80, 8080-8081], from: [{cidr: 0.0.0.0/0}, {firewall: x}]}
                          - {protocol: Any, from: [{cidr: 10.0.0.0/8}]}
                        egress: []
                        """).spec())
                .isEqualTo(Firewall.in(Ref.id(Network.KIND, "vpc-1"))
                        .ingress(FirewallRule.of(FirewallRule.Protocol.TCP)
                                .port(PortRange.of(80))
                                .port(PortRange.of(8080, 8081))
                                .peer(Peer.of(Cidr.parse("0.0.0.0/0")))
                                .peer(Peer.of(Ref.to(Firewall.KIND, "x")))
                                .build())
                        .ingress(FirewallRule.of(FirewallRule.Protocol.ANY)
                                .peer(Peer.of(Cidr.parse("10.0.0.0/8")))
                                .build())
                        .egress(List.of())
                        .build());
    }

    @Test
    void address() {
        assertThat(read("Address", "family: IPv6\nnetwork: {id: vpc-1}\nsubnet: a\n")
                        .spec())
                .isEqualTo(Address.builder()
                        .family(Address.Family.IPV6)
                        .network(Ref.id(Network.KIND, "vpc-1"))
                        .subnet("a")
                        .build());
    }

    @Test
    void loadBalancer() {
        LoadBalancer balancer = (LoadBalancer) read("LoadBalancer", """
                        scheme: Internal
                        sourceRanges: default
                        idleTimeout: 1m30s
                        clientIp: Preserve
                        listeners:
                          - port: 80
                            protocol: HTTP
                            routes:
                              - {hosts: [shop.example, "*.shop.example"], pathPrefix: /api, pool: a}
                              - hosts: [old.example]
                                redirect: {scheme: https, host: shop.example, port: 8443, path: /new, status: 308}
                            weighted: [{weight: 9, pool: a}, {weight: 1, pool: b}]
                        pools:
                          - name: a
                            port: 8080
                            targets: [10.0.0.1, {address: 10.0.0.2, port: 81, weight: 0}, {instance: i-1, weight: default}]
                            healthCheck: {protocol: HTTPS, path: /up, port: 81, interval: 5s, timeout: 1s, healthyThreshold: 1, unhealthyThreshold: 2}
                            stickiness: {by: Cookie, duration: 1h}
                            drainTimeout: 0s
                            proxyProtocol: V1
                          - {name: b, port: 8080, healthCheck: {interval: 500ms}, stickiness: {by: None}}
                        """).spec();

        assertThat(balancer.scheme()).isEqualTo(Field.of(LoadBalancer.Scheme.INTERNAL));
        assertThat(balancer.sourceRanges()).isEqualTo(Field.useDefault());
        assertThat(balancer.idleTimeout()).isEqualTo(Field.of(Duration.ofSeconds(90)));
        assertThat(balancer.clientIp()).isEqualTo(Field.of(LoadBalancer.ClientIp.PRESERVE));
        var listener = balancer.listeners().get(0);
        assertThat(listener.action())
                .contains(Action.weighted(List.of(WeightedPool.of("a", 9), WeightedPool.of("b", 1))));
        assertThat(listener.routes().get(0).hosts()).containsExactly("shop.example", "*.shop.example");
        assertThat(listener.routes().get(0).pathPrefix()).contains("/api");
        assertThat(listener.routes().get(1).action())
                .isEqualTo(Action.redirect(Redirect.builder()
                        .scheme("https")
                        .host("shop.example")
                        .port(8443)
                        .path("/new")
                        .status(308)
                        .build()));
        Pool a = balancer.pool("a").orElseThrow();
        assertThat(a.targets())
                .containsExactly(
                        Target.of("10.0.0.1"),
                        Target.of("10.0.0.2").port(81).weight(Field.of(0)),
                        Target.ofInstance("i-1").weight(Field.useDefault()));
        assertThat(a.healthCheck())
                .contains(HealthCheck.of(HealthCheck.Protocol.HTTPS)
                        .path("/up")
                        .port(81)
                        .interval(Duration.ofSeconds(5))
                        .timeout(Duration.ofSeconds(1))
                        .healthyThreshold(Field.of(1))
                        .unhealthyThreshold(Field.of(2))
                        .build());
        assertThat(a.stickiness()).isEqualTo(Field.of(Stickiness.cookie(Field.of(Duration.ofHours(1)))));
        assertThat(a.drainTimeout()).isEqualTo(Field.of(Duration.ZERO));
        assertThat(a.proxyProtocol()).isEqualTo(Field.of(Pool.ProxyProtocol.V1));
        Pool b = balancer.pool("b").orElseThrow();
        assertThat(b.healthCheck())
                .contains(HealthCheck.tcp().interval(Duration.ofMillis(500)).build());
        assertThat(b.drainTimeout()).isEqualTo(Field.unset());
    }

    @Test
    void volumeSnapshotAndAttachment() {
        Resource volume =
                read("Volume", "size: 1Ti\nzone: a\niops: 6000\nthroughput: 250Mi/s\nsnapshot: {id: snap-1}\n");

        assertThat(volume.labels()).containsExactly(entry("team", "web"));
        assertThat(volume.spec())
                .isEqualTo(Volume.of(DataSize.parse("1Ti"))
                        .zone("a")
                        .iops(6000L)
                        .throughput(DataRate.parse("250Mi/s"))
                        .snapshot(Ref.id(Snapshot.KIND, "snap-1"))
                        .build());
        assertThat(read("Snapshot", "volume: {id: vol-1}\n").spec())
                .isEqualTo(Snapshot.of(Ref.id(Volume.KIND, "vol-1")));
        assertThat(read("Attachment", "volume: {id: vol-1}\ninstance: i-1\nmode: ReadOnly\n")
                        .spec())
                .isEqualTo(Attachment.of(Ref.id(Volume.KIND, "vol-1"), "i-1")
                        .mode(Attachment.Mode.READ_ONLY)
                        .build());
    }

    @Test
    void unitsAreNeededAndGuessed() {
        assertThat(suggestion("size: 20\n")).isEqualTo("20Gi");
        assertThat(suggestion("size: 20GB\n")).isEqualTo("20Gi");
        assertThat(suggestion("size: 20Gi\nthroughput: 250M/s\n")).isEqualTo("250Mi/s");
        assertThat(suggestion("size: 20Gi\nthroughput: 250\n")).isEqualTo("250Mi/s");
        assertThat(suggestion("size: 20Gi\nzome: a\n")).isEqualTo("zone");
    }

    private static String suggestion(String spec) {
        List<Diagnostic> problems = InMemory.problems(
                "apiVersion: portolan.io/v1\nkind: Volume\nmetadata: {name: x}\nspec:\n" + spec.indent(2));
        assertThat(problems).hasSize(1);
        return problems.get(0).suggestion().orElseThrow();
    }

    @Test
    void namesAndLabelsAreChecked() {
        String volume =
                "apiVersion: portolan.io/v1\nkind: Volume\nmetadata: {name: %s, labels: {%s}}\nspec: {size: 1Gi}\n";

        assertThat(InMemory.problems(volume.formatted("My_Volume", "a: b")).get(0))
                .hasToString("P011 test.yaml:3:18: not a name: 'My_Volume'");
        assertThat(InMemory.problems(volume.formatted("x", "a: true")).get(0).suggestion())
                .contains("\"true\"");
        assertThat(InMemory.problems(volume.formatted("x", "\"a b\": c")).get(0).code())
                .isEqualTo("P022");
        assertThat(InMemory.problems("apiVersion: portolan.io/v1\nkind: Volume\nspec: {size: 1Gi}\n")
                        .get(0))
                .hasToString("P006 test.yaml:1:1: a document of kind Volume needs the field `metadata`");
    }

    @Test
    void aMisspeltFieldIsNotAlsoMissing() {
        List<Diagnostic> problems = InMemory.problems("""
                apiVersion: portolan.io/v1
                kind: LoadBalancer
                metadata: {name: x}
                spec:
                  listeners: [{port: 80, protocol: TCP, pol: a}]
                  polls: [{name: a, prt: 80, targets: [{adress: 10.0.0.1}]}]
                """);

        assertThat(problems)
                .extracting(d -> d.suggestion().orElse(d.toString()))
                .containsExactly("pool", "pools");
    }

    @Test
    void whatOneMistakeMakesUncertainIsNotASecondMistake() {
        String pool = "{name: a, port: 80, healthCheck: {interval: 30, timeout: 20s}}";
        List<Diagnostic> problems = InMemory.problems("""
                apiVersion: portolan.io/v1
                kind: LoadBalancer
                metadata: {name: x}
                spec:
                  listeners: [{port: none, protocol: TCP, pool: a}]
                  pools: [%s]
                """.formatted(pool));

        assertThat(problems).extracting(Diagnostic::code).containsExactly("P007", "P010");
    }

    @Test
    void aLinkHasItsTwoNetworks() {
        assertThat(read("Link", """
                  networks: [{id: vpc-1}, {stack: platform/prod, name: main}]
                """).spec())
                .isEqualTo(Link.between(
                        Ref.id(Network.KIND, "vpc-1"), Ref.inStack(Network.KIND, "platform/prod", "main")));
    }
}
