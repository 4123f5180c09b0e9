package io.portolan.network;

import io.portolan.model.Cidr;
import io.portolan.model.FieldPath;
import io.portolan.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold within one network, firewall or link. */
final class NetworkRules {
    private NetworkRules() {}

    static Stream<FirewallRule> rules(Firewall firewall) {
        return Stream.concat(firewall.ingress().stream(), firewall.egress().orElse(List.of()).stream());
    }

    static List<Problem> problems(Network network) {
        List<Problem> problems = new ArrayList<>();
        List<Cidr> blocks = network.cidrs();
        if (blocks.isEmpty()) {
            problems.add(Problem.of("P011", FieldPath.of("cidrs"), "a network has at least one block"));
        }
        for (int i = 0; i < blocks.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (blocks.get(i).overlaps(blocks.get(j))) {
                    problems.add(
                            Problem.of("P012", FieldPath.of("cidrs").index(i), "this block overlaps " + blocks.get(j)));
                }
            }
        }
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < network.subnets().size(); i++) {
            subnet(network, i, names, problems);
        }
        return problems;
    }

    private static void subnet(Network network, int i, Set<String> names, List<Problem> problems) {
        Subnet subnet = network.subnets().get(i);
        FieldPath at = FieldPath.of("subnets").index(i);
        if (!names.add(subnet.name())) {
            problems.add(Problem.of("P011", at.field("name"), "two subnets are named " + subnet.name()));
        }
        List<Cidr> blocks = network.cidrs();
        if (!blocks.isEmpty() && blocks.stream().noneMatch(block -> block.contains(subnet.cidr()))) {
            problems.add(
                    Problem.of("P012", at.field("cidr"), "subnet " + subnet.name() + " lies outside of its network")
                            .because("not inside " + join(blocks), FieldPath.of("cidrs"))
                            .help(Blocks.advice(network, subnet)));
        }
        for (int j = 0; j < i; j++) {
            Subnet other = network.subnets().get(j);
            if (other.cidr().overlaps(subnet.cidr())) {
                problems.add(Problem.of(
                                "P012",
                                at.field("cidr"),
                                "subnet " + subnet.name() + " overlaps subnet " + other.name())
                        .because(other.cidr() + " is " + other.name()));
            }
        }
    }

    private static String join(List<Cidr> blocks) {
        return String.join(", ", blocks.stream().map(Cidr::toString).toList());
    }

    static List<Problem> problems(Firewall firewall) {
        List<Problem> problems = new ArrayList<>();
        check(firewall.ingress(), "ingress", "from", problems);
        check(firewall.egress().orElse(List.of()), "egress", "to", problems);
        return problems;
    }

    private static void check(List<FirewallRule> rules, String field, String peers, List<Problem> problems) {
        for (int i = 0; i < rules.size(); i++) {
            FirewallRule rule = rules.get(i);
            FieldPath at = FieldPath.of(field).index(i);
            boolean portless =
                    rule.protocol() == FirewallRule.Protocol.ANY || rule.protocol() == FirewallRule.Protocol.ICMP;
            if (portless && !rule.ports().isEmpty()) {
                problems.add(Problem.of("P011", at.field("ports"), rule.protocol() + " has no ports"));
            }
            if (rule.peers().isEmpty()) {
                problems.add(Problem.of("P011", at.field(peers), "a rule says for whom it is")
                        .help("everybody: {cidr: 0.0.0.0/0}"));
            }
        }
    }

    static List<Problem> problems(Link link) {
        FieldPath networks = FieldPath.of("networks");
        if (link.networks().size() != 2) {
            return List.of(Problem.of(
                            "P011",
                            networks,
                            "a link joins two networks, not " + link.networks().size())
                    .help("for each further pair a Link of its own"));
        }
        return link.networks().get(0).equals(link.networks().get(1))
                ? List.of(Problem.of("P011", networks.index(1), "a link joins two networks, and this is one"))
                : List.of();
    }
}
