package io.portolan.aws.network;

import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.model.PortRange;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.FirewallRule.Protocol;
import io.portolan.network.Peer;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Portable rules, which have many ports and peers, as AWS's, which have one of each; and back. Pure. */
final class PortableRules {
    private static final PortRange ALL_PORTS = PortRange.of(0, 65535);

    private PortableRules() {}

    /**
     * Every rule of AWS's that these stand for, without doubles.
     *
     * <p>Input: TCP 80 and 443, from 10.0.0.0/8 and from a firewall. After: four.
     *
     * @param ids the group of a firewall
     */
    static List<Value<GroupRule>> split(List<FirewallRule> rules, Function<Ref<Firewall>, Value<NativeId>> ids) {
        Set<GroupRule> known = new LinkedHashSet<>();
        List<Value<GroupRule>> later = new ArrayList<>();
        for (FirewallRule rule : rules) {
            for (Peer peer : rule.peers()) {
                Value<String> who = peer.cidr()
                        .map(block -> Value.of(block.toString()))
                        .orElseGet(
                                () -> ids.apply(peer.firewall().orElseThrow()).map(NativeId::value));
                for (GroupRule shape : shapes(rule, peer)) {
                    Value<GroupRule> one = who.map(id -> new GroupRule(shape.protocol(), shape.from(), shape.to(), id));
                    one.now().ifPresentOrElse(known::add, () -> later.add(one));
                }
            }
        }
        List<Value<GroupRule>> all = new ArrayList<>();
        known.forEach(rule -> all.add(Value.of(rule)));
        all.addAll(later);
        return all;
    }

    /** What a rule is for a peer, but for who that is. ICMP is two protocols at AWS, one for each family. */
    private static List<GroupRule> shapes(FirewallRule rule, Peer peer) {
        return switch (rule.protocol()) {
            case TCP -> withPorts("tcp", rule.ports());
            case UDP -> withPorts("udp", rule.ports());
            case ANY -> List.of(portless(GroupRule.ALL));
            case ICMP ->
                peer.cidr()
                        .map(block -> List.of(portless(block.isV4() ? "icmp" : "icmpv6")))
                        .orElseGet(() -> List.of(portless("icmp"), portless("icmpv6")));
        };
    }

    private static List<GroupRule> withPorts(String protocol, List<PortRange> ports) {
        return (ports.isEmpty() ? List.of(ALL_PORTS) : ports)
                .stream()
                        .map(range -> new GroupRule(protocol, range.first(), range.last(), ""))
                        .toList();
    }

    private static GroupRule portless(String protocol) {
        return new GroupRule(protocol, -1, -1, "");
    }

    /** As few rules as say the same, in one order. What the portable words lack (other protocols, prefix lists) is left out. */
    static List<FirewallRule> join(Collection<GroupRule> rules) {
        Map<Protocol, Map<PortRange, Set<String>>> peers = new TreeMap<>();
        for (GroupRule rule : rules) {
            protocol(rule.protocol())
                    .filter(p -> rule.isOfBlock() || rule.isOfGroup())
                    .ifPresent(protocol -> peers.computeIfAbsent(protocol, p -> new TreeMap<>())
                            .computeIfAbsent(
                                    rule.from() < 0 ? ALL_PORTS : PortRange.of(rule.from(), rule.to()),
                                    p -> new TreeSet<>())
                            .add(rule.peer()));
        }
        List<FirewallRule> joined = new ArrayList<>();
        peers.forEach((protocol, byPorts) -> {
            Map<Set<String>, List<PortRange>> ports = new TreeMap<>(Comparator.comparing(Set::toString));
            byPorts.forEach((range, who) ->
                    ports.computeIfAbsent(who, w -> new ArrayList<>()).add(range));
            ports.forEach((who, ranges) -> joined.add(rule(protocol, ranges, who)));
        });
        return List.copyOf(joined);
    }

    private static FirewallRule rule(Protocol protocol, List<PortRange> ports, Set<String> peers) {
        boolean portless = protocol == Protocol.ICMP || protocol == Protocol.ANY || ports.contains(ALL_PORTS);
        return FirewallRule.of(protocol)
                .ports(portless ? List.of() : ports)
                .peers(peers.stream()
                        .map(peer ->
                                peer.contains("/") ? Peer.of(Cidr.parse(peer)) : Peer.of(Ref.id(Firewall.KIND, peer)))
                        .toList())
                .build();
    }

    private static Optional<Protocol> protocol(String word) {
        return switch (word) {
            case "tcp" -> Optional.of(Protocol.TCP);
            case "udp" -> Optional.of(Protocol.UDP);
            case "icmp", "icmpv6" -> Optional.of(Protocol.ICMP);
            case GroupRule.ALL -> Optional.of(Protocol.ANY);
            default -> Optional.empty();
        };
    }
}
