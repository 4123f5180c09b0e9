package io.portolan.aws.network;

import io.portolan.model.NativeId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * A security group as it was read.
 *
 * @param rules its rules with their ids; not read of groups that do not matter
 */
record Group(SecurityGroup group, List<SecurityGroupRule> rules) {
    Group {
        rules = List.copyOf(rules);
    }

    static Group of(SecurityGroup group) {
        return new Group(group, List.of());
    }

    NativeId network() {
        return NativeId.of(Layout.VPC, group.vpcId());
    }

    /** What comes in, each rule with its id. */
    Map<GroupRule, String> ingress() {
        return sorted(false);
    }

    /** What goes out, each rule with its id. */
    Map<GroupRule, String> egress() {
        return sorted(true);
    }

    private Map<GroupRule, String> sorted(boolean egress) {
        Map<GroupRule, String> sorted = new TreeMap<>();
        rules.stream()
                .filter(rule -> Boolean.TRUE.equals(rule.isEgress()) == egress)
                .forEach(rule -> sorted.put(GroupRule.of(rule), rule.securityGroupRuleId()));
        return sorted;
    }

    /** Whether everything may go out, as AWS makes a group: to IPv6 as well, where its VPC has that. */
    boolean isOpenOutward() {
        Set<GroupRule> out = egress().keySet();
        return out.contains(GroupRule.EVERYTHING)
                && Set.of(GroupRule.EVERYTHING, GroupRule.EVERYTHING_V6).containsAll(out);
    }
}
