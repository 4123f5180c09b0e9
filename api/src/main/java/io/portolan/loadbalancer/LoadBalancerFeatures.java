package io.portolan.loadbalancer;

import io.portolan.model.Feature;
import io.portolan.model.FieldPath;
import io.portolan.model.HealthCheck;
import io.portolan.model.Use;
import java.util.ArrayList;
import java.util.List;

/** The features of load balancers, as support tables list them. */
public final class LoadBalancerFeatures {
    /** Listener TCP. */
    public static final Feature TCP = feature("listener TCP");
    /** Listener UDP. */
    public static final Feature UDP = feature("listener UDP");
    /** Listener TLS. */
    public static final Feature TLS = feature("listener TLS");
    /** Listener HTTP. */
    public static final Feature HTTP = feature("listener HTTP");
    /** Listener HTTPS. */
    public static final Feature HTTPS = feature("listener HTTPS");
    /** TCP and UDP on one port. */
    public static final Feature MIXED = feature("TCP and UDP on one port");
    /** Several certificates on one listener, chosen by server name. */
    public static final Feature SNI = feature("certificates by server name");
    /** TLS 1.3 as the oldest version. */
    public static final Feature TLS_1_3_ONLY = feature("TLS 1.3 only");
    /** Routes by host. */
    public static final Feature ROUTE_HOST = feature("route by host");
    /** Routes by path. */
    public static final Feature ROUTE_PATH = feature("route by path");
    /** Redirects. */
    public static final Feature REDIRECT = feature("redirect");
    /** Weighted pools. */
    public static final Feature WEIGHTED_POOLS = feature("weighted pools");
    /** Weighted targets. */
    public static final Feature WEIGHTED_TARGETS = feature("weighted targets");
    /** Targets by address. */
    public static final Feature TARGET_ADDRESS = feature("target by address");
    /** Targets by instance. */
    public static final Feature TARGET_INSTANCE = feature("target by instance");
    /** Health checks by connection. */
    public static final Feature CHECK_TCP = feature("health check TCP");
    /** Health checks by request. */
    public static final Feature CHECK_HTTP = feature("health check HTTP");
    /** Health checks by request over TLS. */
    public static final Feature CHECK_HTTPS = feature("health check HTTPS");
    /** The check interval, with a range. */
    public static final Feature CHECK_INTERVAL = feature("health check interval");
    /** Stickiness by address. */
    public static final Feature STICKY_IP = feature("stickiness by client address");
    /** Stickiness by cookie. */
    public static final Feature STICKY_COOKIE = feature("stickiness by cookie");
    /** The drain time-out, with a range. */
    public static final Feature DRAIN = feature("drain timeout");
    /** The idle time-out, with a range. */
    public static final Feature IDLE = feature("idle timeout");
    /** PROXY protocol 1. */
    public static final Feature PROXY_V1 = feature("PROXY protocol 1");
    /** PROXY protocol 2. */
    public static final Feature PROXY_V2 = feature("PROXY protocol 2");
    /** Source ranges. */
    public static final Feature SOURCE_RANGES = feature("source ranges");
    /** A firewall of the stack. */
    public static final Feature FIREWALL = feature("firewall");
    /** A fixed address on L4. */
    public static final Feature FIXED_ADDRESS_L4 = feature("fixed address on L4");
    /** A fixed address on L7. */
    public static final Feature FIXED_ADDRESS_L7 = feature("fixed address on L7");
    /** Reached from outside. */
    public static final Feature PUBLIC = feature("public");
    /** Reached from its network only. */
    public static final Feature INTERNAL = feature("internal");
    /** Targets see the client's address. */
    public static final Feature CLIENT_IP_PRESERVE = feature("client address kept");
    /** Targets see the balancer's address. */
    public static final Feature CLIENT_IP_REPLACE = feature("client address replaced");

    private LoadBalancerFeatures() {}

    private static Feature feature(String name) {
        return Feature.of("LoadBalancer", name);
    }

