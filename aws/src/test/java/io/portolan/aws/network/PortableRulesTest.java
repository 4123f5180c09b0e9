package io.portolan.aws.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Cidr;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.FirewallRule.Protocol;
import io.portolan.network.Peer;
import io.portolan.spi.driver.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;

class PortableRulesTest {
    private static final Ref<Firewall> EDGE = Ref.to(Firewall.KIND, "edge");

    private static List<GroupRule> split(FirewallRule... rules) {
        return PortableRules.split(List.of(rules), ref -> Value.of(NativeId.of("security-group", "sg-1"))).stream()
                .map(rule -> rule.now().orElseThrow())
                .toList();
    }

    private static FirewallRule.Builder rule(Protocol protocol, String... blocks) {
        FirewallRule.Builder rule = FirewallRule.of(protocol);
        for (String block : blocks) {
            rule.peer(Peer.of(Cidr.parse(block)));
        }
        return rule;
    }

    @Test
    void portsAndPeersAreMultipliedWithoutDoubles() {
        FirewallRule web = rule(Protocol.TCP, "10.0.0.0/8", "192.0.2.0/24")
                .port(PortRange.of(80))
                .port(PortRange.of(443))
                .build();
        FirewallRule again =
                rule(Protocol.TCP, "10.0.0.0/8").port(PortRange.of(80)).build();
        assertThat(split(web, again))
                .containsExactlyInAnyOrder(
                        new GroupRule("tcp", 80, 80, "10.0.0.0/8"),
                        new GroupRule("tcp", 443, 443, "10.0.0.0/8"),
                        new GroupRule("tcp", 80, 80, "192.0.2.0/24"),
                        new GroupRule("tcp", 443, 443, "192.0.2.0/24"));
    }

    @Test
    void icmpIsTwoProtocolsForAGroupAndOneForABlock() {
        FirewallRule ping = rule(Protocol.ICMP, "10.0.0.0/8", "2001:db8::/32")
                .peer(Peer.of(EDGE))
                .build();
        assertThat(split(ping))
                .containsExactlyInAnyOrder(
                        new GroupRule("icmp", -1, -1, "10.0.0.0/8"),
                        new GroupRule("icmpv6", -1, -1, "2001:db8::/32"),
                        new GroupRule("icmp", -1, -1, "sg-1"),
                        new GroupRule("icmpv6", -1, -1, "sg-1"));
    }

    @Test
    void aGroupThatIsStillToBeMadeIsAValueThatWaitsForIt() {
        FirewallRule rule = FirewallRule.of(Protocol.ANY).peer(Peer.of(EDGE)).build();
        Value<NativeId> later = Value.later(Key.of(Firewall.KIND, "edge"), Firewall.ID);
        assertThat(PortableRules.split(List.of(rule), ref -> later))
                .singleElement()
                .satisfies(value -> assertThat(value.now()).isEmpty());
    }

    @Test
    void whatWasSplitIsJoinedAgain() {
        List<FirewallRule> rules = List.of(
                rule(Protocol.TCP, "10.0.0.0/8", "192.0.2.0/24")
                        .port(PortRange.of(80))
                        .port(PortRange.of(8000, 8010))
                        .build(),
                rule(Protocol.UDP, "10.0.0.0/8").build(),
                rule(Protocol.ICMP, "10.0.0.0/8").build(),
                rule(Protocol.ANY, "10.9.0.0/16").build());
        assertThat(PortableRules.join(split(rules.toArray(FirewallRule[]::new))))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void oneCallTakesAPermissionForEachProtocolAndRange() {
        List<IpPermission> permissions = GroupRule.permissions(List.of(
                new GroupRule("tcp", 80, 80, "sg-1"),
                new GroupRule("tcp", 80, 80, "10.0.0.0/8"),
                new GroupRule("tcp", 80, 80, "2001:db8::/32"),
                GroupRule.EVERYTHING));
        assertThat(permissions).hasSize(2);
        assertThat(permissions.get(0).fromPort()).as("of all protocols").isNull();
        assertThat(permissions.get(1).ipRanges()).hasSize(1);
        assertThat(permissions.get(1).ipv6Ranges()).hasSize(1);
        assertThat(permissions.get(1).userIdGroupPairs()).hasSize(1);
    }
}
