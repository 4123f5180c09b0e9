package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * The target group of one pool. Port, protocol, kind of targets, family and VPC can't be changed, and one group serves one balancer: where one of these
 * differs, a group is made beside the old one, and the old one is deleted when no listener leads to it any more.
 */
final class GroupPlan {
    private final Draft draft;
    private final Pool pool;
    private final ProtocolEnum protocol;
    private final TargetTypeEnum type;
    private final boolean isV6;
    private final Optional<AwsThing> there;

    GroupPlan(Draft draft, Pool pool) {
        this.draft = draft;
        this.pool = pool;
        this.protocol = ListenerWants.use(draft.spec, pool.name()).protocol();
        this.type = type();
        this.isV6 = pool.targets().stream()
                .flatMap(t -> t.address().stream())
                .findFirst()
                .map(a -> !a.isV4())
                .orElse(false);
        this.there = find();
    }

    Optional<AwsThing> there() {
        return there;
    }

    String poolName() {
        return pool.name();
    }

    private TargetTypeEnum type() {
        if (pool.targets().isEmpty()) {
            return draft.all(Parts.GROUP).stream()
                    .filter(t -> pool.name().equals(t.tags().get(Parts.POOL_TAG)))
                    .map(t -> Draft.group(t).group().targetType())
                    .findFirst()
                    .orElse(TargetTypeEnum.IP);
        }
        return pool.targets().get(0).instance().isPresent() ? TargetTypeEnum.INSTANCE : TargetTypeEnum.IP;
    }

    /** By its tag; where tags are not seen yet, by its name; a group that is taken over and has neither, by what it is. */
    private Optional<AwsThing> find() {
        List<AwsThing> fit = draft.all(Parts.GROUP).stream()
                .filter(t -> fits(Draft.group(t).group()))
                .toList();
        Optional<String> name = name().now();
        Optional<AwsThing> tagged = fit.stream()
                .filter(t -> pool.name().equals(t.tags().get(Parts.POOL_TAG)))
                .findFirst();
        Optional<AwsThing> named = fit.stream()
                .filter(t -> name.filter(Draft.group(t).group().targetGroupName()::equals)
                        .isPresent())
                .findFirst();
        return tagged.or(() -> named)
                .or(() -> fit.stream()
                        .filter(t -> t.mark().isEmpty() && !t.tags().containsKey(Parts.POOL_TAG))
                        .findFirst());
    }

    private boolean fits(TargetGroup group) {
        boolean free = draft.current
                .map(t -> Set.of(Draft.balancer(t).arn()).containsAll(group.loadBalancerArns()))
                .orElseGet(() -> group.loadBalancerArns().isEmpty());
        boolean family = (group.ipAddressType() == TargetGroupIpAddressTypeEnum.IPV6) == isV6
                || pool.targets().isEmpty();
        return free
                && family
                && group.protocol() == protocol
                && group.targetType() == type
                && group.port().equals(pool.port())
                && draft.site.vpc().now().filter(group.vpcId()::equals).isPresent();
    }

    private Value<String> name() {
        return Value.all(List.of(draft.site.vpc(), draft.name()))
                .map(place -> Names.of(
                        "portolan",
                        draft.change.mark().owner(),
                        draft.key(),
                        pool.name(),
                        pool.port(),
                        protocol,
                        type,
                        isV6,
                        place));
    }

    /** The ARN, known or to be filled. */
    Value<String> arn() {
        return there.map(t -> Value.of(t.nativeId().value()))
                .orElseGet(() -> Value.later(draft.key(), Parts.group(pool.name())));
    }

    Steps make() {
        GroupCheck check = GroupCheck.of(
                pool,
                protocol == ProtocolEnum.HTTP,
                there.map(t -> GroupCheck.of(Draft.group(t).group())));
        List<Steps> steps = new ArrayList<>();
        if (there.isEmpty()) {
            steps.add(create(check));
        } else if (!GroupCheck.of(Draft.group(there.get()).group()).equals(check)) {
            draft.differs(
                    "pools." + pool.name() + ".healthCheck",
                    GroupCheck.of(Draft.group(there.get()).group()),
                    check);
            Step step = check.to(step("ModifyTargetGroup"));
            steps.add(step.call(run -> balancing()
                    .write(
                            step,
                            run,
                            ModifyTargetGroupRequest.builder(),
                            ElasticLoadBalancingV2Client::modifyTargetGroup)));
        }
        steps.add(attributes());
        steps.add(new TargetPlan(draft, pool.name(), arn(), there.map(Draft::group), type).of(pool));
        return Steps.sequence(steps);
    }

    private Service<ElasticLoadBalancingV2Client> balancing() {
        return draft.balancing();
    }

    private Step step(String operation) {
        Step step = balancing().step(operation, pool.name(), draft.key()).with("TargetGroupArn", arn());
        there.ifPresent(t -> step.on(t.nativeId()));
        return step;
    }

    private Steps create(GroupCheck check) {
        Step step = check.to(balancing()
                        .step("CreateTargetGroup", pool.name(), draft.key())
                        .with("Name", name())
                        .with("Protocol", protocol.toString())
                        .with("Port", pool.port())
                        .with("VpcId", draft.site.vpc())
                        .with("TargetType", type.toString()))
                .with("Tags", draft.tags(Map.of(Parts.POOL_TAG, pool.name())))
                .fills(draft.key(), Parts.group(pool.name()));
        if (isV6) {
            step.with("IpAddressType", TargetGroupIpAddressTypeEnum.IPV6.toString());
        }
        return step.call(run -> {
            String arn = balancing()
                    .write(
                            step,
                            run,
                            CreateTargetGroupRequest.builder(),
                            ElasticLoadBalancingV2Client::createTargetGroup)
                    .targetGroups()
                    .get(0)
                    .targetGroupArn();
            run.made(draft.key(), NativeId.of(Parts.GROUP, arn));
            run.fill(draft.key(), Parts.group(pool.name()), arn);
            return arn;
        });
    }

    private Steps attributes() {
        Optional<Map<String, String>> before = there.map(t -> GroupAttributes.of(Draft.group(t)));
        Optional<LoadBalancer.ClientIp> clientIp = draft.spec.clientIp().value();
        Map<String, String> wanted = clientIp.isPresent()
                ? GroupAttributes.of(pool, clientIp.get(), protocol, before)
                : GroupAttributes.of(pool, protocol, before);
        Map<String, String> has = before.orElseGet(() -> GroupAttributes.standard(protocol, type));
        List<TargetGroupAttribute> changed = new ArrayList<>();
        wanted.forEach((name, value) -> {
            if (!value.equals(has.get(name))) {
                changed.add(
                        TargetGroupAttribute.builder().key(name).value(value).build());
                if (there.isPresent()) {
                    draft.differs("pools." + pool.name() + "." + name, has.getOrDefault(name, "-"), value);
                }
            }
        });
        if (changed.isEmpty()) {
            return Steps.none();
        }
        Step step = step("ModifyTargetGroupAttributes").with("Attributes", changed);
        return step.call(run -> balancing()
                .write(
                        step,
                        run,
                        ModifyTargetGroupAttributesRequest.builder(),
                        ElasticLoadBalancingV2Client::modifyTargetGroupAttributes));
    }

    /** Whether any pool has IPv6 targets: the balancer then speaks IPv6 too. */
    static boolean hasV6(LoadBalancer spec) {
        return spec.pools().stream()
                .flatMap(p -> p.targets().stream())
                .map(Target::address)
                .flatMap(Optional::stream)
                .anyMatch(a -> !a.isV4());
    }
}
