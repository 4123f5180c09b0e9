package io.portolan.aws.loadbalancer;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.aws.account.AliasTarget;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/**
 * The steps of one balancer that is wanted. Make: security group, target groups and certificates at once; the balancer; its listeners. Retire: listeners
 * and rules, an old balancer, groups that nothing leads to, the security group, certificates.
 */
final class BalancerPlan {
    /** An NLB is provisioned for minutes. */
    private static final Duration PROVISIONING = Duration.ofMinutes(10);

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Draft draft;
    private final OwnFirewall firewall;
    private final CertificatePlan certificates;
    private final EntrancePlan entrance;
    private final Map<String, GroupPlan> groups = new LinkedHashMap<>();
    private final List<ListenerPlan> listeners = new ArrayList<>();
    private final List<Front> unwanted;

    BalancerPlan(Draft draft) {
        this.draft = draft;
        this.firewall = new OwnFirewall(draft);
        this.certificates = new CertificatePlan(draft);
        this.entrance = new EntrancePlan(draft, firewall);
        draft.spec.pools().forEach(pool -> groups.put(pool.name(), new GroupPlan(draft, pool)));
        Map<Integer, Front> fronts = new LinkedHashMap<>();
        draft.current.ifPresent(t -> Draft.balancer(t).fronts().forEach(f -> fronts.put(f.port(), f)));
        for (ListenerWants.Door door : ListenerWants.doors(draft.spec)) {
            Optional<Front> there = Optional.ofNullable(fronts.remove(door.port()));
            listeners.add(new ListenerPlan(draft, door, there, this::group, certificates));
        }
        this.unwanted = List.copyOf(fronts.values());
    }

    private Value<String> group(String pool) {
        GroupPlan plan = groups.get(pool);
        if (plan == null) {
            throw new IllegalStateException("no pool " + pool);
        }
        return plan.arn();
    }

    private Service<ElasticLoadBalancingV2Client> balancing() {
        return draft.balancing();
    }

    void plan() {
        if (draft.spec.isHttp() && draft.site.zones() < 2 && draft.current.isEmpty()) {
            draft.planning.refuse(
                    draft.key(),
                    Refusal.Why.UNSUPPORTED,
                    "an ALB stands in two zones at least, and there are subnets in " + draft.site.zones(),
                    "add a subnet in another zone");
            return;
        }
        if (draft.change.intent() == Change.Intent.ADOPT && draft.current.isEmpty() && isAdopting()) {
            draft.planning.refuse(
                    draft.key(),
                    Refusal.Why.FOREIGN,
                    "the load balancer that is to be taken over can't become this: its type, scheme, VPC or addresses are others",
                    "give what it has, or don't adopt it");
            return;
        }
        if (draft.spec.isHttp() && draft.options().crossZone().isPresent()) {
            draft.planning.refuse(
                    draft.key(),
                    Refusal.Why.UNSUPPORTED,
                    "an ALB always serves the targets of all zones",
                    "leave crossZone away");
            return;
        }
        if (draft.hasEntrance() && draft.options().dualStack().orElse(false)) {
            draft.planning.refuse(
                    draft.key(),
                    Refusal.Why.UNSUPPORTED,
                    "an ALB with a fixed address is reached by IPv4 only",
                    "leave dualStack away, or the address");
            return;
        }
        boolean dual = isDualStack();
        draft.planning.output(
                draft.key(),
                LoadBalancer.ADDRESS_FORM,
                Value.of(draft.allocation.isPresent() ? BalancerAddress.Form.ZONAL : BalancerAddress.Form.HOST_NAME));
        draft.planning.output(
                draft.key(), AliasTarget.FAMILIES, Value.of(BalancerObserver.families(dual && !draft.hasEntrance())));
        List<AwsThing> blocking = new ArrayList<>(entrance.blocking());
        draft.all(Parts.BALANCER).stream()
                .filter(t -> draft.current.filter(t::equals).isEmpty() && draft.holdsAddress(t))
                .forEach(blocking::add);
        draft.planning.make(Steps.sequence(
                Steps.parallel(
                        new PartTags(draft.account, draft.change).of(kept()),
                        firewall.make(),
                        Steps.each(List.copyOf(groups.values()), GroupPlan::make),
                        certificates.make()),
                Steps.each(blocking, this::deleteFirst),
                Steps.parallel(
                        Steps.sequence(
                                draft.current.isPresent() ? change(draft.current.get(), dual) : create(dual),
                                attributes(),
                                Steps.each(listeners, ListenerPlan::make),
                                active(
                                        draft,
                                        draft.current,
                                        draft.arn(),
                                        draft.key().name())),
                        entrance.make()),
                entrance.register()));
        List<AwsThing> old = new ArrayList<>(draft.all(Parts.BALANCER));
        draft.current.ifPresent(old::remove);
        old.removeAll(blocking);
        old.removeIf(t -> !draft.isOurs(t));
        draft.planning.retire(Steps.sequence(
                Steps.parallel(
                        Steps.each(listeners, ListenerPlan::retire),
                        Steps.each(unwanted, front -> ListenerPlan.delete(draft, front))),
                entrance.retire(),
                Steps.each(old, t -> Retirement.balancer(balancing(), t, draft.key(), draft.allocation.isEmpty())),
                Steps.each(oldGroups(), this::retire),
                firewall.retire(),
                certificates.retire()));
    }

