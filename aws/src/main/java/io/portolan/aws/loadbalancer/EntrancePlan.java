package io.portolan.aws.loadbalancer;

import io.portolan.Impact;
import io.portolan.aws.account.AliasTarget;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * The entrance of an ALB that is to have a fixed address, which AWS gives to NLBs only: an NLB with the elastic address, under the same security groups,
 * that leads every port of the ALB to it. Clients' addresses are kept on the way.
 */
final class EntrancePlan {
    private final Draft draft;
    private final OwnFirewall firewall;
    private final Value<String> name;
    private final Optional<AwsThing> there;
    private final List<EntranceGroup> groups = new ArrayList<>();

    EntrancePlan(Draft draft, OwnFirewall firewall) {
        this.draft = draft;
        this.firewall = firewall;
        this.name = Value.all(List.of(draft.site.vpc(), draft.allocation.orElse(Value.of(""))))
                .map(place -> Names.of(Parts.ENTRANCE, draft.change.mark().owner(), draft.key(), place));
        this.there = draft.entrances(Parts.BALANCER).stream()
                .filter(t -> draft.hasEntrance() && isNamed(t))
                .findFirst();
        if (draft.hasEntrance()) {
            ListenerWants.doors(draft.spec).forEach(door -> groups.add(new EntranceGroup(draft, door, name)));
        }
    }

    private boolean isNamed(AwsThing entrance) {
        return name.now()
                .filter(Draft.balancer(entrance).lb().loadBalancerName()::equals)
                .isPresent();
    }

    private Service<ElasticLoadBalancingV2Client> balancing() {
        return draft.balancing();
    }

    private Value<String> arn() {
        return there.map(t -> Value.of(t.nativeId().value()))
                .orElseGet(() -> Value.later(draft.key(), Parts.ENTRANCE_ARN));
    }

    /** What is there and stays. */
    List<AwsThing> kept() {
        List<AwsThing> kept = new ArrayList<>(there.stream().toList());
        groups.forEach(g -> g.there().ifPresent(kept::add));
        return kept;
    }

    /** Entrances that have the address which another balancer is to have, so that they go first. */
    List<AwsThing> blocking() {
        return draft.entrances(Parts.BALANCER).stream()
                .filter(t -> there.filter(t::equals).isEmpty() && draft.holdsAddress(t))
                .toList();
    }

    Steps make() {
        if (!draft.hasEntrance()) {
            if (!draft.entrances(Parts.BALANCER).isEmpty()) {
                draft.current.map(Draft::balancer).map(Balancer::lb).ifPresent(lb -> {
                    draft.planning.output(draft.key(), LoadBalancer.ADDRESS, Value.of(Balancer.address(lb)));
                    draft.planning.output(
                            draft.key(),
                            AliasTarget.OUTPUT,
                            Value.of(AliasTarget.of(lb.canonicalHostedZoneId(), lb.dnsName())));
                });
            }
            return Steps.none();
        }
        return Steps.sequence(
                Steps.each(groups, EntranceGroup::make),
                there.isPresent() ? change(there.get()) : create(),
                Steps.each(groups, this::listener),
                BalancerPlan.active(
                        draft, there, arn(), "the entrance of " + draft.key().name()));
    }

    /** Leads to the ALB, when that listens. */
    Steps register() {
        return Steps.each(groups, EntranceGroup::register);
    }

