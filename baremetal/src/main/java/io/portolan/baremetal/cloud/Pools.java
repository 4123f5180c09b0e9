package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the pools of a balancer: targets, checks, stickiness. Times are in milliseconds. */
final class Pools {
    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;

    private static final long MAX_PORT = 65535;
    private static final long MAX_WEIGHT = 1_000_000;

    private Pools() {}

    static List<Map<String, Object>> read(Fields balancer) {
        var pools = new ArrayList<Map<String, Object>>();
        var names = new HashSet<String>();
        for (Fields pool : balancer.objects("pools")) {
            var body = new LinkedHashMap<String, Object>();
            String name = pool.text("name");
            if (!names.add(name)) {
                throw pool.wrong("name", "must be unique in the balancer");
            }
            body.put("name", name);
            body.put("port", pool.number("port", 1, MAX_PORT));
            body.put("targets", targets(pool));
            body.put("balancing", pool.oneOf("balancing", "ROUND_ROBIN", Set.of("ROUND_ROBIN", "LEAST_CONNECTIONS")));
            pool.object("healthCheck").ifPresent(check -> body.put("healthCheck", healthCheck(check)));
            pool.object("stickiness").ifPresent(stickiness -> body.put("stickiness", stickiness(stickiness)));
            body.put("proxyProtocol", pool.oneOf("proxyProtocol", "NONE", Set.of("NONE", "V1", "V2")));
            body.put(
                    "connectTimeout",
                    pool.optionalNumber("connectTimeout", 10, HOUR).orElse(3000L));
            body.put(
                    "drainTimeout", pool.optionalNumber("drainTimeout", 0, HOUR).orElse(30_000L));
            pool.end();
            pools.add(body);
        }
        return pools;
    }

    private static List<Map<String, Object>> targets(Fields pool) {
        var targets = new ArrayList<Map<String, Object>>();
        var places = new HashSet<Object>();
        for (Fields target : pool.objects("targets")) {
            var body = new LinkedHashMap<String, Object>();
            String address = target.text("address");
            if (address.contains("/") || Cidr.parse(address).isEmpty()) {
                throw target.wrong("address", "must be an IP address");
            }
            body.put("address", address);
            target.optionalNumber("port", 1, MAX_PORT).ifPresent(port -> body.put("port", port));
            if (!places.add(List.of(address, body.getOrDefault("port", 0L)))) {
                throw target.wrong("address", "must be unique in the pool");
            }
            body.put("weight", target.optionalNumber("weight", 0, MAX_WEIGHT).orElse(1L));
            target.end();
            targets.add(body);
        }
        return targets;
    }

    static Map<String, Object> healthCheck(Fields check) {
        var body = new LinkedHashMap<String, Object>();
        String protocol = check.oneOf("protocol", "TCP", Set.of("TCP", "HTTP", "HTTPS"));
        body.put("protocol", protocol);
        if (!protocol.equals("TCP")) {
            String path = check.text("path", "/");
            if (!path.startsWith("/")) {
                throw check.wrong("path", "must begin with a slash");
            }
            body.put("path", path);
            check.optionalText("host").ifPresent(host -> body.put("host", host));
        }
        check.optionalNumber("port", 1, MAX_PORT).ifPresent(port -> body.put("port", port));
        body.put("interval", check.optionalNumber("interval", 50, HOUR).orElse(10_000L));
        body.put("timeout", check.optionalNumber("timeout", 10, HOUR).orElse(5000L));
        body.put(
                "healthyThreshold",
                check.optionalNumber("healthyThreshold", 1, 100).orElse(2L));
        body.put(
                "unhealthyThreshold",
                check.optionalNumber("unhealthyThreshold", 1, 100).orElse(3L));
        check.end();
        return body;
    }

    private static Map<String, Object> stickiness(Fields stickiness) {
        var body = new LinkedHashMap<String, Object>();
        body.put("by", stickiness.oneOf("by", "CLIENT_IP", Set.of("CLIENT_IP", "COOKIE")));
        body.put("duration", stickiness.optionalNumber("duration", 0, 7 * DAY).orElse(0L));
        stickiness.end();
        return body;
    }
}
