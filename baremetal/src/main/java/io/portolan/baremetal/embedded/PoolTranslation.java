package io.portolan.baremetal.embedded;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pools in the cloud's words. Times are in milliseconds there. */
final class PoolTranslation {
    private PoolTranslation() {}

    static List<Object> pools(LoadBalancer spec, Optional<Native> there) {
        var pools = new ArrayList<>();
        for (Pool pool : spec.pools()) {
            Optional<Native> before = before(there, pool.name());
            var json = new LinkedHashMap<String, Object>();
            json.put("name", pool.name());
            json.put("port", (long) pool.port());
            json.put(
                    "targets",
                    pool.targets().stream()
                            .map(target -> target(target, pool, before))
                            .toList());
            json.put(
                    "balancing",
                    before.flatMap(had -> had.optionalText("balancing")).orElse("ROUND_ROBIN"));
            pool.healthCheck()
                    .ifPresent(check -> json.put(
                            "healthCheck", healthCheck(check, before.flatMap(had -> had.object("healthCheck")))));
            stickiness(pool, before).ifPresent(stickiness -> json.put("stickiness", stickiness));
            Optional<Pool.ProxyProtocol> proxy =
                    before.flatMap(had -> had.optionalText("proxyProtocol")).map(Pool.ProxyProtocol::valueOf);
            json.put(
                    "proxyProtocol",
                    pool.proxyProtocol().resolve(proxy, Pool.ProxyProtocol.NONE).name());
            json.put(
                    "connectTimeout",
                    before.flatMap(had -> had.number("connectTimeout")).orElse(3000L));
            json.put(
                    "drainTimeout",
                    pool.drainTimeout()
                            .resolve(millis(before, "drainTimeout"), Pool.DEFAULT_DRAIN_TIMEOUT)
                            .toMillis());
            pools.add(json);
        }
        return pools;
    }

    private static Optional<Native> before(Optional<Native> there, String name) {
        return there.stream()
                .flatMap(balancer -> balancer.objects("pools").stream())
                .filter(pool -> pool.text("name").equals(name))
                .findFirst();
    }

    static Optional<Duration> millis(Optional<Native> there, String field) {
        return there.flatMap(thing -> thing.number(field)).map(Duration::ofMillis);
    }

    private static Map<String, Object> target(Target target, Pool pool, Optional<Native> before) {
        Optional<Native> had = before.stream()
                .flatMap(there -> there.objects("targets").stream())
                .filter(there -> there.text("address").equals(target.where())
                        && there.number("port").orElse((long) pool.port())
                                == (long) target.port().orElse(pool.port()))
                .findFirst();
        var json = new LinkedHashMap<String, Object>();
        json.put("address", target.where());
        target.port().ifPresent(port -> json.put("port", (long) port));
        json.put("weight", (long) target.weight()
                .resolve(had.flatMap(there -> there.number("weight")).map(Math::toIntExact), 1));
        return json;
    }

    /** A check of a pool or of an answer. */
    static Map<String, Object> healthCheck(HealthCheck check, Optional<Native> there) {
        Duration interval = check.interval().resolve(millis(there, "interval"), HealthCheck.DEFAULT_INTERVAL);
        Duration atMost = HealthCheck.DEFAULT_TIMEOUT.compareTo(interval) < 0 ? HealthCheck.DEFAULT_TIMEOUT : interval;
        var json = new LinkedHashMap<String, Object>();
        json.put("protocol", check.protocol().name());
        if (check.protocol() != HealthCheck.Protocol.TCP) {
            json.put("path", check.path());
        }
        check.port().ifPresent(port -> json.put("port", (long) port));
        json.put("interval", interval.toMillis());
        Duration timeout = check.timeout().resolve(millis(there, "timeout"), atMost);
        json.put(
                "timeout",
                (check.timeout().isUnset() && timeout.compareTo(interval) > 0 ? interval : timeout).toMillis());
        json.put(
                "healthyThreshold",
                threshold(check.healthyThreshold(), there, "healthyThreshold", HealthCheck.DEFAULT_HEALTHY));
        json.put(
                "unhealthyThreshold",
                threshold(check.unhealthyThreshold(), there, "unhealthyThreshold", HealthCheck.DEFAULT_UNHEALTHY));
        return json;
    }

    private static long threshold(Field<Integer> field, Optional<Native> there, String name, int otherwise) {
        return field.resolve(there.flatMap(check -> check.number(name)).map(Math::toIntExact), otherwise);
    }

    private static Optional<Map<String, Object>> stickiness(Pool pool, Optional<Native> before) {
        Optional<Native> had = before.flatMap(there -> there.object("stickiness"));
        if (pool.stickiness().isUnset()) {
            return had.map(there -> Map.of(
                    "by", there.text("by"), "duration", there.number("duration").orElse(0L)));
        }
        Stickiness wanted = pool.stickiness().orElse(Stickiness.none());
        return switch (wanted.by()) {
            case NONE -> Optional.empty();
            case CLIENT_IP -> Optional.of(Map.of("by", "CLIENT_IP", "duration", 0L));
            case COOKIE ->
                Optional.of(Map.of(
                        "by",
                        "COOKIE",
                        "duration",
                        wanted.duration()
                                .resolve(
                                        millis(had, "duration").filter(duration -> !duration.isZero()),
                                        Stickiness.DEFAULT_DURATION)
                                .toMillis()));
        };
    }

    /** What is left open and differs from its default. */
    static void left(LoadBalancer spec, Native there, Map<String, Object> left) {
        for (Pool pool : spec.pools()) {
            Optional<Native> before = before(Optional.of(there), pool.name());
            String path = "pools." + pool.name() + ".";
            millis(before, "drainTimeout")
                    .filter(had -> pool.drainTimeout().isUnset() && !had.equals(Pool.DEFAULT_DRAIN_TIMEOUT))
                    .ifPresent(had -> left.put(path + "drainTimeout", had));
            before.flatMap(had -> had.object("stickiness"))
                    .filter(had -> pool.stickiness().isUnset())
                    .ifPresent(had -> left.put(path + "stickiness", had.text("by")));
        }
    }
}
