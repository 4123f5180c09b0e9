package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.model.FieldPath;
import io.portolan.model.HealthCheck;
import io.portolan.model.IpAddress;
import io.portolan.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a table of features can't say: what only an NLB or only an ALB holds, and what excludes each other. Limits from the ELBv2 API reference and the
 * user guides of both balancers.
 */
final class LoadBalancerCheck {
    /** "Weight: the range is 0 to 999" (TargetGroupTuple); five groups in one action (quota of ALB and NLB). */
    private static final int WEIGHT = 999;

    private static final int WEIGHTED = 5;
    /** "Condition values per rule: 5" (quotas of ALB). */
    private static final int VALUES = 5;
    /** "stickiness.lb_cookie.duration_seconds: 1 second to 1 week" (TargetGroupAttribute). */
    private static final Duration COOKIE = Duration.ofDays(7);

    private final LoadBalancer spec;
    private final boolean isHttp;
    private final List<Problem> problems = new ArrayList<>();

    private LoadBalancerCheck(LoadBalancer spec) {
        this.spec = spec;
        this.isHttp = spec.isHttp();
    }

    static List<Problem> of(LoadBalancer spec) {
        LoadBalancerCheck check = new LoadBalancerCheck(spec);
        check.balancer();
        for (int i = 0; i < spec.listeners().size(); i++) {
            check.listener(spec.listeners().get(i), FieldPath.of("listeners").index(i));
        }
        for (int i = 0; i < spec.pools().size(); i++) {
            check.pool(spec.pools().get(i), FieldPath.of("pools").index(i));
        }
        return check.problems;
    }

    private void no(FieldPath at, String message) {
        problems.add(Problem.of("P040", at, message));
    }

    private void balancer() {
        if (isHttp
                && spec.clientIp().value().isPresent()
                && spec.clientIp().value().get() == LoadBalancer.ClientIp.PRESERVE) {
            no(
                    FieldPath.of("clientIp"),
                    "an ALB connects to targets by itself; they find the client in X-Forwarded-For");
        }
        if (spec.firewall().isPresent() && spec.sourceRanges().value().isPresent()) {
            no(FieldPath.of("sourceRanges"), "with a firewall, who may connect stands in the firewall");
        }
        boolean tcp = spec.listeners().stream().anyMatch(l -> l.protocol() == Listener.Protocol.TCP);
        if (!isHttp && !tcp && spec.idleTimeout().value().isPresent()) {
            no(FieldPath.of("idleTimeout"), "an NLB has a fixed idle timeout for UDP (120s) and TLS (350s)");
        }
        if (spec.address().isPresent()
                && spec.scheme().orElse(LoadBalancer.Scheme.PUBLIC) != LoadBalancer.Scheme.PUBLIC) {
            no(FieldPath.of("address"), "an elastic address is a public one: an internal NLB has none");
        }
    }

    private void listener(Listener listener, FieldPath at) {
        for (Listener other : spec.listeners()) {
            boolean mixed =
                    other.port() == listener.port() && listener.protocol().isDatagram() && other != listener;
            if (mixed
                    && (other.protocol() != Listener.Protocol.TCP
                            || !other.action().equals(listener.action()))) {
                no(at, "TCP and UDP share a port on an NLB only as one listener, which leads both to one pool");
            }
        }
        listener.action().ifPresent(action -> action(action, at));
        for (int i = 0; i < listener.routes().size(); i++) {
            route(listener.routes().get(i), at.field("routes").index(i));
        }
    }

    private void route(Route route, FieldPath at) {
        int values = route.hosts().size() + (route.pathPrefix().isPresent() ? 2 : 0);
        if (values > VALUES) {
            no(at, "a rule of an ALB has at most five values: five hosts, or three with a path");
        }
        route.pathPrefix()
                .filter(path -> path.matches(".*[*?].*"))
                .ifPresent(path -> no(at.field("pathPrefix"), "* and ? in a path are patterns for an ALB"));
        action(route.action(), at);
    }

