package io.portolan.aws.loadbalancer;

import io.portolan.aws.Inventory;
import io.portolan.aws.MotoAccount;
import io.portolan.model.NativeId;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Balancers with listeners, rules and tags, target groups with targets, their security groups, and certificates on moto. */
public final class LoadBalancerInventory implements Inventory {
    @Override
    public void census(MotoAccount account, Map<NativeId, String> all) {
        try (ElasticLoadBalancingV2Client client = account.client(ElasticLoadBalancingV2Client.builder())) {
            for (LoadBalancer balancer : client.describeLoadBalancers().loadBalancers()) {
                balancer(client, balancer, all);
            }
            for (TargetGroup group : client.describeTargetGroups().targetGroups()) {
                String arn = group.targetGroupArn();
                all.put(
                        NativeId.of(Parts.GROUP, arn),
                        group.port() + " " + group.protocolAsString() + " " + tags(client, arn) + " "
                                + client
                                        .describeTargetHealth(r -> r.targetGroupArn(arn))
                                        .targetHealthDescriptions()
                                        .stream()
                                        .map(TargetHealthDescription::target)
                                        .toList());
            }
        }
        try (Ec2Client client = account.client(Ec2Client.builder())) {
            for (SecurityGroup group : client.describeSecurityGroups().securityGroups()) {
                if (OwnFirewall.isOwn(group)) {
                    all.put(NativeId.of(Parts.FIREWALL, group.groupId()), group.ipPermissions() + " " + group.tags());
                }
            }
        }
        try (AcmClient client = account.client(AcmClient.builder())) {
            for (CertificateSummary certificate : client.listCertificates().certificateSummaryList()) {
                all.put(NativeId.of(Parts.CERTIFICATE, certificate.certificateArn()), certificate.domainName());
            }
        }
    }

    private static void balancer(
            ElasticLoadBalancingV2Client client, LoadBalancer balancer, Map<NativeId, String> all) {
        String arn = balancer.loadBalancerArn();
        all.put(
                Parts.balancer(arn),
                balancer.typeAsString() + " " + balancer.schemeAsString() + " " + balancer.securityGroups() + " "
                        + tags(client, arn));
        for (Listener listener :
                client.describeListeners(r -> r.loadBalancerArn(arn)).listeners()) {
            all.put(
                    NativeId.of("listener", listener.listenerArn()),
                    listener.port() + " " + listener.protocolAsString() + " " + listener.defaultActions());
            for (Rule rule : client.describeRules(r -> r.listenerArn(listener.listenerArn()))
                    .rules()) {
                if (!rule.isDefault()) {
                    all.put(NativeId.of("rule", rule.ruleArn()), rule.priority() + " " + rule.conditions());
                }
            }
        }
    }

    private static Object tags(ElasticLoadBalancingV2Client client, String arn) {
        return client.describeTags(r -> r.resourceArns(arn)).tagDescriptions();
    }

    /** Certificates go over the wire as bytes. */
    @Override
    public boolean received(SdkRequest request, Map<String, Object> arguments) {
        if (request instanceof ImportCertificateRequest certificate) {
            arguments.put("Certificate", certificate.certificate().asUtf8String());
            arguments.put("PrivateKey", "***");
            arguments.put("Tags", certificate.tags());
            if (certificate.certificateChain() != null) {
                arguments.put("CertificateChain", certificate.certificateChain().asUtf8String());
            }
            return true;
        }
        return false;
    }
}
