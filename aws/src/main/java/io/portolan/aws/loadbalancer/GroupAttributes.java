package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.model.Field;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The attributes of target groups that pools know, and what AWS has where nobody has set them (API reference, TargetGroupAttribute). */
final class GroupAttributes {
    private static final String DELAY = "deregistration_delay.timeout_seconds";
    private static final String STICKY = "stickiness.enabled";
    private static final String STICKY_TYPE = "stickiness.type";
    private static final String STICKY_COOKIE = "stickiness.lb_cookie.duration_seconds";
    private static final String PROXY = "proxy_protocol_v2.enabled";
    private static final String PRESERVE = "preserve_client_ip.enabled";

    private GroupAttributes() {}

    /** What a group has that nobody has set anything of. */
    static Map<String, String> standard(ProtocolEnum protocol, TargetTypeEnum type) {
        Map<String, String> standard = new HashMap<>();
        standard.put(DELAY, "300");
        standard.put(STICKY, "false");
        if (protocol == ProtocolEnum.HTTP) {
            standard.put(STICKY_TYPE, "lb_cookie");
            standard.put(STICKY_COOKIE, "86400");
        } else {
            boolean preserves =
                    type == TargetTypeEnum.INSTANCE || protocol == ProtocolEnum.UDP || protocol == ProtocolEnum.TCP_UDP;
            standard.put(STICKY_TYPE, "source_ip");
            standard.put(PROXY, "false");
            standard.put(PRESERVE, String.valueOf(preserves));
        }
        return standard;
    }

    /** What a group has. */
    static Map<String, String> of(Group group) {
        Map<String, String> all =
                standard(group.group().protocol(), group.group().targetType());
        all.putAll(group.attributes());
        return all;
    }

    /**
     * What a group is to have.
     *
     * @param there what it has; empty for a new one
     */
    static Map<String, String> of(
            Pool pool, LoadBalancer.ClientIp clientIp, ProtocolEnum protocol, Optional<Map<String, String>> there) {
        Map<String, String> wanted = of(pool, protocol, there);
        boolean canChoose = protocol == ProtocolEnum.TCP;
        if (canChoose) {
            wanted.put(PRESERVE, String.valueOf(clientIp == LoadBalancer.ClientIp.PRESERVE));
        }
        return wanted;
    }

    /** The same where nothing is said about the client's address. */
    static Map<String, String> of(Pool pool, ProtocolEnum protocol, Optional<Map<String, String>> there) {
        Map<String, String> wanted = new TreeMap<>();
        Duration drain = pool.drainTimeout().resolve(there.flatMap(GroupAttributes::drain), Pool.DEFAULT_DRAIN_TIMEOUT);
        wanted.put(DELAY, String.valueOf(drain.toSeconds()));
        Stickiness stickiness = pool.stickiness().resolve(there.map(GroupAttributes::stickiness), Stickiness.none());
        wanted.put(STICKY, String.valueOf(stickiness.by() != Stickiness.By.NONE));
        if (stickiness.by() != Stickiness.By.NONE) {
            wanted.put(STICKY_TYPE, stickiness.by() == Stickiness.By.COOKIE ? "lb_cookie" : "source_ip");
        }
        if (stickiness.by() == Stickiness.By.COOKIE) {
            Optional<Duration> before =
                    there.map(a -> a.get(STICKY_COOKIE)).map(s -> Duration.ofSeconds(Long.parseLong(s)));
            Duration lasts = stickiness.duration().resolve(before, Stickiness.DEFAULT_DURATION);
            wanted.put(STICKY_COOKIE, String.valueOf(lasts.toSeconds()));
        }
        if (protocol != ProtocolEnum.HTTP) {
            Pool.ProxyProtocol proxy =
                    pool.proxyProtocol().resolve(there.map(GroupAttributes::proxy), Pool.ProxyProtocol.NONE);
            wanted.put(PROXY, String.valueOf(proxy == Pool.ProxyProtocol.V2));
        }
        return wanted;
    }

    /** How long a target that leaves may finish. */
    static Optional<Duration> drain(Map<String, String> attributes) {
        return Optional.ofNullable(attributes.get(DELAY)).map(s -> Duration.ofSeconds(Long.parseLong(s)));
    }

    private static Stickiness stickiness(Map<String, String> attributes) {
        if (!"true".equals(attributes.get(STICKY))) {
            return Stickiness.none();
        }
        if (!"lb_cookie".equals(attributes.get(STICKY_TYPE))) {
            return Stickiness.clientIp();
        }
        String seconds = attributes.getOrDefault(STICKY_COOKIE, "86400");
        return Stickiness.cookie(Field.of(Duration.ofSeconds(Long.parseLong(seconds))));
    }

    private static Pool.ProxyProtocol proxy(Map<String, String> attributes) {
        return "true".equals(attributes.get(PROXY)) ? Pool.ProxyProtocol.V2 : Pool.ProxyProtocol.NONE;
    }

    /** Adds them to a pool in portable words. */
    static void view(Group group, Pool.Builder pool) {
        Map<String, String> attributes = of(group);
        drain(attributes).ifPresent(pool::drainTimeout);
        pool.stickiness(stickiness(attributes)).proxyProtocol(proxy(attributes));
    }

    /** What targets of this group see as the source; empty where that is no choice. */
    static Optional<LoadBalancer.ClientIp> clientIp(Group group) {

        if (group.group().protocol() != ProtocolEnum.TCP) {
            return Optional.empty();
        }
        return Optional.of(
                "true".equals(of(group).get(PRESERVE))
                        ? LoadBalancer.ClientIp.PRESERVE
                        : LoadBalancer.ClientIp.REPLACE);
    }
}
