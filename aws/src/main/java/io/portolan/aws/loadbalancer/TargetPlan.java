package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.AwsThing;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The targets of a target group: the new ones come first, then the old ones go, and are waited for until they have finished. */
final class TargetPlan {
    /** So many in one call (aws-load-balancer-controller, {@code targets_manager.go}). */
    private static final int MOST = 200;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Draft draft;
    private final String pool;
    private final Value<String> group;
    private final Optional<Group> there;
    private final boolean isIp;

    TargetPlan(Draft draft, String pool, Value<String> group, Optional<Group> there, TargetTypeEnum type) {
        this.draft = draft;
        this.pool = pool;
        this.group = group;
        this.there = there;
        this.isIp = type == TargetTypeEnum.IP;
    }

    Steps of(Pool spec) {
        Map<TargetDescription, TargetDescription> wanted = new LinkedHashMap<>();
        for (Target target : spec.targets()) {
            TargetDescription description = description(target, spec.port());
            wanted.put(Group.plain(description), description);
        }
        List<TargetDescription> has = there.stream()
                .flatMap(g -> g.targets().stream())
                .map(Group::plain)
                .toList();
        List<TargetDescription> gone =
                has.stream().filter(t -> !wanted.containsKey(t)).toList();
        has.forEach(wanted::remove);
        if (there.isPresent() && !(wanted.isEmpty() && gone.isEmpty())) {
            draft.differs("pools." + pool + ".targets", names(gone), names(wanted.keySet()));
        }
        Duration drain =
                there.map(GroupAttributes::of).flatMap(GroupAttributes::drain).orElse(Pool.DEFAULT_DRAIN_TIMEOUT);
        List<Steps> steps = new ArrayList<>();
        chunks(List.copyOf(wanted.values())).forEach(some -> steps.add(register(some)));
        chunks(gone).forEach(some -> steps.add(deregister(some, drain)));
        return Steps.sequence(steps);
    }

    /** Lets all targets of a group that nothing leads to any more finish what they have begun. */
    static Steps drain(Draft draft, AwsThing thing) {
        Group group = Draft.group(thing);
        Duration drain = GroupAttributes.drain(GroupAttributes.of(group)).orElse(Pool.DEFAULT_DRAIN_TIMEOUT);
        TargetPlan plan = new TargetPlan(
                draft,
                BalancerView.poolName(thing),
                Value.of(group.arn()),
                Optional.of(group),
                group.group().targetType());
        List<TargetDescription> targets =
                group.targets().stream().map(Group::plain).toList();
        return Steps.sequence(chunks(targets).stream()
                .map(some -> plan.deregister(some, drain))
                .toList());
    }

    private static List<String> names(Collection<TargetDescription> targets) {
        return targets.stream().map(t -> t.id() + ":" + t.port()).toList();
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            chunks.add(all.subList(from, Math.min(all.size(), from + MOST)));
        }
        return chunks;
    }

    /** An address outside of the VPC is given with the zone "all" (API reference, TargetDescription). */
    private TargetDescription description(Target target, int port) {
        TargetDescription.Builder description = TargetDescription.builder()
                .id(target.where())
                .port(target.port().orElse(port));
        if (isIp && target.address().filter(draft.site::isOutside).isPresent()) {
            description.availabilityZone("all");
        }
        return description.build();
    }

    private Step step(String operation, List<TargetDescription> targets) {
        Step step = draft.balancing()
                .step(operation, pool, draft.key())
                .with("TargetGroupArn", group)
                .with("Targets", targets);
        there.ifPresent(g -> step.on(NativeId.of(Parts.GROUP, g.arn())));
        return step;
    }

    private Steps register(List<TargetDescription> targets) {
        Step step = step("RegisterTargets", targets);
        return step.call(run -> draft.balancing()
                .write(step, run, RegisterTargetsRequest.builder(), ElasticLoadBalancingV2Client::registerTargets));
    }

    private Steps deregister(List<TargetDescription> targets, Duration drain) {
        Step step = step("DeregisterTargets", targets);
        BiFunction<Reads, String, Poll.Progress> look = (reads, arn) -> {
            boolean leaving = new BalancerReads(draft.account, reads)
                    .health(arn).stream()
                            .anyMatch(t -> targets.contains(Group.plain(t.target())) && BalancerReads.isLeaving(t));
            return leaving ? Poll.Progress.again(SOON) : Poll.Progress.done();
        };
        return step.call(run -> draft.balancing()
                        .write(
                                step,
                                run,
                                DeregisterTargetsRequest.builder(),
                                ElasticLoadBalancingV2Client::deregisterTargets))
                .until(
                        "what they had begun is finished",
                        (run, answer, reads) -> look.apply(reads, run.get("TargetGroupArn", String.class)),
                        drain.plus(SOON),
                        Call.OnTimeout.PROCEED);
    }
}
