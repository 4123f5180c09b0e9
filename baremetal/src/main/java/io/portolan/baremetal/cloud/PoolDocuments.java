package io.portolan.baremetal.cloud;

import io.portolan.baremetal.proxy.HealthCheckConfig;
import io.portolan.baremetal.proxy.PoolConfig;
import io.portolan.baremetal.proxy.StickinessConfig;
import io.portolan.baremetal.proxy.TargetConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the proxy should know of a pool, from its document: a pure function. */
final class PoolDocuments {
    private PoolDocuments() {}

    static PoolConfig pool(Transaction view, Endpoints endpoints, Document balancer, Map<String, Object> pool) {
        // Two targets may stand at one place when the plan has moved one of them; the place is told once.
        var targets = new LinkedHashMap<Endpoints.Endpoint, TargetConfig>();
        for (Map<String, Object> target : Json.objects(pool.get("targets"))) {
            Endpoints.Endpoint place = endpoints.target(view, balancer, pool, target);
            targets.putIfAbsent(place, new TargetConfig(ProxyDocuments.socket(place), number(target, "weight")));
        }
        PoolConfig.Builder config = PoolConfig.builder(String.valueOf(pool.get("name")))
                .targets(targets.values().stream().toList())
                .balancing(PoolConfig.Balancing.valueOf(String.valueOf(pool.get("balancing"))))
                .proxyProtocol(PoolConfig.ProxyProtocol.valueOf(String.valueOf(pool.get("proxyProtocol"))))
                .connectTimeout(millis(pool, "connectTimeout"))
                .drainTimeout(millis(pool, "drainTimeout"));
        if (pool.containsKey("healthCheck")) {
            config.healthCheck(healthCheck(Json.map(pool.get("healthCheck"))));
        }
        if (pool.containsKey("stickiness")) {
            Map<String, Object> stickiness = Json.map(pool.get("stickiness"));
            config.stickiness(new StickinessConfig(
                    StickinessConfig.By.valueOf(String.valueOf(stickiness.get("by"))), millis(stickiness, "duration")));
        }
        return config.build();
    }

    private static HealthCheckConfig healthCheck(Map<String, Object> check) {
        HealthCheckConfig.Builder config = HealthCheckConfig.builder(
                        HealthCheckConfig.Protocol.valueOf(String.valueOf(check.get("protocol"))))
                .interval(millis(check, "interval"))
                .timeout(millis(check, "timeout"))
                .healthyThreshold(number(check, "healthyThreshold"))
                .unhealthyThreshold(number(check, "unhealthyThreshold"));
        if (check.get("path") instanceof String path) {
            config.path(path);
        }
        if (check.get("host") instanceof String host) {
            config.host(host);
        }
        if (check.containsKey("port")) {
            config.port(number(check, "port"));
        }
        return config.build();
    }

    static Duration millis(Map<String, Object> map, String field) {
        return Duration.ofMillis(longNumber(map, field));
    }

    static int number(Map<String, Object> map, String field) {
        return Math.toIntExact(longNumber(map, field));
    }

    private static long longNumber(Map<String, Object> map, String field) {
        if (map.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("a document without " + field);
    }
}