    static List<Use> of(LoadBalancer lb) {
        List<Use> uses = new ArrayList<>();
        uses.add(Use.of(
                lb.scheme().orElse(LoadBalancer.Scheme.PUBLIC) == LoadBalancer.Scheme.PUBLIC ? PUBLIC : INTERNAL,
                FieldPath.of("scheme")));
        lb.address()
                .ifPresent(a ->
                        uses.add(Use.of(lb.isHttp() ? FIXED_ADDRESS_L7 : FIXED_ADDRESS_L4, FieldPath.of("address"))));
        lb.firewall().ifPresent(f -> uses.add(Use.of(FIREWALL, FieldPath.of("firewall"))));
        lb.sourceRanges().value().ifPresent(r -> uses.add(Use.of(SOURCE_RANGES, FieldPath.of("sourceRanges"))));
        lb.idleTimeout().value().ifPresent(d -> uses.add(Use.of(IDLE, FieldPath.of("idleTimeout"), d)));
        lb.clientIp()
                .value()
                .ifPresent(c -> uses.add(Use.of(
                        c == LoadBalancer.ClientIp.PRESERVE ? CLIENT_IP_PRESERVE : CLIENT_IP_REPLACE,
                        FieldPath.of("clientIp"))));
        for (int i = 0; i < lb.listeners().size(); i++) {
            listener(lb, lb.listeners().get(i), FieldPath.of("listeners").index(i), uses);
        }
        for (int i = 0; i < lb.pools().size(); i++) {
            pool(lb.pools().get(i), FieldPath.of("pools").index(i), uses);
        }
        return uses;
    }

    private static void listener(LoadBalancer lb, Listener l, FieldPath at, List<Use> uses) {
        FieldPath protocol = at.field("protocol");
        uses.add(Use.of(
                switch (l.protocol()) {
                    case TCP -> TCP;
                    case UDP -> UDP;
                    case TLS -> TLS;
                    case HTTP -> HTTP;
                    case HTTPS -> HTTPS;
                },
                protocol));
        if (l.protocol().isDatagram()
                && lb.listeners().stream()
                        .anyMatch(o -> o.port() == l.port() && !o.protocol().isDatagram())) {
            uses.add(Use.of(MIXED, protocol));
        }
        l.tls().ifPresent(tls -> {
            if (tls.certificates().size() > 1) {
                uses.add(Use.of(SNI, at.field("tls").field("certificates")));
            }
            if (tls.minVersion().orElse(Tls.Version.V1_2) == Tls.Version.V1_3) {
                uses.add(Use.of(TLS_1_3_ONLY, at.field("tls").field("minVersion")));
            }
        });
        for (int i = 0; i < l.routes().size(); i++) {
            Route route = l.routes().get(i);
            FieldPath here = at.field("routes").index(i);
            if (!route.hosts().isEmpty()) {
                uses.add(Use.of(ROUTE_HOST, here.field("hosts")));
            }
            route.pathPrefix().ifPresent(p -> uses.add(Use.of(ROUTE_PATH, here.field("pathPrefix"))));
            action(route.action(), here, uses);
        }
        l.action().ifPresent(a -> action(a, at, uses));
    }

    private static void action(Action action, FieldPath at, List<Use> uses) {
        if (action.pools().size() > 1) {
            uses.add(Use.of(WEIGHTED_POOLS, at.field("weighted")));
        }
        action.redirect().ifPresent(r -> uses.add(Use.of(REDIRECT, at.field("redirect"))));
    }

    private static void pool(Pool pool, FieldPath at, List<Use> uses) {
        for (int i = 0; i < pool.targets().size(); i++) {
            Target target = pool.targets().get(i);
            FieldPath here = at.field("targets").index(i);
            uses.add(Use.of(target.instance().isPresent() ? TARGET_INSTANCE : TARGET_ADDRESS, here));
            if (target.weight().value().isPresent()) {
                uses.add(Use.of(WEIGHTED_TARGETS, here.field("weight")));
            }
        }
        pool.healthCheck().ifPresent(check -> {
            FieldPath here = at.field("healthCheck");
            uses.add(Use.of(check(check.protocol()), here.field("protocol")));
            check.interval().value().ifPresent(d -> uses.add(Use.of(CHECK_INTERVAL, here.field("interval"), d)));
        });
        pool.stickiness().value().ifPresent(x -> {
            if (x.by() != Stickiness.By.NONE) {
                uses.add(Use.of(x.by() == Stickiness.By.COOKIE ? STICKY_COOKIE : STICKY_IP, at.field("stickiness")));
            }
        });
        pool.drainTimeout().value().ifPresent(d -> uses.add(Use.of(DRAIN, at.field("drainTimeout"), d)));
        pool.proxyProtocol()
                .value()
                .filter(v -> v != Pool.ProxyProtocol.NONE)
                .ifPresent(v ->
                        uses.add(Use.of(v == Pool.ProxyProtocol.V1 ? PROXY_V1 : PROXY_V2, at.field("proxyProtocol"))));
    }

    private static Feature check(HealthCheck.Protocol protocol) {
        return switch (protocol) {
            case TCP -> CHECK_TCP;
            case HTTP -> CHECK_HTTP;
            case HTTPS -> CHECK_HTTPS;
        };
    }
}