    private void action(Action action, FieldPath at) {
        if (action.pools().size() > WEIGHTED) {
            no(at.field("weighted"), "an action leads to at most five pools");
        }
        if (action.pools().size() > 1) {
            action.pools().stream()
                    .filter(p -> p.weight() > WEIGHT)
                    .findFirst()
                    .ifPresent(p -> no(at.field("weighted"), "the weights of pools are from 0 to 999"));
        }
        Optional<Integer> status = action.redirect().map(Redirect::status).flatMap(s -> s.value());
        if (status.isPresent() && status.get() != 301 && status.get() != 302) {
            no(at.field("redirect").field("status"), "an ALB redirects with 301 or 302");
        }
    }

    private void pool(Pool pool, FieldPath at) {
        long instances =
                pool.targets().stream().filter(t -> t.instance().isPresent()).count();
        if (instances > 0 && instances < pool.targets().size()) {
            no(at.field("targets"), "a target group has instances or addresses, not both");
        }
        List<IpAddress> addresses = pool.targets().stream()
                .map(Target::address)
                .flatMap(Optional::stream)
                .toList();
        if (addresses.stream().map(IpAddress::isV4).distinct().count() > 1) {
            no(at.field("targets"), "a target group has IPv4 or IPv6 addresses, not both");
        }
        ListenerWants.Use use = ListenerWants.use(spec, pool.name());
        if (use.tls() && use.datagram()) {
            no(at, "TLS and UDP listeners can't lead to one target group: make it two pools");
        }
        stickiness(pool, use, at.field("stickiness"));
        if (isHttp
                && pool.proxyProtocol()
                        .value()
                        .filter(v -> v == Pool.ProxyProtocol.V2)
                        .isPresent()) {
            no(
                    at.field("proxyProtocol"),
                    "an ALB speaks no PROXY protocol; targets find the client in X-Forwarded-For");
        }
        if (use.datagram()
                && spec.clientIp()
                        .value()
                        .filter(c -> c == LoadBalancer.ClientIp.REPLACE)
                        .isPresent()) {
            no(FieldPath.of("clientIp"), "an NLB always keeps the client's address for UDP");
        }
        pool.healthCheck().ifPresent(check -> healthCheck(check, at.field("healthCheck")));
    }

    private void stickiness(Pool pool, ListenerWants.Use use, FieldPath at) {
        Optional<Stickiness> stickiness = pool.stickiness().value();
        Stickiness.By by = stickiness.map(Stickiness::by).orElse(Stickiness.By.NONE);
        if (isHttp && by == Stickiness.By.CLIENT_IP) {
            no(at, "an ALB knows clients by cookie, not by address");
        }
        if (!isHttp && by == Stickiness.By.COOKIE) {
            no(at, "an NLB knows clients by address, not by cookie");
        }
        if (use.tls() && by == Stickiness.By.CLIENT_IP) {
            no(at, "a TLS listener of an NLB leads to no sticky target group");
        }
        stickiness
                .flatMap(s -> s.duration().value())
                .filter(d -> d.compareTo(COOKIE) > 0 || d.toSeconds() < 1)
                .ifPresent(d -> no(at, "a cookie of an ALB lasts from a second to seven days"));
    }

    private void healthCheck(HealthCheck check, FieldPath at) {
        if (isHttp && check.protocol() == HealthCheck.Protocol.TCP) {
            no(at.field("protocol"), "an ALB looks at health by HTTP or HTTPS");
        }
        check.timeout()
                .value()
                .filter(d -> d.toSeconds() < 2 || d.toSeconds() > 120)
                .ifPresent(d -> no(at.field("timeout"), "a check's timeout is from 2s to 120s"));
        boolean equal = check.timeout().value().isPresent()
                && check.timeout().value().equals(Optional.of(check.interval().orElse(HealthCheck.DEFAULT_INTERVAL)));
        if (isHttp && equal) {
            no(at.field("timeout"), "a check's timeout on an ALB is shorter than its interval");
        }
        if (check.healthyThreshold().value().filter(n -> n < 2).isPresent()
                || check.unhealthyThreshold().value().filter(n -> n < 2).isPresent()) {
            no(at, "the thresholds of a check are from 2 to 10");
        }
    }
}
