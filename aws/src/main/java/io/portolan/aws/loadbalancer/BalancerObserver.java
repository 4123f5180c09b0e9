package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.AliasTarget;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Subnets;
import io.portolan.aws.account.Tags;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.Things;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * Sees the load balancers of one scope: lists of everything, then the inside of what is ours or to be adopted. To an adopted balancer belong the target
 * groups that it leads to and the security group that was made for it.
 */
final class BalancerObserver {
    private final Scope<LoadBalancer> scope;
    private final BalancerReads reads;
    private final Things.Builder<AwsThing> seen;
    private final Map<NativeId, AwsThing> known = new LinkedHashMap<>();

    BalancerObserver(Scope<LoadBalancer> scope, BalancerReads reads, Things.Builder<AwsThing> seen) {
        this.scope = scope;
        this.reads = reads;
        this.seen = seen;
    }

    Observation<Things<AwsThing>> observe() {
        Set<Key> wanted = scope.wanted().keySet();
        seen.read(Place.of("list", "load balancers"), wanted, this::listed).ifPresent(all -> all.forEach(this::inside));
        List<Key> homeless = scope.wanted().entrySet().stream()
                .filter(e -> e.getValue().network().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!homeless.isEmpty()) {
            seen.read(Place.of("list", "default subnets"), homeless, reads::defaultVpc)
                    .ifPresent(vpc -> vpc.ifPresent(v ->
                            seen.add(AwsThing.of(Parts.DEFAULT_VPC, v.vpc(), v).build())));
        }
        seen.remembered(this::remembered);
        Observation.Builder<Things<AwsThing>> observation = seen.observation();
        adoptable(observation);
        return observation.build();
    }

    /** A thing that is on a list, before it is looked into. */
    private record Listed(String part, String id, Object object, Map<String, String> tags) {}

    private List<Listed> listed() {
        var balancers = reads.balancers();
        List<TargetGroup> groups = reads.groups();
        Map<String, Map<String, String>> tags = new HashMap<>(reads.marked());
        tags.putAll(reads.tags(adopted(balancers, groups)));
        List<SecurityGroup> firewalls = new ArrayList<>(reads.firewalls(scope.owner()));
        firewalls.addAll(reads.firewalls(adoptedFirewalls(balancers, firewalls)));
        List<Listed> all = new ArrayList<>();
        balancers.forEach(b -> all.add(
                new Listed(Parts.BALANCER, b.loadBalancerArn(), b, tags.getOrDefault(b.loadBalancerArn(), Map.of()))));
        groups.forEach(g -> all.add(
                new Listed(Parts.GROUP, g.targetGroupArn(), g, tags.getOrDefault(g.targetGroupArn(), Map.of()))));
        tags.keySet().stream()
                .filter(arn -> arn.contains(":acm:"))
                .sorted()
                .forEach(arn -> all.add(new Listed(Parts.CERTIFICATE, arn, arn, tags.getOrDefault(arn, Map.of()))));
        firewalls.forEach(
                f -> all.add(new Listed(Parts.FIREWALL, f.groupId(), f, Tags.map(f.tags(), Tag::key, Tag::value))));
        return all;
    }

    /** What is to be adopted: it may have tags without a mark. */
    private List<String> adopted(
            List<software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer> balancers,
            List<TargetGroup> groups) {
        List<String> arns = new ArrayList<>();
        balancers.stream()
                .map(b -> b.loadBalancerArn())
                .filter(scope.adopt()::containsValue)
                .forEach(arns::add);
        groups.stream()
                .filter(g -> g.loadBalancerArns().stream().anyMatch(arns::contains))
                .map(TargetGroup::targetGroupArn)
                .toList()
                .forEach(arns::add);
        return arns;
    }

    /** The groups of balancers that are to be adopted, which carry no mark of ours yet. */
    private Set<String> adoptedFirewalls(
            List<software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer> balancers,
            List<SecurityGroup> there) {
        Set<String> ids = new LinkedHashSet<>();
        balancers.stream()
                .filter(b -> scope.adopt().containsValue(b.loadBalancerArn()))
                .forEach(b -> ids.addAll(b.securityGroups()));
        there.forEach(f -> ids.remove(f.groupId()));
        return ids;
    }

    private boolean isOurs(Listed listed) {
        NativeId id = NativeId.of(listed.part(), listed.id());
        return Marks.fromTags(listed.tags())
                        .filter(m -> m.owner().equals(scope.owner()) && m.key().is(LoadBalancer.KIND))
                        .isPresent()
                || scope.memory().made().containsKey(id);
    }

    private boolean isAdopted(Listed listed) {
        return scope.adopt().containsValue(listed.id())
                || listed.object() instanceof TargetGroup group
                        && group.loadBalancerArns().stream().anyMatch(scope.adopt()::containsValue);
    }

    /** Reads what lists lack. A target group that is nobody's concern is left out; a balancer stays, since others may refer to it. */
    private void inside(Listed listed) {
        boolean matters = isOurs(listed) || isAdopted(listed);
        switch (listed.part()) {
            case Parts.BALANCER -> {
                var lb = (software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer) listed.object();
                if (matters) {
                    read(Parts.BALANCER, listed.id(), listed.tags(), () -> balancer(reads.whole(lb), listed.tags()));
                } else {
                    add(balancer(Balancer.bare(lb), listed.tags()));
                }
            }
            case Parts.GROUP -> {
                if (matters) {
                    read(
                            Parts.GROUP,
                            listed.id(),
                            listed.tags(),
                            () -> thing(
                                    Parts.GROUP,
                                    listed.id(),
                                    reads.whole((TargetGroup) listed.object()),
                                    listed.tags()));
                }
            }
            case Parts.CERTIFICATE -> {
                if (matters) {
                    String tag = listed.tags().get(Parts.CHAIN_TAG);
                    read(
                            Parts.CERTIFICATE,
                            listed.id(),
                            listed.tags(),
                            () -> thing(
                                    Parts.CERTIFICATE,
                                    listed.id(),
                                    reads.certificate(listed.id()).asImported(tag),
                                    listed.tags()));
                }
            }
            default -> add(thing(listed.part(), listed.id(), listed.object(), listed.tags()));
        }
    }

