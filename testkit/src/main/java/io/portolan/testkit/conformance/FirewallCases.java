package io.portolan.testkit.conformance;

import io.portolan.model.Cidr;
import io.portolan.model.Kind;
import io.portolan.model.PortRange;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.FirewallRule.Protocol;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.network.Peer;
import java.util.List;

final class FirewallCases extends KindCases<Firewall> {
    FirewallCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<Firewall> kind() {
        return Firewall.KIND;
    }

    private static FirewallRule rule(int port, String from) {
        return FirewallRule.of(Protocol.TCP)
                .port(PortRange.of(port))
                .peer(Peer.of(Cidr.parse(from)))
                .build();
    }

    @Override
    public Firewall spec(int n) {
        return Firewall.in(ref(Network.KIND, 0))
                .ingress(rule(443 + n, "0.0.0.0/0"))
                .build();
    }

    private static Firewall egress(Firewall firewall) {
        return firewall.toBuilder().egress(List.of(rule(5432, "10.20.0.0/16"))).build();
    }

    @Override
    public List<Alteration<Firewall>> alterations() {
        Firewall firewall = spec(0);
        Firewall two = firewall.toBuilder().ingress(rule(8443, "10.0.0.0/8")).build();
        return held(List.of(
                Alteration.of("one rule more", firewall, two),
                Alteration.of("one rule less", two, firewall),
                Alteration.of(
                        "peers",
                        firewall,
                        firewall.toBuilder()
                                .ingress(List.of(rule(443, "192.0.2.0/24")))
                                .build()),
                Alteration.of("egress", firewall, egress(firewall)),
                Alteration.of(
                        "the network",
                        firewall,
                        Firewall.in(ref(Network.KIND, 1))
                                .ingress(firewall.ingress())
                                .build())));
    }

    @Override
    public List<Alteration<Firewall>> silences() {
        return held(List.of(Alteration.of("egress", egress(spec(0)), spec(0))));
    }

    @Override
    public List<Sample<Firewall>> samples() {
        Firewall firewall = spec(0);
        return List.of(
                Sample.of(
                        NetworkFeatures.INGRESS,
                        firewall.toBuilder()
                                .ingress(FirewallRule.of(Protocol.UDP)
                                        .port(PortRange.of(8000, 8010))
                                        .peer(Peer.of(Cidr.parse("192.0.2.0/24")))
                                        .build())
                                .build()),
                Sample.of(NetworkFeatures.EGRESS, egress(firewall)),
                Sample.of(
                        NetworkFeatures.GROUPS,
                        firewall.toBuilder()
                                .ingress(FirewallRule.of(Protocol.TCP)
                                        .port(PortRange.of(8080))
                                        .peer(Peer.of(ref(Firewall.KIND, 1)))
                                        .build())
                                .build()));
    }

    @Override
    public void words(Firewall firewall, Words words) {
        words.reference("network", firewall.network());
        rules("ingress", firewall.ingress(), words);
        firewall.egress().value().ifPresent(rules -> rules("egress", rules, words));
    }

    private static void rules(String path, List<FirewallRule> rules, Words words) {
        words.set(
                path,
                rules.stream()
                        .map(rule -> rule.protocol() + " "
                                + rule.ports().stream().sorted().toList() + " "
                                + rule.peers().stream()
                                        .map(p -> p.cidr()
                                                .map(Cidr::toString)
                                                .orElseGet(() -> p.firewall()
                                                        .map(words::text)
                                                        .orElse("")))
                                        .sorted()
                                        .toList())
                        .toList());
    }
}
