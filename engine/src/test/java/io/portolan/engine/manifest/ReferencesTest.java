package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Stack;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.Link;
import io.portolan.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final String NETWORK = """
            apiVersion: portolan.io/v1
            kind: Network
            metadata: {name: main}
            spec:
              cidrs: [10.0.0.0/16]
              subnets: [{name: a, cidr: 10.0.1.0/24}, {name: b, cidr: 10.0.2.0/24}]
            ---
            """;

    private static String balancer(String network, String subnets) {
        return """
            apiVersion: portolan.io/v1
            kind: LoadBalancer
            metadata: {name: web}
            spec:
              network: %s
              subnets: [%s]
              listeners: [{port: 80, protocol: TCP, pool: a}]
              pools: [{name: a, port: 80, targets: [10.0.1.4]}]
            """.formatted(network, subnets);
    }

    private static LoadBalancer web(String yaml) {
        Manifest manifest = InMemory.manifest(yaml).load();
        assertThat(manifest.problems().text()).isEmpty();
        return (LoadBalancer) manifest.stack()
                .find(Key.parse("LoadBalancer/web"))
                .orElseThrow()
                .spec();
    }

    @Test
    void theFourFormsBecomeReferences() {
        assertThat(web(NETWORK + balancer("main", "a")).network()).contains(Ref.to(Network.KIND, "main"));
        assertThat(web(balancer("{id: vpc-1}", "a")).network()).contains(Ref.id(Network.KIND, "vpc-1"));
        assertThat(web(balancer("{stack: platform/prod, name: main}", "a")).network())
                .contains(Ref.inStack(Network.KIND, "platform/prod", "main"));
    }

    @Test
    void aMissingNameIsNotedWhereItStands() {
        Diagnostic problem =
                InMemory.problems(NETWORK + balancer("{stack: platform}", "a")).get(0);

        assertThat(problem)
                .hasToString("P006 test.yaml:12:12: a reference to a network with `stack` needs the field `name`");
        assertThat(InMemory.problems(NETWORK + balancer("{name: main}", "a"))
                        .get(0)
                        .code())
                .isEqualTo("P015");
        assertThat(InMemory.problems(NETWORK + balancer("{id: x, stack: y}", "a"))
                        .get(0)
                        .code())
                .isEqualTo("P015");
    }

    @Test
    void subnetsAreThoseOfTheNetwork() {
        Diagnostic problem =
                InMemory.problems(NETWORK + balancer("main", "a, c")).get(0);

        assertThat(problem).hasToString("P020 test.yaml:13:16: there is no subnet \"c\" in Network/main");
    }

    @Test
    void whatCantBeReadIsStillThere() {
        String broken = NETWORK.replace("10.0.0.0/16", "10.0.0.0/99");

        assertThat(InMemory.problems(broken + balancer("main", "a")))
                .extracting(Diagnostic::code)
                .containsExactly("P011");
        assertThat(InMemory.problems(NETWORK.replace("spec:", "spec: @") + balancer("main", "a")))
                .extracting(Diagnostic::code)
                .containsExactly("P001");
    }

    @Test
    void twoOfOneNameAreRefused() {
        Diagnostic problem =
                InMemory.problems(NETWORK + NETWORK + balancer("main", "a")).get(0);

        assertThat(problem).hasToString("P021 test.yaml:10:18: there are two Network/main in this stack");
        assertThat(problem.cause()).contains("the first is in line 3");
    }

    @Test
    void theFirstOfTwoFilesIsNamedByItsFile() {
        Manifest manifest = new InMemory()
                .file("test/a.yaml", NETWORK)
                .file("test/b.yaml", balancer("mian", "a"))
                .manifests()
                .load();

        assertThat(manifest.problems().all().get(0).cause()).contains("(Network, a.yaml:3)");
    }

    @Test
    void aStackOfJavaIsCheckedByTheSameRules() {
        Stack stack = Stack.named("shop");
        stack.add("main", Network.of("10.0.0.0/16"));
        stack.add("edge", Firewall.in(Ref.to(Network.KIND, "mian")).build());
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named("shop.example").build());
        stack.add(
                "apex",
                RecordSet.of(zone, "shop.example.")
                        .type(RecordType.CNAME)
                        .values("a.b.")
                        .build());

        assertThat(StackRules.problems(stack))
                .hasSize(2)
                .containsKeys(Key.parse("Firewall/edge"), Key.parse("RecordSet/shop/@/CNAME"));
    }

    @Test
    void linksJoinTwoNetworksOfTheirOwnAddresses() {
        Stack stack = Stack.named("s");
        Ref<Network> main = stack.add("main", Network.of("10.0.0.0/16"));
        Ref<Network> near = stack.add("near", Network.of("10.1.0.0/16"));
        Ref<Network> same = stack.add("same", Network.of("10.0.128.0/17"));
        stack.add("good", Link.between(main, near));
        stack.add("twin", Link.between(near, main));
        stack.add("overlapping", Link.between(main, same));
        stack.add("self", Link.between(main, main));
        stack.add("star", Link.of(List.of(main, near, same)));
        stack.add("outside", Link.between(main, Ref.id(Network.KIND, "vpc-1")));
        assertThat(StackRules.problems(stack))
                .containsOnlyKeys(
                        Key.parse("Link/twin"),
                        Key.parse("Link/overlapping"),
                        Key.parse("Link/self"),
                        Key.parse("Link/star"))
                .hasEntrySatisfying(
                        Key.parse("Link/twin"),
                        p -> assertThat(p.get(0))
                                .hasToString("P021 networks: Link/good joins these two networks already"))
                .hasEntrySatisfying(
                        Key.parse("Link/overlapping"),
                        p -> assertThat(p.get(0))
                                .hasToString(
                                        "P012 networks[1]: 10.0.128.0/17 of Network/same overlaps 10.0.0.0/16 of Network/main"))
                .hasEntrySatisfying(
                        Key.parse("Link/self"),
                        p -> assertThat(p.get(0))
                                .hasToString("P011 networks[1]: a link joins two networks, and this is one"))
                .hasEntrySatisfying(
                        Key.parse("Link/star"),
                        p -> assertThat(p.get(0)).hasToString("P011 networks: a link joins two networks, not 3"));
    }
}
