package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.AwsThing;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * The target group that leads from one port of an entrance to the ALB's listener on that port. Nothing of it is ever changed: another ALB, another entrance
 * or another protocol is another group (user guide, "Use Application Load Balancers as targets of a Network Load Balancer": the port is that of the ALB's
 * listener, and one ALB is the only target).
 */
final class EntranceGroup {
    /** That the ALB answers is enough: how its targets are is its own concern. */
    private static final String ANSWERS = "200-499";

    private final Draft draft;
    private final int port;
    private final ProtocolEnum check;
    private final Value<String> name;
    private final Optional<AwsThing> there;

    EntranceGroup(Draft draft, ListenerWants.Door door, Value<String> entrance) {
        this.draft = draft;
        this.port = door.port();
        this.check = door.protocol();
        this.name = Value.all(List.of(draft.name(), entrance))
                .map(both -> Names.of(Parts.ENTRANCE, draft.change.mark().owner(), draft.key(), port, check, both));
        this.there = draft.entrances(Parts.GROUP).stream()
                .filter(t -> name.now()
                        .filter(Draft.group(t).group().targetGroupName()::equals)
                        .isPresent())
                .findFirst();
    }

    Optional<AwsThing> there() {
        return there;
    }

    int port() {
        return port;
    }

    /** The ARN, known or to be filled. */
    Value<String> arn() {
        return there.map(t -> Value.of(t.nativeId().value()))
                .orElseGet(() -> Value.later(draft.key(), Parts.entranceGroup(port)));
    }

    Steps make() {
        if (there.isPresent()) {
            return Steps.none();
        }
        Step step = draft.balancing()
                .step("CreateTargetGroup", "entrance " + port, draft.key())
                .with("Name", name)
                .with("Protocol", ProtocolEnum.TCP.toString())
                .with("Port", port)
                .with("VpcId", draft.site.vpc())
                .with("TargetType", TargetTypeEnum.ALB.toString())
                .with("HealthCheckProtocol", check.toString())
                .with("HealthCheckPath", "/")
                .with("Matcher", Matcher.builder().httpCode(ANSWERS).build())
                .with("Tags", draft.tags(Map.of()))
                .fills(draft.key(), Parts.entranceGroup(port));
        return step.call(run -> {
            String arn = draft.balancing()
                    .write(
                            step,
                            run,
                            CreateTargetGroupRequest.builder(),
                            ElasticLoadBalancingV2Client::createTargetGroup)
                    .targetGroups()
                    .get(0)
                    .targetGroupArn();
            run.made(draft.key(), NativeId.of(Parts.GROUP, arn));
            run.fill(draft.key(), Parts.entranceGroup(port), arn);
            return arn;
        });
    }

    /** Makes the ALB its target, which has to listen on the port by then. */
    Steps register() {
        boolean done = draft.arn()
                .now()
                .filter(arn -> there.stream()
                        .flatMap(t -> Draft.group(t).targets().stream())
                        .anyMatch(target -> target.id().equals(arn)))
                .isPresent();
        if (done) {
            return Steps.none();
        }
        Step step = draft.balancing()
                .step("RegisterTargets", "entrance " + port, draft.key())
                .with("TargetGroupArn", arn())
                .with(
                        "Targets",
                        draft.arn()
                                .map(arn -> List.of(TargetDescription.builder()
                                        .id(arn)
                                        .port(port)
                                        .build())));
        there.ifPresent(t -> step.on(t.nativeId()));
        return step.call(run -> draft.balancing()
                .write(step, run, RegisterTargetsRequest.builder(), ElasticLoadBalancingV2Client::registerTargets));
    }
}
