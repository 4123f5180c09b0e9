package io.portolan.aws.loadbalancer;

import io.portolan.Impact;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;

/** Takes the parts of a balancer away: the balancer, which takes its listeners along, its target groups, its security group, its certificates. */
final class Retirement {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration RELEASING = Duration.ofMinutes(10);

    private Retirement() {}

    /** Everything that a key has. An ALB goes after what leads to it. */
    static Steps all(Account account, Collection<AwsThing> things, Key key) {
        Map<Boolean, List<AwsThing>> parts =
                things.stream().collect(Collectors.partitioningBy(BalancerView::isEntrance));
        return Steps.sequence(
                balancing(account, parts.getOrDefault(true, List.of()), key),
                balancing(account, parts.getOrDefault(false, List.of()), key),
                Steps.each(of(things, Parts.FIREWALL), t -> OwnFirewall.delete(account.ec2(), t.nativeId(), key)),
                Steps.each(
                        of(things, Parts.CERTIFICATE), t -> CertificatePlan.delete(account.acm(), t.nativeId(), key)));
    }

    private static Steps balancing(Account account, Collection<AwsThing> things, Key key) {
        return Steps.sequence(
                Steps.each(of(things, Parts.BALANCER), t -> balancer(account.balancing(), t, key, true)),
                Steps.each(of(things, Parts.GROUP), t -> group(account.balancing(), t.nativeId(), key)));
    }

    private static List<AwsThing> of(Collection<AwsThing> things, String part) {
        return things.stream().filter(t -> t.is(part)).toList();
    }

    /** Deletes a balancer; one that AWS protects is set free first: the plan has been confirmed. */
    static Steps balancer(
            Service<ElasticLoadBalancingV2Client> balancing, AwsThing thing, Key key, boolean losesAddress) {
        boolean fixed = !Draft.balancer(thing).allocations().isEmpty();
        return Steps.sequence(
                unprotect(balancing, thing, key),
                delete(
                        balancing,
                        thing,
                        key,
                        losesAddress && !fixed ? new Impact[] {Impact.LOSES_ADDRESS} : new Impact[0]));
    }

    private static Steps delete(
            Service<ElasticLoadBalancingV2Client> balancing, AwsThing thing, Key key, Impact... more) {
        Step step = balancing
                .delete("DeleteLoadBalancer", thing.nativeId(), key)
                .impact(Impact.DELETES)
                .impact(more);
        return step.call(run -> balancing.write(
                step,
                run,
                DeleteLoadBalancerRequest.builder().loadBalancerArn(run.get("id", String.class)),
                ElasticLoadBalancingV2Client::deleteLoadBalancer));
    }

    private static Steps unprotect(Service<ElasticLoadBalancingV2Client> balancing, AwsThing thing, Key key) {
        if (!BalancerAttributes.isProtected(Draft.balancer(thing).attributes())) {
            return Steps.none();
        }
        Step step = balancing
                .step("ModifyLoadBalancerAttributes", key.name(), key)
                .on(thing.nativeId())
                .with("LoadBalancerArn", thing.nativeId().value())
                .with(
                        "Attributes",
                        List.of(LoadBalancerAttribute.builder()
                                .key(BalancerAttributes.PROTECTED)
                                .value("false")
                                .build()));
        return step.call(run -> balancing.write(
                step,
                run,
                ModifyLoadBalancerAttributesRequest.builder(),
                ElasticLoadBalancingV2Client::modifyLoadBalancerAttributes));
    }

    /** Deletes a balancer before its successor is made, because both want one elastic address; done when the address is free. */
    static Steps first(Account account, AwsThing thing, Key key) {
        List<String> allocations = List.copyOf(Draft.balancer(thing).allocations());
        return Steps.sequence(
                unprotect(account.balancing(), thing, key),
                delete(account.balancing(), thing, key, Impact.INTERRUPTS),
                Step.await("the elastic address is free", key)
                        .until(
                                (run, answer, reads) -> new BalancerReads(account, reads).isFree(allocations)
                                        ? Poll.Progress.done()
                                        : Poll.Progress.again(SOON),
                                RELEASING,
                                Call.OnTimeout.FAIL));
    }

    /** Deletes a target group, which is in use until its listeners are gone. */
    static Steps group(Service<ElasticLoadBalancingV2Client> balancing, NativeId id, Key key) {
        Step step = balancing.delete("DeleteTargetGroup", id, key);
        return step.call(run -> balancing.write(
                step,
                run,
                DeleteTargetGroupRequest.builder().targetGroupArn(run.get("id", String.class)),
                ElasticLoadBalancingV2Client::deleteTargetGroup));
    }
}
