package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.Account;
import io.portolan.aws.account.BalancerList;
import io.portolan.aws.account.Pages;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Tags;
import io.portolan.spi.driver.Reads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.acm.model.GetCertificateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * The reads for load balancers, each once in a pass. Lists are of the whole account; what AWS gives only for one thing, such as attributes and listeners,
 * is asked for ours only.
 */
final class BalancerReads {
    /** DescribeTags takes so many ARNs. */
    private static final int TAGGED = 20;

    private static final String OWNER_TAG = "portolan-owner";
    /** The most that GetResources gives in a page. */
    private static final int MARKED = 100;

    private static final List<String> TYPES =
            List.of("elasticloadbalancing:loadbalancer", "elasticloadbalancing:targetgroup", "acm:certificate");

    private final Account account;
    private final Service<ElasticLoadBalancingV2Client> balancing;
    private final Reads reads;

    BalancerReads(Account account, Reads reads) {
        this.account = account;
        this.balancing = account.balancing();
        this.reads = reads;
    }

    private <T> T once(String operation, Object about, Supplier<T> read) {
        return reads.once(balancing.call(operation), about, read);
    }

    List<LoadBalancer> balancers() {
        return BalancerList.read(account, reads);
    }

    /** One by its ARN, which a list may lack for a while. */
    LoadBalancer balancer(String arn) {
        return once(
                "DescribeLoadBalancers",
                arn,
                () -> balancing
                        .read("DescribeLoadBalancers", arn, c -> c.describeLoadBalancers(r -> r.loadBalancerArns(arn)))
                        .loadBalancers()
                        .get(0));
    }

    List<TargetGroup> groups() {
        return once(
                "DescribeTargetGroups",
                "",
                () -> Pages.all(
                        token -> balancing.read(
                                "DescribeTargetGroups",
                                token,
                                c -> c.describeTargetGroups(r -> r.marker(Pages.token(token)))),
                        DescribeTargetGroupsResponse::targetGroups,
                        DescribeTargetGroupsResponse::nextMarker));
    }

    TargetGroup group(String arn) {
        return once(
                "DescribeTargetGroups",
                arn,
                () -> balancing
                        .read("DescribeTargetGroups", arn, c -> c.describeTargetGroups(r -> r.targetGroupArns(arn)))
                        .targetGroups()
                        .get(0));
    }

