package io.portolan.aws.account;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The IAM actions that calls need. A call is named as its action; some need another one beside it.
 *
 * <p>Sources: EC2 user guide, "Grant permission to tag Amazon EC2 resources during creation"; Elastic Load Balancing user guide, "Tag resources during
 * creation"; Route 53 developer guide, "Route 53 API permissions"; ACM user guide, "API permissions"; STS API reference, {@code GetCallerIdentity}: "no
 * permissions are required".
 */
public final class Permissions {
    private static final Map<String, List<String>> BESIDE = Map.of(
            "route53:CreateHostedZone", List.of("ec2:DescribeVpcs", "route53:AssociateVPCWithHostedZone"),
            "route53:AssociateVPCWithHostedZone", List.of("ec2:DescribeVpcs"),
            "route53:DisassociateVPCFromHostedZone", List.of("ec2:DescribeVpcs"),
            "route53:ChangeResourceRecordSets", List.of("route53:GetChange"),
            "acm:ImportCertificate", List.of("acm:AddTagsToCertificate"));

    private Permissions() {}

    /** The action that a call is named after; a call to a further site has the site's name behind the service. */
    static String action(String call) {
        return call.replaceFirst("@[^:]*", "");
    }

    /** The actions for a call, sorted. */
    public static List<String> of(String named) {
        String call = action(named);
        if (call.equals("sts:GetCallerIdentity")) {
            return List.of();
        }
        TreeSet<String> actions = new TreeSet<>(BESIDE.getOrDefault(call, List.of()));
        actions.add(call);
        if (call.startsWith("ec2:Create")
                || call.equals("ec2:AllocateAddress")
                || call.equals("ec2:CopySnapshot")
                || call.startsWith("ec2:AuthorizeSecurityGroup")) {
            actions.add("ec2:CreateTags");
        }
        if (call.startsWith("elasticloadbalancing:Create")) {
            actions.add("elasticloadbalancing:AddTags");
        }
        return List.copyOf(actions);
    }
}
