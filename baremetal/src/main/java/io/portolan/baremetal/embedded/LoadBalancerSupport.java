package io.portolan.baremetal.embedded;

import static io.portolan.loadbalancer.LoadBalancerFeatures.*;

import io.portolan.Support;
import java.time.Duration;

/** What the embedded load balancer holds. */
final class LoadBalancerSupport {
    private static final String HERE = "on a loopback address, reached from this machine only";

    static final Support TABLE = Support.builder()
            .natively(TCP, TLS, HTTP, HTTPS, SNI, TLS_1_3_ONLY)
            .natively(ROUTE_HOST, ROUTE_PATH, REDIRECT, WEIGHTED_POOLS, WEIGHTED_TARGETS, TARGET_ADDRESS)
            .within(CHECK_INTERVAL, Duration.ofMillis(50), Duration.ofHours(1))
            .natively(CHECK_TCP, CHECK_HTTP, CHECK_HTTPS, STICKY_IP, STICKY_COOKIE)
            .within(DRAIN, Duration.ZERO, Duration.ofHours(1))
            .within(IDLE, Duration.ofSeconds(1), Duration.ofHours(24))
            .natively(PROXY_V1, PROXY_V2, SOURCE_RANGES, FIREWALL, CLIENT_IP_REPLACE)
            .natively(FIXED_ADDRESS_L4, FIXED_ADDRESS_L7)
            .emulated(PUBLIC, HERE)
            .emulated(INTERNAL, HERE)
            .unsupported(UDP, MIXED, TARGET_INSTANCE, CLIENT_IP_PRESERVE)
            .build();

    private LoadBalancerSupport() {}
}