    private Steps create() {
        Key key = draft.key();
        Step step = balancing()
                .step("CreateLoadBalancer", "entrance of " + key.name(), key)
                .with("Name", name)
                .with("Type", LoadBalancerTypeEnum.NETWORK.toString())
                .with("Scheme", LoadBalancerSchemeEnum.INTERNET_FACING.toString())
                .with("SecurityGroups", firewall.groups())
                .with("SubnetMappings", BalancerPlan.mappings(draft.site.subnets(), draft.allocation.orElseThrow()))
                .with("Tags", draft.tags(Map.of()))
                .fills(key, Parts.ENTRANCE_ARN)
                .fills(key, LoadBalancer.ADDRESS)
                .fills(key, AliasTarget.OUTPUT)
                .impact(Impact.COSTS);
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
            run.fill(key, Parts.ENTRANCE_ARN, made.loadBalancerArn());
            run.fill(key, LoadBalancer.ADDRESS, Balancer.address(made));
            run.fill(key, AliasTarget.OUTPUT, AliasTarget.of(made.canonicalHostedZoneId(), made.dnsName()));
            return made;
        });
    }

    private Steps change(AwsThing entrance) {
        Balancer balancer = Draft.balancer(entrance);
        Value<List<String>> wanted = firewall.groups();
        boolean same = wanted.now()
                .filter(ids -> Set.copyOf(ids).equals(Set.copyOf(balancer.lb().securityGroups())))
                .isPresent();
        if (same || !Draft.hasGroups(balancer)) {
            return Steps.none();
        }
        draft.differs("firewall", balancer.lb().securityGroups(), wanted);
        Step step = balancing()
                .step("SetSecurityGroups", "entrance of " + draft.key().name(), draft.key())
                .on(entrance.nativeId())
                .with("LoadBalancerArn", entrance.nativeId().value())
                .with("SecurityGroups", wanted);
        return step.call(run -> balancing()
                .write(step, run, SetSecurityGroupsRequest.builder(), ElasticLoadBalancingV2Client::setSecurityGroups));
    }

    private Optional<Front> front(int port) {
        return there.stream()
                .flatMap(t -> Draft.balancer(t).fronts().stream())
                .filter(f -> f.port() == port)
                .findFirst();
    }

    private Steps listener(EntranceGroup group) {
        Optional<Front> front = front(group.port());
        Value<List<Action>> actions = group.arn().map(EntrancePlan::forward);
        boolean same = front.isPresent()
                && actions.now()
                        .map(Actions::normal)
                        .filter(Actions.normal(front.get().listener().defaultActions())::equals)
                        .isPresent();
        return Steps.sequence(
                same ? Steps.none() : front.isPresent() ? modify(front.get(), actions) : create(group, actions),
                idle(group, front));
    }

    private static List<Action> forward(String group) {
        return List.of(Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .forwardConfig(f -> f.targetGroups(TargetGroupTuple.builder()
                        .targetGroupArn(group)
                        .weight(1)
                        .build()))
                .build());
    }

    private Steps create(EntranceGroup group, Value<List<Action>> actions) {
        Step step = balancing()
                .step("CreateListener", "entrance " + group.port(), draft.key())
                .with("LoadBalancerArn", arn())
                .with("Protocol", ProtocolEnum.TCP.toString())
                .with("Port", group.port())
                .with("DefaultActions", actions)
                .fills(draft.key(), Parts.entranceListener(group.port()));
        there.ifPresent(t -> step.on(t.nativeId()));
        return step.call(run -> {
            String arn = balancing()
                    .write(step, run, CreateListenerRequest.builder(), ElasticLoadBalancingV2Client::createListener)
                    .listeners()
                    .get(0)
                    .listenerArn();
            run.fill(draft.key(), Parts.entranceListener(group.port()), arn);
            return arn;
        });
    }

    private Steps modify(Front front, Value<List<Action>> actions) {
        Step step = balancing()
                .step("ModifyListener", "entrance " + front.port(), draft.key())
                .on(NativeId.of("listener", front.arn()))
                .with("ListenerArn", front.arn())
                .with("DefaultActions", actions);
        return step.call(run -> balancing()
                .write(step, run, ModifyListenerRequest.builder(), ElasticLoadBalancingV2Client::modifyListener));
    }

    /** The entrance never gives a silent connection up before the ALB does. */
    private Steps idle(EntranceGroup group, Optional<Front> front) {
        String has = front.map(f -> f.attributes().getOrDefault(Front.IDLE, ListenerPlan.STANDARD_IDLE))
                .orElse(ListenerPlan.STANDARD_IDLE);
        long wanted =
                Math.max(BalancerAttributes.wantedIdle(draft).toSeconds(), Long.parseLong(ListenerPlan.STANDARD_IDLE));
        if (String.valueOf(wanted).equals(has)) {
            return Steps.none();
        }
        Value<String> arn = front.map(f -> Value.of(f.arn()))
                .orElseGet(() -> Value.later(draft.key(), Parts.entranceListener(group.port())));
        Step step = balancing()
                .step("ModifyListenerAttributes", "entrance " + group.port(), draft.key())
                .with("ListenerArn", arn)
                .with(
                        "Attributes",
                        List.of(ListenerAttribute.builder()
                                .key(Front.IDLE)
                                .value(String.valueOf(wanted))
                                .build()));
        front.ifPresent(f -> step.on(NativeId.of("listener", f.arn())));
        return step.call(run -> balancing()
                .write(
                        step,
                        run,
                        ModifyListenerAttributesRequest.builder(),
                        ElasticLoadBalancingV2Client::modifyListenerAttributes));
    }

    /** What goes: listeners on ports that the ALB no longer has, other entrances, groups that lead nowhere any more. */
    Steps retire() {
        List<Front> stale = there.stream()
                .flatMap(t -> Draft.balancer(t).fronts().stream())
                .filter(f -> groups.stream().noneMatch(g -> g.port() == f.port()))
                .toList();
        List<AwsThing> old = new ArrayList<>(draft.entrances(Parts.BALANCER));
        old.removeAll(kept());
        old.removeAll(blocking());
        List<AwsThing> oldGroups = new ArrayList<>(draft.entrances(Parts.GROUP));
        oldGroups.removeAll(kept());
        return Steps.sequence(
                Steps.each(stale, front -> ListenerPlan.delete(draft, front)),
                Steps.each(old, t -> Retirement.balancer(balancing(), t, draft.key(), false)),
                Steps.each(oldGroups, t -> Retirement.group(balancing(), t.nativeId(), draft.key())));
    }
}
