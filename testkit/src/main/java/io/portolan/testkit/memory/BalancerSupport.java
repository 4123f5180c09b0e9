package io.portolan.testkit.memory;

import io.portolan.Support;
import io.portolan.loadbalancer.LoadBalancerFeatures;
import io.portolan.model.Feature;
import java.time.Duration;

/** What the balancers of each temper hold. */
final class BalancerSupport {
    private static final Feature[] EVERYWHERE = {
        LoadBalancerFeatures.TCP,
        LoadBalancerFeatures.UDP,
        LoadBalancerFeatures.TLS,
        LoadBalancerFeatures.HTTP,
        LoadBalancerFeatures.HTTPS,
        LoadBalancerFeatures.MIXED,
        LoadBalancerFeatures.SNI,
        LoadBalancerFeatures.TLS_1_3_ONLY,
        LoadBalancerFeatures.ROUTE_HOST,
        LoadBalancerFeatures.ROUTE_PATH,
        LoadBalancerFeatures.REDIRECT,
        LoadBalancerFeatures.WEIGHTED_POOLS,
        LoadBalancerFeatures.TARGET_ADDRESS,
        LoadBalancerFeatures.CHECK_TCP,
        LoadBalancerFeatures.CHECK_HTTP,
        LoadBalancerFeatures.CHECK_HTTPS,
        LoadBalancerFeatures.STICKY_IP,
        LoadBalancerFeatures.STICKY_COOKIE,
        LoadBalancerFeatures.SOURCE_RANGES,
        LoadBalancerFeatures.FIREWALL,
        LoadBalancerFeatures.FIXED_ADDRESS_L4,
        LoadBalancerFeatures.PUBLIC,
        LoadBalancerFeatures.INTERNAL,
        LoadBalancerFeatures.CLIENT_IP_REPLACE
    };

    private BalancerSupport() {}

    static Support of(Temper temper) {
        Support.Builder support = Support.builder()
                .natively(EVERYWHERE)
                .within(LoadBalancerFeatures.CHECK_INTERVAL, Duration.ofSeconds(1), Duration.ofMinutes(5))
                .within(LoadBalancerFeatures.DRAIN, Duration.ZERO, Duration.ofHours(1))
                .within(LoadBalancerFeatures.IDLE, Duration.ofSeconds(1), Duration.ofMinutes(100));
        switch (temper) {
            case TOKENS ->
                support.natively(
                                LoadBalancerFeatures.TARGET_INSTANCE,
                                LoadBalancerFeatures.CLIENT_IP_PRESERVE,
                                LoadBalancerFeatures.PROXY_V1,
                                LoadBalancerFeatures.PROXY_V2)
                        .unsupported(LoadBalancerFeatures.FIXED_ADDRESS_L7, LoadBalancerFeatures.WEIGHTED_TARGETS);
            case OPERATIONS ->
                support.natively(
                                LoadBalancerFeatures.TARGET_INSTANCE,
                                LoadBalancerFeatures.CLIENT_IP_PRESERVE,
                                LoadBalancerFeatures.FIXED_ADDRESS_L7,
                                LoadBalancerFeatures.PROXY_V1)
                        .unsupported(LoadBalancerFeatures.PROXY_V2, LoadBalancerFeatures.WEIGHTED_TARGETS);
            case DOCUMENTS ->
                support.natively(LoadBalancerFeatures.TARGET_INSTANCE, LoadBalancerFeatures.FIXED_ADDRESS_L7)
                        .degraded(LoadBalancerFeatures.WEIGHTED_TARGETS, "weights are rounded to quarters")
                        .unsupported(LoadBalancerFeatures.PROXY_V1, LoadBalancerFeatures.PROXY_V2);
            case HOST ->
                support.natively(
                                LoadBalancerFeatures.WEIGHTED_TARGETS,
                                LoadBalancerFeatures.FIXED_ADDRESS_L7,
                                LoadBalancerFeatures.PROXY_V1,
                                LoadBalancerFeatures.PROXY_V2)
                        .unsupported(LoadBalancerFeatures.TARGET_INSTANCE, LoadBalancerFeatures.CLIENT_IP_PRESERVE);
        }
        return support.build();
    }
}