    private void read(String part, String id, Map<String, String> tags, Supplier<AwsThing> inside) {
        Collection<Key> keys = Marks.fromTags(tags).map(Mark::key).stream().toList();
        seen.read(Place.of(part, id), keys, inside).ifPresent(this::add);
    }

    private void add(AwsThing thing) {
        known.put(thing.nativeId(), thing);
        seen.add(thing);
    }

    private AwsThing thing(String part, String id, Object object, Map<String, String> tags) {
        return AwsThing.of(part, id, object).tags(tags).remembered(scope).build();
    }

    /** The names by which a spec knows the subnets that its balancer stands in. */
    private List<String> subnetNames(Map<String, String> tags, Balancer balancer) {
        return Marks.fromTags(tags)
                .map(mark -> scope.wanted().get(mark.key()))
                .filter(spec -> spec.network().isPresent())
                .map(spec -> spec.subnets().stream()
                        .filter(name -> scope.references()
                                .of(spec.network().orElseThrow(), Subnets.id(name))
                                .now()
                                .filter(id -> balancer.subnets().contains(id.value()))
                                .isPresent())
                        .toList())
                .orElse(List.of());
    }

    private AwsThing balancer(Balancer read, Map<String, String> tags) {
        Balancer balancer = new Balancer(read.lb(), read.attributes(), read.fronts(), subnetNames(tags, read));
        var lb = balancer.lb();
        BalancerAddress address = Balancer.address(lb);
        AwsThing.Builder thing = AwsThing.of(Parts.BALANCER, balancer.arn(), balancer)
                .tags(tags)
                .remembered(scope)
                .output(LoadBalancer.ID, Parts.balancer(balancer.arn()))
                .output(LoadBalancer.ADDRESS, address)
                .output(LoadBalancer.ADDRESS_FORM, address.form())
                .output(AliasTarget.OUTPUT, AliasTarget.of(lb.canonicalHostedZoneId(), lb.dnsName()))
                .output(AliasTarget.FAMILIES, families(balancer.isDualStack()))
                .uses(NativeId.of("vpc", lb.vpcId()));
        lb.securityGroups().forEach(id -> thing.uses(NativeId.of(Parts.FIREWALL, id)));
        for (String allocation : balancer.allocations()) {
            thing.uses(NativeId.of("address", allocation)).claim(claim(allocation));
        }
        return thing.build();
    }

    static AliasTarget.Families families(boolean isDualStack) {
        return isDualStack ? AliasTarget.Families.DUAL_STACK : AliasTarget.Families.IPV4;
    }

    /** An elastic address has one user. */
    static Claim claim(String allocation) {
        return Claim.of("address", allocation);
    }

    private AwsThing remembered(NativeId id) {
        AwsThing thing = switch (id.part()) {
            case Parts.BALANCER -> balancer(reads.whole(reads.balancer(id.value())), Map.of());
            case Parts.GROUP -> thing(Parts.GROUP, id.value(), reads.whole(reads.group(id.value())), tags(id.value()));
            case Parts.CERTIFICATE -> thing(Parts.CERTIFICATE, id.value(), reads.certificate(id.value()), Map.of());
            case Parts.FIREWALL -> thing(Parts.FIREWALL, id.value(), reads.firewall(id.value()), Map.of());
            default -> throw new IllegalStateException("nothing of a load balancer: " + id);
        };
        known.put(id, thing);
        return thing;
    }

    /** By its tags a group's pool is known. */
    private Map<String, String> tags(String arn) {
        return reads.tags(List.of(arn)).getOrDefault(arn, Map.of());
    }

    private void adoptable(Observation.Builder<Things<AwsThing>> observation) {
        scope.adopt().forEach((key, id) -> {
            AwsThing balancer = known.get(Parts.balancer(id));
            if (balancer == null) {
                return;
            }
            Found.Builder found = Found.builder();
            int foreign = 0;
            for (AwsThing part : partsOf(balancer)) {
                boolean ours = part.mark()
                        .filter(m -> m.owner().equals(scope.owner()) && m.key().equals(key))
                        .isPresent();
                if (!ours) {
                    foreign++;
                    found.part(part.nativeId(), Mark.Origin.ADOPTED);
                    part.mark().ifPresent(found::mark);
                    part.claims().forEach(found::claim);
                    part.uses().forEach(found::uses);
                }
            }
            if (foreign > 0) {
                observation.adoptable(key, found.build());
            }
        });
    }

    private List<AwsThing> partsOf(AwsThing balancer) {
        Balancer b = balancer.object(Balancer.class);
        List<AwsThing> parts = new ArrayList<>(List.of(balancer));
        for (AwsThing thing : known.values()) {
            boolean group = thing.is(Parts.GROUP)
                    && thing.object(Group.class).group().loadBalancerArns().contains(b.arn());
            boolean firewall = thing.is(Parts.FIREWALL)
                    && b.lb().securityGroups().contains(thing.nativeId().value())
                    && OwnFirewall.isOwn(thing.object(SecurityGroup.class));
            if (group || firewall) {
                parts.add(thing);
            }
        }
        return parts;
    }
}
