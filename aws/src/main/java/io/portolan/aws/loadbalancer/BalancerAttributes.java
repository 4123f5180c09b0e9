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
    private static final String STANDARD_IDLE = "60";

    private BalancerAttributes() {}

    /** What is to be set, of a balancer that has these. */
    static Map<String, String> changed(Draft draft, Map<String, String> has) {
        Map<String, String> changed = new TreeMap<>();
        if (draft.spec.isHttp()) {
            String there = has.getOrDefault(IDLE, STANDARD_IDLE);
            Optional<Duration> before = draft.current.isPresent()
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(there)))
                    : Optional.empty();
            Duration wanted = draft.spec.idleTimeout().resolve(before, LoadBalancer.DEFAULT_IDLE_TIMEOUT);
            if (!String.valueOf(wanted.toSeconds()).equals(there)) {
                changed.put(IDLE, String.valueOf(wanted.toSeconds()));
                if (draft.current.isPresent()) {
                    draft.differs("idleTimeout", there + "s", wanted.toSeconds() + "s");
                }
            }
        }
        return changed;
    }

    /** How long a connection to an ALB may be silent. */
    static Duration idle(Map<String, String> has) {
        return Duration.ofSeconds(Long.parseLong(has.getOrDefault(IDLE, STANDARD_IDLE)));
    }

    static boolean isProtected(Map<String, String> has) {
        return "true".equals(has.get(PROTECTED));
    }
}
