package io.portolan.aws.loadbalancer;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * A target group as it was read.
 *
 * @param group the SDK's object
 * @param attributes its attributes
 * @param targets what is registered; not what is being drained
 */
record Group(TargetGroup group, Map<String, String> attributes, List<TargetDescription> targets) {
    Group {
        attributes = Map.copyOf(attributes);
        targets = List.copyOf(targets);
    }

    /** Whether it leads from an entrance to its ALB. */
    boolean isEntrance() {
        return group.targetType() == TargetTypeEnum.ALB;
    }

    String arn() {
        return group.targetGroupArn();
    }

    /** A target without the zone, which AWS fills in by itself. */
    static TargetDescription plain(TargetDescription target) {
        return TargetDescription.builder().id(target.id()).port(target.port()).build();
    }
}
