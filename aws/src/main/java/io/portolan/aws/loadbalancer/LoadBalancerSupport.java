package io.portolan.aws.loadbalancer;

import static io.portolan.loadbalancer.LoadBalancerFeatures.*;

import io.portolan.Support;
import io.portolan.loadbalancer.LoadBalancerFeatures;
import java.time.Duration;

/** What NLB and ALB hold together. What only one of them holds is refused for the other by {@link LoadBalancerCheck}. */
final class LoadBalancerSupport {
    /** An NLB takes 60 to 6,000 s, an ALB 1 to 4,000 s: what both take. */
    private static final Duration IDLE_MIN = Duration.ofSeconds(60);

    private static final Duration IDLE_MAX = Duration.ofSeconds(4_000);

    static final Support TABLE = Support.builder()
            .natively(TCP, UDP, TLS, HTTP, HTTPS, MIXED, SNI, TLS_1_3_ONLY)
            .natively(ROUTE_HOST, ROUTE_PATH, REDIRECT, WEIGHTED_POOLS, TARGET_ADDRESS, TARGET_INSTANCE)
            .natively(CHECK_TCP, CHECK_HTTP, CHECK_HTTPS, STICKY_IP, STICKY_COOKIE, PROXY_V2)
            .within(CHECK_INTERVAL, Duration.ofSeconds(5), Duration.ofSeconds(300))
            .within(DRAIN, Duration.ZERO, Duration.ofSeconds(3_600))
            .within(IDLE, IDLE_MIN, IDLE_MAX)
            .natively(SOURCE_RANGES, FIREWALL, FIXED_ADDRESS_L4, PUBLIC, LoadBalancerFeatures.INTERNAL)
            .natively(CLIENT_IP_PRESERVE, CLIENT_IP_REPLACE)
            .emulated(FIXED_ADDRESS_L7, "an NLB with the address stands before the ALB, which is internal")
            .unsupported(WEIGHTED_TARGETS, PROXY_V1)
            .build();

    private LoadBalancerSupport() {}
}
