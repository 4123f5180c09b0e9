package io.portolan.loadbalancer;

import io.portolan.model.FieldPath;
import io.portolan.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold within one load balancer. */
final class LoadBalancerRules {
    private final LoadBalancer balancer;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> used = new TreeSet<>();

    private LoadBalancerRules(LoadBalancer balancer) {
        this.balancer = balancer;
    }

    static List<Problem> problems(LoadBalancer balancer) {
        LoadBalancerRules rules = new LoadBalancerRules(balancer);
        Set<String> pools = rules.pools();
        rules.listeners(pools);
        rules.unused();
        if (!balancer.subnets().isEmpty() && balancer.network().isEmpty()) {
            rules.problem("P011", FieldPath.of("subnets"), "subnets are named, but no network");
        }
        return rules.problems;
    }

    private void problem(String code, FieldPath at, String message) {
        problems.add(Problem.of(code, at, message));
    }

    private Set<String> pools() {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < balancer.pools().size(); i++) {
            Pool pool = balancer.pools().get(i);
            FieldPath at = FieldPath.of("pools").index(i);
            if (!names.add(pool.name())) {
                problem("P011", at.field("name"), "two pools are named " + pool.name());
            }
            port(pool.port(), at.field("port"));
            pool.healthCheck()
                    .ifPresent(check -> check.validate().forEach(p -> problems.add(p.under(at.field("healthCheck")))));
            if (pool.drainTimeout()
                    .value()
                    .filter(java.time.Duration::isNegative)
                    .isPresent()) {
                problem("P011", at.field("drainTimeout"), "a drain time-out is not negative");
            }
            targets(pool, at.field("targets"));
        }
        return names;
    }

    private void targets(Pool pool, FieldPath at) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < pool.targets().size(); i++) {
            Target target = pool.targets().get(i);
            int port = target.port().orElse(pool.port());
            if (!seen.add(target.where() + " " + port)) {
                problem("P011", at.index(i), target.where() + " stands twice in pool " + pool.name());
            }
            target.port().ifPresent(p -> port(p, at));
            if (target.weight().value().filter(w -> w < 0 || w > 256).isPresent()) {
                problem("P011", at.index(i).field("weight"), "a target's weight is from 0 to 256");
            }
        }
    }

    private void port(int port, FieldPath at) {
        if (port < 1 || port > 65535) {
            problem("P011", at, "a port is from 1 to 65535, not " + port);
        }
    }

    private void listeners(Set<String> pools) {
        if (balancer.listeners().isEmpty()) {
            problem("P011", FieldPath.of("listeners"), "a load balancer has at least one listener");
        }
        boolean http = balancer.isHttp();
        Set<String> ports = new HashSet<>();
        for (int i = 0; i < balancer.listeners().size(); i++) {
            Listener listener = balancer.listeners().get(i);
            FieldPath at = FieldPath.of("listeners").index(i);
            port(listener.port(), at.field("port"));
            if (!ports.add(listener.port() + (listener.protocol().isDatagram() ? "/udp" : "/tcp"))) {
                problem("P011", at.field("port"), "two listeners want port " + listener.port());
            }
            if (http && !listener.protocol().isHttp()) {
                problem(
                        "P011",
                        at.field("protocol"),
                        "a load balancer is L4 (TCP, UDP, TLS) or L7 (HTTP, HTTPS), not both");
            }
            tls(listener, at);
            actions(listener, at, pools);
        }
    }

    private void tls(Listener listener, FieldPath at) {
        if (listener.protocol().isTls()) {
            if (listener.tls().map(t -> t.certificates().isEmpty()).orElse(true)) {
                problem("P011", at.field("tls"), listener.protocol() + " needs at least one certificate");
            }
        } else if (listener.tls().isPresent()) {
            problem("P011", at.field("tls"), listener.protocol() + " has no TLS");
        }
    }

    private void actions(Listener listener, FieldPath at, Set<String> pools) {
        RouteRules rules = new RouteRules(pools, problems);
        if (!listener.protocol().isHttp()) {
            if (!listener.routes().isEmpty()) {
                problem("P011", at.field("routes"), listener.protocol() + " has no routes");
            }
            if (listener.action().flatMap(Action::redirect).isPresent()) {
                problem("P011", at.field("redirect"), listener.protocol() + " has no redirects");
            }
            if (listener.action().map(a -> a.pools().size() > 1).orElse(false)) {
                stickyless(listener, at);
            }
        }
        if (listener.action().isEmpty() && listener.routes().isEmpty()) {
            problem(
                    "P011",
                    at,
                    "listener " + listener.port() + " leads nowhere: name a pool, weighted pools or a redirect");
        }
        rules.routes(listener.routes(), at.field("routes"));
        listener.action().ifPresent(action -> rules.action(action, at));
        used.addAll(rules.used());
    }

    private void stickyless(Listener listener, FieldPath at) {
        for (WeightedPool share : listener.action().orElseThrow().pools()) {
            boolean cookie = balancer.pool(share.pool())
                    .flatMap(p -> p.stickiness().value())
                    .map(x -> x.by() == Stickiness.By.COOKIE)
                    .orElse(false);
            if (cookie) {
                problem("P011", at.field("weighted"), "stickiness by cookie needs an HTTP listener");
            }
        }
    }

    private void unused() {
        for (int i = 0; i < balancer.pools().size(); i++) {
            Pool pool = balancer.pools().get(i);
            if (!used.contains(pool.name())) {
                problems.add(Problem.of(
                                "P014",
                                FieldPath.of("pools").index(i).field("name"),
                                "no listener leads to pool " + pool.name())
                        .help("name it in a listener or a route, or leave the pool away"));
            }
        }
    }
}
