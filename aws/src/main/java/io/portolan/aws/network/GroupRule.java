package io.portolan.aws.network;

import static java.util.Objects.requireNonNullElse;

import io.portolan.model.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * One rule of a security group, as AWS keeps it: one protocol, one range of ports, one peer.
 *
 * @param protocol in AWS's words: {@code tcp}, {@code -1} for all
 * @param from the first port; -1 where there are none
 * @param to the last port; -1 where there are none
 * @param peer a block, or the id of a group
 */
record GroupRule(String protocol, int from, int to, String peer) implements Comparable<GroupRule> {
    static final String ALL = "-1";
    static final GroupRule EVERYTHING = new GroupRule(ALL, -1, -1, "0.0.0.0/0");
    static final GroupRule EVERYTHING_V6 = new GroupRule(ALL, -1, -1, "::/0");

    /** As it was read. */
    static GroupRule of(SecurityGroupRule rule) {
        String peer = rule.cidrIpv4() != null
                ? block(rule.cidrIpv4())
                : rule.cidrIpv6() != null
                        ? block(rule.cidrIpv6())
                        : rule.referencedGroupInfo() != null
                                ? rule.referencedGroupInfo().groupId()
                                : requireNonNullElse(rule.prefixListId(), "-");
        return new GroupRule(
                rule.ipProtocol(),
                requireNonNullElse(rule.fromPort(), -1),
                requireNonNullElse(rule.toPort(), -1),
                peer);
    }

    private static String block(String text) {
        return Cidr.parse(text).toString();
    }

    boolean isOfGroup() {
        return peer.startsWith("sg-");
    }

    boolean isOfBlock() {
        return peer.contains("/");
    }

    /** Rules as AWS takes them in one call, sorted. */
    static List<IpPermission> permissions(Collection<GroupRule> rules) {
        Map<GroupRule, TreeSet<GroupRule>> byPorts = new TreeMap<>();
        rules.forEach(rule -> byPorts.computeIfAbsent(
                        new GroupRule(rule.protocol, rule.from, rule.to, ""), r -> new TreeSet<>())
                .add(rule));
        List<IpPermission> permissions = new ArrayList<>();
        byPorts.forEach((ports, some) -> permissions.add(permission(ports, some)));
        return List.copyOf(permissions);
    }

    private static IpPermission permission(GroupRule ports, Collection<GroupRule> rules) {
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(ports.protocol);
        if (!ports.protocol.equals(ALL)) {
            permission.fromPort(ports.from).toPort(ports.to);
        }
        List<IpRange> v4 = new ArrayList<>();
        List<Ipv6Range> v6 = new ArrayList<>();
        List<UserIdGroupPair> groups = new ArrayList<>();
        for (GroupRule rule : rules) {
            if (rule.isOfGroup()) {
                groups.add(UserIdGroupPair.builder().groupId(rule.peer).build());
            } else if (Cidr.parse(rule.peer).isV4()) {
                v4.add(IpRange.builder().cidrIp(rule.peer).build());
            } else {
                v6.add(Ipv6Range.builder().cidrIpv6(rule.peer).build());
            }
        }
        if (!v4.isEmpty()) {
            permission.ipRanges(v4);
        }
        if (!v6.isEmpty()) {
            permission.ipv6Ranges(v6);
        }
        if (!groups.isEmpty()) {
            permission.userIdGroupPairs(groups);
        }
        return permission.build();
    }

    @Override
    public int compareTo(GroupRule o) {
        int byProtocol = protocol.compareTo(o.protocol);
        int byFrom = Integer.compare(from, o.from);
        int byTo = Integer.compare(to, o.to);
        return byProtocol != 0 ? byProtocol : byFrom != 0 ? byFrom : byTo != 0 ? byTo : peer.compareTo(o.peer);
    }

    @Override
    public String toString() {
        return (protocol.equals(ALL) ? "all" : protocol) + (from < 0 ? "" : " " + from + (to == from ? "" : "-" + to))
                + " " + peer;
    }
}