    private boolean isAdopting() {
        return draft.all(Parts.BALANCER).stream().anyMatch(t -> !draft.isOurs(t));
    }

    /** An old balancer that has the elastic address which the new one is to have goes first, since an address has one user. */
    private Steps deleteFirst(AwsThing balancer) {
        return Retirement.first(draft.account, balancer, draft.key());
    }

    private List<AwsThing> kept() {
        List<AwsThing> kept = new ArrayList<>();
        draft.current.ifPresent(kept::add);
        groups.values().forEach(g -> g.there().ifPresent(kept::add));
        firewall.there().ifPresent(kept::add);
        kept.addAll(certificates.there());
        kept.addAll(entrance.kept());
        return kept;
    }

    private List<AwsThing> oldGroups() {
        List<AwsThing> old = new ArrayList<>(draft.all(Parts.GROUP));
        groups.values().forEach(g -> g.there().ifPresent(old::remove));
        old.removeIf(t -> !draft.isOurs(t));
        return old;
    }

    /** A group that goes while its balancer stays is drained first; with its balancer the connections go anyway. */
    private Steps retire(AwsThing group) {
        return Steps.sequence(
                draft.current.isPresent() ? TargetPlan.drain(draft, group) : Steps.none(),
                Retirement.group(balancing(), group.nativeId(), draft.key()));
    }

    private boolean isDualStack() {
        boolean there =
                draft.current.map(Draft::balancer).map(Balancer::isDualStack).orElse(false);
        return GroupPlan.hasV6(draft.spec) || draft.options().dualStack().orElse(there);
    }

    private Steps create(boolean dual) {
        Key key = draft.key();
        Step step = balancing()
                .step("CreateLoadBalancer", key.name(), key)
                .with("Name", draft.name())
                .with(
                        "Type",
                        (draft.spec.isHttp() ? LoadBalancerTypeEnum.APPLICATION : LoadBalancerTypeEnum.NETWORK)
                                .toString())
                .with("Scheme", scheme().toString())
                .with("SecurityGroups", firewall.groups())
                .with("Tags", draft.tags(Map.of()))
                .fills(key, LoadBalancer.ID)
                .impact(Impact.COSTS);
        if (!draft.hasEntrance()) {
            step.fills(key, LoadBalancer.ADDRESS).fills(key, AliasTarget.OUTPUT);
        }
        Value<List<String>> subnets = draft.site.subnets();
        if (draft.ownAllocation().isPresent()) {
            step.with("SubnetMappings", mappings(subnets, draft.ownAllocation().get()));
        } else {
            step.with("Subnets", subnets);
        }
        if (dual) {
            step.with("IpAddressType", IpAddressType.DUALSTACK.toString());
        }
        if (!draft.all(Parts.BALANCER).isEmpty()) {
            step.impact(Impact.REPLACES);
            if (draft.allocation.isEmpty() || draft.hasEntrance() && !hadAddress()) {
                step.impact(Impact.LOSES_ADDRESS);
            }
        }
        return step.call(run -> {
            var made = balancing()
                    .write(
                            step,
                            run,
                            CreateLoadBalancerRequest.builder(),
                            ElasticLoadBalancingV2Client::createLoadBalancer)
                    .loadBalancers()
                    .get(0);
            run.made(key, Parts.balancer(made.loadBalancerArn()));
            run.fill(key, LoadBalancer.ID, Parts.balancer(made.loadBalancerArn()));
            if (!draft.hasEntrance()) {
                run.fill(key, LoadBalancer.ADDRESS, Balancer.address(made));
                run.fill(key, AliasTarget.OUTPUT, AliasTarget.of(made.canonicalHostedZoneId(), made.dnsName()));
            }
            return made;
        });
    }

    /** Whether what was there so far has been reached at the address that is asked for. */
    private boolean hadAddress() {
        return draft.things.stream().anyMatch(t -> t.is(Parts.BALANCER) && draft.holdsAddress(t));
    }

    private LoadBalancerSchemeEnum scheme() {
        return draft.ownScheme() == LoadBalancer.Scheme.INTERNAL
                ? LoadBalancerSchemeEnum.INTERNAL
                : LoadBalancerSchemeEnum.INTERNET_FACING;
    }