    /** The tags of balancers and target groups by ARN, in batches. */
    Map<String, Map<String, String>> tags(List<String> arns) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (int from = 0; from < arns.size(); from += TAGGED) {
            List<String> some = List.copyOf(arns.subList(from, Math.min(arns.size(), from + TAGGED)));
            tags.putAll(once("DescribeTags", some, () -> {
                Map<String, Map<String, String>> read = new HashMap<>();
                balancing
                        .read("DescribeTags", String.join(" ", some), c -> c.describeTags(r -> r.resourceArns(some)))
                        .tagDescriptions()
                        .forEach(d -> read.put(d.resourceArn(), Tags.map(d.tags(), Tag::key, Tag::value)));
                return read;
            }));
        }
        return tags;
    }

    /** A balancer with its attributes and listeners. */
    Balancer whole(LoadBalancer lb) {
        String arn = lb.loadBalancerArn();
        Map<String, String> attributes = once(
                "DescribeLoadBalancerAttributes",
                arn,
                () -> Tags.map(
                        balancing
                                .read(
                                        "DescribeLoadBalancerAttributes",
                                        arn,
                                        c -> c.describeLoadBalancerAttributes(r -> r.loadBalancerArn(arn)))
                                .attributes(),
                        LoadBalancerAttribute::key,
                        LoadBalancerAttribute::value));
        List<Listener> listeners = once(
                "DescribeListeners",
                arn,
                () -> Pages.all(
                        token -> balancing.read(
                                "DescribeListeners",
                                (arn + " " + token).strip(),
                                c -> c.describeListeners(
                                        r -> r.loadBalancerArn(arn).marker(Pages.token(token)))),
                        DescribeListenersResponse::listeners,
                        DescribeListenersResponse::nextMarker));
        return new Balancer(
                lb,
                attributes,
                listeners.stream()
                        .sorted(Comparator.comparing(Listener::port))
                        .map(this::front)
                        .toList(),
                List.of());
    }

    private Front front(Listener listener) {
        boolean isHttp = listener.protocol() == ProtocolEnum.HTTP || listener.protocol() == ProtocolEnum.HTTPS;
        boolean isTls = listener.protocol() == ProtocolEnum.TLS || listener.protocol() == ProtocolEnum.HTTPS;
        String arn = listener.listenerArn();
        return new Front(
                listener,
                listener.protocol() == ProtocolEnum.TCP ? attributes(arn) : Map.of(),
                isTls ? certificates(arn) : List.of(),
                isHttp ? rules(arn) : List.of());
    }

    private Map<String, String> attributes(String listener) {
        return once(
                "DescribeListenerAttributes",
                listener,
                () -> Tags.map(
                        balancing
                                .read(
                                        "DescribeListenerAttributes",
                                        listener,
                                        c -> c.describeListenerAttributes(r -> r.listenerArn(listener)))
                                .attributes(),
                        ListenerAttribute::key,
                        ListenerAttribute::value));
    }

    private List<String> certificates(String listener) {
        List<Certificate> all = once(
                "DescribeListenerCertificates",
                listener,
                () -> Pages.all(
                        token -> balancing.read(
                                "DescribeListenerCertificates",
                                (listener + " " + token).strip(),
                                c -> c.describeListenerCertificates(
                                        r -> r.listenerArn(listener).marker(Pages.token(token)))),
                        DescribeListenerCertificatesResponse::certificates,
                        DescribeListenerCertificatesResponse::nextMarker));
        return all.stream()
                .sorted(Comparator.comparing((Certificate c) -> !Boolean.TRUE.equals(c.isDefault())))
                .map(Certificate::certificateArn)
                .distinct()
                .toList();
    }

    private List<Rule> rules(String listener) {
        List<Rule> all = once(
                "DescribeRules",
                listener,
                () -> Pages.all(
                        token -> balancing.read(
                                "DescribeRules",
                                (listener + " " + token).strip(),
                                c -> c.describeRules(
                                        r -> r.listenerArn(listener).marker(Pages.token(token)))),
                        DescribeRulesResponse::rules,
                        DescribeRulesResponse::nextMarker));
        return all.stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
                .sorted(Comparator.comparing(rule -> Integer.valueOf(rule.priority())))
                .toList();
    }

    /** A target group with its attributes and targets. */
    Group whole(TargetGroup group) {
        String arn = group.targetGroupArn();
        Map<String, String> attributes = once(
                "DescribeTargetGroupAttributes",
                arn,
                () -> Tags.map(
                        balancing
                                .read(
                                        "DescribeTargetGroupAttributes",
                                        arn,
                                        c -> c.describeTargetGroupAttributes(r -> r.targetGroupArn(arn)))
                                .attributes(),
                        TargetGroupAttribute::key,
                        TargetGroupAttribute::value));
        List<TargetDescription> targets = health(arn).stream()
                .filter(t -> !isLeaving(t))
                .map(TargetHealthDescription::target)
                .toList();
        return new Group(group, attributes, targets);
    }

    /** Whether a target is on its way out: it is not registered any more. */
    static boolean isLeaving(TargetHealthDescription target) {
        return target.targetHealth() != null && target.targetHealth().state() == TargetHealthStateEnum.DRAINING;
    }

    List<TargetHealthDescription> health(String group) {
        return once(
                "DescribeTargetHealth",
                group,
                () -> balancing
                        .read("DescribeTargetHealth", group, c -> c.describeTargetHealth(r -> r.targetGroupArn(group)))
                        .targetHealthDescriptions());
    }

    /** The security groups that carry this owner's mark. */
    List<SecurityGroup> firewalls(String owner) {
        return firewalls(owner, filter("tag:" + OWNER_TAG, List.of(owner)));
    }

    /** One by its id, which a list may lack for a while. */
    SecurityGroup firewall(String id) {
        return reads.once(
                account.ec2().call("DescribeSecurityGroups"),
                List.of("balancer", id),
                () -> account.ec2()
                        .read("DescribeSecurityGroups", id, c -> c.describeSecurityGroups(r -> r.groupIds(id)))
                        .securityGroups()
                        .get(0));
    }

    /** Security groups by id. */
    List<SecurityGroup> firewalls(Collection<String> ids) {
        List<String> sorted = ids.stream().distinct().sorted().toList();
        return sorted.isEmpty() ? List.of() : firewalls(String.join(" ", sorted), filter("group-id", sorted));
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private List<SecurityGroup> firewalls(String about, Filter filter) {
        Service<?> named = account.ec2();
        return reads.once(
                named.call("DescribeSecurityGroups"),
                List.of("balancers", about),
                () -> Pages.all(
                        token -> account.ec2()
                                .read(
                                        "DescribeSecurityGroups",
                                        (about + " " + token).strip(),
                                        c -> c.describeSecurityGroups(
                                                r -> r.filters(filter).nextToken(Pages.token(token)))),
                        DescribeSecurityGroupsResponse::securityGroups,
                        DescribeSecurityGroupsResponse::nextToken));
    }

    /** The tags of every balancer, target group and certificate that carries somebody's mark, by ARN: one call for each 100 of them. */
    Map<String, Map<String, String>> marked() {
        TagFilter filter = TagFilter.builder().key(OWNER_TAG).build();
        List<ResourceTagMapping> mappings = reads.once(
                account.tagging().call("GetResources"),
                TYPES,
                () -> Pages.all(
                        token -> account.tagging()
                                .read(
                                        "GetResources",
                                        ("balancers " + token).strip(),
                                        c -> c.getResources(r -> r.resourceTypeFilters(TYPES)
                                                .tagFilters(filter)
                                                .resourcesPerPage(MARKED)
                                                .paginationToken(Pages.token(token)))),
                        GetResourcesResponse::resourceTagMappingList,
                        GetResourcesResponse::paginationToken));
        Map<String, Map<String, String>> all = new TreeMap<>();
        mappings.forEach(m -> all.put(
                m.resourceARN(),
                Tags.map(
                        m.tags(),
                        software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag::key,
                        software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag::value)));
        return all;
    }

    StoredCertificate certificate(String arn) {
        GetCertificateResponse answer = reads.once(
                account.acm().call("GetCertificate"),
                arn,
                () -> account.acm().read("GetCertificate", arn, c -> c.getCertificate(r -> r.certificateArn(arn))));
        String others = answer.certificateChain() == null
                ? ""
                : answer.certificateChain().strip();
        return new StoredCertificate(arn, (answer.certificate().strip() + "\n" + others).strip() + "\n");
    }

    /** Whether nobody has these elastic addresses. */
    boolean isFree(List<String> allocations) {
        return reads.once(
                account.ec2().call("DescribeAddresses"),
                List.of("free", allocations),
                () -> account
                        .ec2()
                        .read(
                                "DescribeAddresses",
                                String.join(" ", allocations),
                                c -> c.describeAddresses(r -> r.allocationIds(allocations)))
                        .addresses()
                        .stream()
                        .allMatch(a -> a.associationId() == null));
    }

    /** The default VPC; empty where the account has none. */
    Optional<DefaultVpc> defaultVpc() {
        Filter filter = filter("default-for-az", List.of("true"));
        List<software.amazon.awssdk.services.ec2.model.Subnet> subnets = reads.once(
                account.ec2().call("DescribeSubnets"),
                "default-for-az",
                () -> Pages.all(
                        token -> account.ec2()
                                .read(
                                        "DescribeSubnets",
                                        ("default-for-az " + token).strip(),
                                        c -> c.describeSubnets(
                                                r -> r.filters(filter).nextToken(Pages.token(token)))),
                        DescribeSubnetsResponse::subnets,
                        DescribeSubnetsResponse::nextToken));
        if (subnets.isEmpty()) {
            return Optional.empty();
        }
        List<DefaultVpc.Subnet> all = new ArrayList<>();
        subnets.stream()
                .sorted(Comparator.comparing(software.amazon.awssdk.services.ec2.model.Subnet::availabilityZone))
                .forEach(
                        s -> all.add(new DefaultVpc.Subnet(s.subnetId(), io.portolan.model.Cidr.parse(s.cidrBlock()))));
        return Optional.of(new DefaultVpc(subnets.get(0).vpcId(), all));
    }
}
