package io.portolan.aws.network;

import io.portolan.Impact;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.network.Firewall;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;

/** The calls that make, change and delete security groups. */
final class FirewallCalls {
    /** Interfaces of a balancer that has just gone hold its groups for minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Service<Ec2Client> ec2;

    FirewallCalls(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    /** A group: its name is one of a kind in the VPC, so that a second call is refused. */
    Steps create(Change<Firewall> change, Value<NativeId> network, String name, boolean replaces) {
        Key key = change.key();
        Step step = ec2.step("CreateSecurityGroup", name, key)
                .with("GroupName", name)
                .with("Description", key.toString())
                .with("VpcId", network.map(NativeId::value))
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.SECURITY_GROUP, change, Map.of()))
                .repeat(Repeat.PRECONDITION)
                .fills(key, Firewall.ID);
        if (replaces) {
            step.impact(Impact.REPLACES);
        }
        return step.call(run -> ec2.create(
                step,
                run,
                CreateSecurityGroupRequest.builder(),
                Ec2Client::createSecurityGroup,
                Firewall.ID,
                made -> NativeId.of(FirewallDriver.PART, made.groupId())));
    }

    /** Lets more through; nothing where there is no more. AWS refuses what is let through already. */
    Steps authorize(Key key, Value<NativeId> group, boolean egress, List<Value<GroupRule>> rules) {
        if (rules.isEmpty()) {
            return Steps.none();
        }
        String operation = egress ? "AuthorizeSecurityGroupEgress" : "AuthorizeSecurityGroupIngress";
        Step step = ec2.step(operation, rules.toString(), key)
                .with("GroupId", group.map(NativeId::value))
                .with("IpPermissions", Value.all(rules).map(GroupRule::permissions))
                .repeat(Repeat.PRECONDITION);
        return egress
                ? step.call(run -> ec2.write(
                        step,
                        run,
                        AuthorizeSecurityGroupEgressRequest.builder(),
                        Ec2Client::authorizeSecurityGroupEgress))
                : step.call(run -> ec2.write(
                        step,
                        run,
                        AuthorizeSecurityGroupIngressRequest.builder(),
                        Ec2Client::authorizeSecurityGroupIngress));
    }

    /** Lets less through, rule by rule; nothing where there are none. */
    Steps revoke(Key key, NativeId group, boolean egress, Collection<String> rules) {
        if (rules.isEmpty()) {
            return Steps.none();
        }
        List<String> ids = rules.stream().sorted().toList();
        Step step = ec2.step(
                        egress ? "RevokeSecurityGroupEgress" : "RevokeSecurityGroupIngress",
                        String.join(", ", ids),
                        key)
                .on(group)
                .with("GroupId", group.value())
                .with("SecurityGroupRuleIds", ids);
        return egress
                ? revokeEgress(step)
                : step.call(run -> ec2.write(
                        step, run, RevokeSecurityGroupIngressRequest.builder(), Ec2Client::revokeSecurityGroupIngress));
    }

    private Steps revokeEgress(Step step) {
        return step.call(run ->
                ec2.write(step, run, RevokeSecurityGroupEgressRequest.builder(), Ec2Client::revokeSecurityGroupEgress));
    }

    /** Takes away what AWS lets out of every new group. Its rule has no id that is known yet. */
    Steps closeOutward(Key key, Value<NativeId> group) {
        return revokeEgress(ec2.step("RevokeSecurityGroupEgress", "everything", key)
                .with("GroupId", group.map(NativeId::value))
                .with("IpPermissions", GroupRule.permissions(List.of(GroupRule.EVERYTHING))));
    }

    Steps delete(Key key, NativeId group, Impact... impacts) {
        Step step =
                ec2.delete("DeleteSecurityGroup", group, key).impact(impacts).patience(PATIENCE, Duration.ofSeconds(5));
        return step.call(run -> ec2.write(
                step,
                run,
                DeleteSecurityGroupRequest.builder().groupId(run.get("id", String.class)),
                Ec2Client::deleteSecurityGroup));
    }
}
