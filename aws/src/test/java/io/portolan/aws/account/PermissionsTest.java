package io.portolan.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PermissionsTest {
    @Test
    void aCallNeedsTheActionOfItsName() {
        assertThat(Permissions.of("ec2:DescribeVpcs")).containsExactly("ec2:DescribeVpcs");
    }

    @Test
    void whatIsTaggedAsItIsMadeNeedsThePermissionToTag() {
        assertThat(Permissions.of("ec2:CreateVolume")).containsExactly("ec2:CreateTags", "ec2:CreateVolume");
        assertThat(Permissions.of("elasticloadbalancing:CreateTargetGroup"))
                .containsExactly("elasticloadbalancing:AddTags", "elasticloadbalancing:CreateTargetGroup");
    }

    @Test
    void whatIsWaitedForNeedsThePermissionToLook() {
        assertThat(Permissions.of("route53:ChangeResourceRecordSets"))
                .containsExactly("route53:ChangeResourceRecordSets", "route53:GetChange");
    }

    @Test
    void askingWhoOneIsNeedsNothing() {
        assertThat(Permissions.of("sts:GetCallerIdentity")).isEmpty();
    }
}
