package io.portolan.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Cidr;
import io.portolan.model.PortRange;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void aSubnetLiesInsideItsNetworkAndOverlapsNoOther() {
        Network network = Network.of("10.20.0.0/16").toBuilder()
                .subnet(Subnet.of("a", Cidr.parse("10.20.1.0/24")).build())
                .subnet(Subnet.of("b", Cidr.parse("10.21.2.0/24")).build())
                .subnet(Subnet.of("a", Cidr.parse("10.20.1.128/25")).build())
                .build();
        assertThat(network.validate())
                .extracting(Problem::toString)
                .containsExactly(
                        "P012 subnets[1].cidr: subnet b lies outside of its network",
                        "P011 subnets[2].name: two subnets are named a",
                        "P012 subnets[2].cidr: subnet a overlaps subnet a");
    }

    @Test
    void blocksOfOneNetworkDoNotOverlap() {
        assertThat(Network.of("10.0.0.0/8", "10.1.0.0/16").validate()).hasSize(1);
        assertThat(Network.of().validate()).hasSize(1);
    }

    @Test
    void aRuleSaysForWhomItIs() {
        Firewall firewall = Firewall.in(Ref.to(Network.KIND, "main"))
                .ingress(FirewallRule.of(FirewallRule.Protocol.TCP)
                        .port(PortRange.of(80))
                        .build())
                .ingress(FirewallRule.of(FirewallRule.Protocol.ANY)
                        .port(PortRange.of(80))
                        .peer(Peer.of(Ref.to(Firewall.KIND, "edge")))
                        .build())
                .build();
        assertThat(firewall.validate()).hasSize(2);
        assertThat(firewall.references()).hasSize(2);
    }
}
