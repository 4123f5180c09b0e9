package io.portolan.aws.loadbalancer;

import io.portolan.Health;
import io.portolan.aws.account.AwsThing;
import io.portolan.model.Key;
import io.portolan.spi.toolkit.Things;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** How the targets of balancers are: one read for each target group, whatever the number of targets. */
final class BalancerHealth {
    private BalancerHealth() {}

    static Map<Key, Health> of(Things<AwsThing> world, Set<Key> keys, BalancerReads reads) {
        Map<Key, Health> health = new LinkedHashMap<>();
        for (Key key : keys) {
            List<Health.Part> parts = new ArrayList<>();
            for (AwsThing thing : world.of(key)) {
                boolean serves = thing.is(Parts.GROUP)
                        && !BalancerView.isEntrance(thing)
                        && !Draft.group(thing).group().loadBalancerArns().isEmpty();
                if (serves) {
                    String pool = BalancerView.poolName(thing);
                    reads.health(Draft.group(thing).arn()).forEach(t -> parts.add(part(t, pool)));
                }
            }
            if (!parts.isEmpty()) {
                health.put(key, Health.of(parts));
            }
        }
        return health;
    }

    private static Health.Part part(TargetHealthDescription target, String pool) {
        TargetHealth state = target.targetHealth();
        String detail = state.description() == null ? state.stateAsString() : state.description();
        boolean up = state.state() == TargetHealthStateEnum.HEALTHY;
        return Health.Part.of(
                target.target().id() + ":" + target.target().port() + " (" + pool + ")", up, up ? "" : detail);
    }
}
