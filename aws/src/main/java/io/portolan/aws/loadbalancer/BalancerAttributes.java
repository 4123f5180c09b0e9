package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.LoadBalancer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes of balancers that the model knows (API reference, LoadBalancerAttribute). */
final class BalancerAttributes {
    static final String IDLE = "idle_timeout.timeout_seconds";
    static final String PROTECTED = "deletion_protection.enabled";
    private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";
    private static final String STANDARD_IDLE = "60";

    private BalancerAttributes() {}

    /** What is to be set, of a balancer that has these. */
    static Map<String, String> changed(Draft draft, Map<String, String> has) {
        Map<String, String> changed = new TreeMap<>();
        if (draft.spec.isHttp()) {
            String there = has.getOrDefault(IDLE, STANDARD_IDLE);
            Duration wanted = wantedIdle(draft);
            if (!String.valueOf(wanted.toSeconds()).equals(there)) {
                changed.put(IDLE, String.valueOf(wanted.toSeconds()));
                if (draft.current.isPresent()) {
                    draft.differs("idleTimeout", there + "s", wanted.toSeconds() + "s");
                }
            }
        }
        draft.options().crossZone().ifPresent(on -> flag(draft, CROSS_ZONE, on, has, changed));
        draft.options().deletionProtection().ifPresent(on -> flag(draft, PROTECTED, on, has, changed));
        return changed;
    }

    /** How long a connection to an ALB may be silent, as asked for; as it is where nothing is said. */
    static Duration wantedIdle(Draft draft) {
        Optional<Duration> before =
                draft.current.map(Draft::balancer).map(Balancer::attributes).map(BalancerAttributes::idle);
        return draft.spec.idleTimeout().resolve(before, LoadBalancer.DEFAULT_IDLE_TIMEOUT);
    }

    private static void flag(
            Draft draft, String name, boolean on, Map<String, String> has, Map<String, String> changed) {
        String there = has.getOrDefault(name, "false");
        if (!there.equals(String.valueOf(on))) {
            changed.put(name, String.valueOf(on));
            if (draft.current.isPresent()) {
                draft.differs(name, there, on);
            }
        }
    }

    /** How long a connection to an ALB may be silent. */
    static Duration idle(Map<String, String> has) {
        return Duration.ofSeconds(Long.parseLong(has.getOrDefault(IDLE, STANDARD_IDLE)));
    }

    static boolean isProtected(Map<String, String> has) {
        return "true".equals(has.get(PROTECTED));
    }
}