    /** One elastic address in the first of these subnets. */
    static Value<List<SubnetMapping>> mappings(Value<List<String>> subnets, Value<String> allocation) {
        return Value.all(List.of(subnets.map(s -> s.get(0)), allocation))
                .map(both -> List.of(SubnetMapping.builder()
                        .subnetId(both.get(0))
                        .allocationId(both.get(1))
                        .build()));
    }

    private Step on(String operation, AwsThing balancer) {
        return balancing()
                .step(operation, draft.key().name(), draft.key())
                .on(balancer.nativeId())
                .with("LoadBalancerArn", balancer.nativeId().value());
    }

    /** In the order in which aws-load-balancer-controller changes them: groups, subnets, family. */
    private Steps change(AwsThing thing, boolean dual) {
        Balancer there = Draft.balancer(thing);
        List<Steps> steps = new ArrayList<>();
        Value<List<String>> groups = firewall.groups();
        boolean sameGroups = groups.now()
                .map(ids -> Set.copyOf(ids).equals(Set.copyOf(there.lb().securityGroups())))
                .orElse(false);
        if (!sameGroups && Draft.hasGroups(there)) {
            draft.differs("firewall", there.lb().securityGroups(), groups);
            Step step = on("SetSecurityGroups", thing).with("SecurityGroups", groups);
            steps.add(step.call(run -> balancing()
                    .write(
                            step,
                            run,
                            SetSecurityGroupsRequest.builder(),
                            ElasticLoadBalancingV2Client::setSecurityGroups)));
        }
        Value<List<String>> subnets = draft.site.subnets();
        boolean sameSubnets = subnets.now()
                .map(ids -> new TreeSet<>(ids).equals(there.subnets()))
                .orElse(false);
        if (!sameSubnets && draft.ownAllocation().isEmpty()) {
            draft.differs("subnets", there.subnets(), subnets);
            Step step = on("SetSubnets", thing).with("Subnets", subnets);
            steps.add(step.call(run -> balancing()
                    .write(step, run, SetSubnetsRequest.builder(), ElasticLoadBalancingV2Client::setSubnets)));
        }
        if (dual != there.isDualStack()) {
            IpAddressType family = dual ? IpAddressType.DUALSTACK : IpAddressType.IPV4;
            draft.differs("dualStack", there.isDualStack(), dual);
            Step step = on("SetIpAddressType", thing).with("IpAddressType", family.toString());
            steps.add(step.call(run -> balancing()
                    .write(
                            step,
                            run,
                            SetIpAddressTypeRequest.builder(),
                            ElasticLoadBalancingV2Client::setIpAddressType)));
        }
        return Steps.sequence(steps);
    }

    /** What an ALB holds as attributes; an NLB has its idle timeout on the listeners. */
    private Steps attributes() {
        Map<String, String> has =
                draft.current.map(Draft::balancer).map(Balancer::attributes).orElse(Map.of());
        Map<String, String> changed = BalancerAttributes.changed(draft, has);
        if (changed.isEmpty()) {
            return Steps.none();
        }
        List<LoadBalancerAttribute> attributes = new ArrayList<>();
        changed.forEach((name, value) -> attributes.add(
                LoadBalancerAttribute.builder().key(name).value(value).build()));
        Step step = balancing()
                .step("ModifyLoadBalancerAttributes", draft.key().name(), draft.key())
                .with("LoadBalancerArn", draft.arn())
                .with("Attributes", attributes);
        draft.current.ifPresent(t -> step.on(t.nativeId()));
        return step.call(run -> balancing()
                .write(
                        step,
                        run,
                        ModifyLoadBalancerAttributesRequest.builder(),
                        ElasticLoadBalancingV2Client::modifyLoadBalancerAttributes));
    }

    /** Waits for a balancer that was being set up when it was read, or was not there. */
    static Steps active(Draft draft, Optional<AwsThing> there, Value<String> arn, String what) {
        boolean isUp = there.map(t -> Draft.balancer(t).lb().state())
                .filter(s -> s != null && s.code() != LoadBalancerStateEnum.PROVISIONING)
                .isPresent();
        if (isUp) {
            return Steps.none();
        }
        Step step = Step.await(what + " is active", draft.key()).with("LoadBalancerArn", arn);
        Poll<Boolean> poll = (run, answer, reads) -> {
            var lb = new BalancerReads(draft.account, reads).balancer(run.get("LoadBalancerArn", String.class));
            return switch (lb.state().code()) {
                case ACTIVE, ACTIVE_IMPAIRED -> Poll.Progress.done();
                case FAILED ->
                    Poll.Progress.failed(io.portolan.Failure.of(
                            io.portolan.Code.CAPACITY,
                            "the load balancer could not be set up: "
                                    + lb.state().reason()));
                default -> Poll.Progress.again(SOON);
            };
        };
        return step.until(poll, PROVISIONING, Call.OnTimeout.FAIL);
    }
}
