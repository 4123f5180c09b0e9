package io.portolan.baremetal.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Finds every mistake in a configuration before anything is changed by it. */
final class ConfigCheck {
    private static final int MAX_WEIGHT = 1_000_000;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_OR_IP = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#]]*");
    private static final Pattern PATH_AND_QUERY = Pattern.compile("/[!-~&&[^#]]*");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final List<String> problems = new ArrayList<>();
    private final Set<InetSocketAddress> addresses = new HashSet<>();
    private final BiConsumer<CertificateConfig, TlsConfig.Version> certificates;

    private ConfigCheck(BiConsumer<CertificateConfig, TlsConfig.Version> certificates) {
        this.certificates = certificates;
    }

    /**
     * Throws with every mistake and its place, if there is one.
     *
     * @param certificates reads a certificate, or throws an IllegalArgumentException
     */
    static void check(ProxyConfig config, BiConsumer<CertificateConfig, TlsConfig.Version> certificates) {
        ConfigCheck check = new ConfigCheck(certificates);
        check.unique(
                "balancer",
                config.balancers().stream().map(BalancerConfig::name).toList(),
                "");
        config.balancers().forEach(check::balancer);
        if (!check.problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The proxy's configuration is wrong:\n- " + String.join("\n- ", check.problems));
        }
    }

    private void problem(String where, String what) {
        problems.add(where + ": " + what);
    }

    private void require(boolean fine, String where, String what) {
        if (!fine) {
            problem(where, what);
        }
    }

    private void unique(String what, List<String> names, String where) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || !seen.add(name)) {
                problems.add(where + what + " '" + name + "': a name must not be empty and stand only once");
            }
        }
    }

    private void balancer(BalancerConfig balancer) {
        String where = "balancer " + balancer.name();
        unique(
                "frontend",
                balancer.frontends().stream().map(FrontendConfig::name).toList(),
                where + ", ");
        unique("pool", balancer.pools().stream().map(PoolConfig::name).toList(), where + ", ");
        require(isPositive(balancer.idleTimeout()), where, "idleTimeout must be above zero");
        Set<String> pools = new HashSet<>();
        balancer.pools().forEach(pool -> pools.add(pool.name()));
        balancer.frontends().forEach(frontend -> frontend(where + ", frontend " + frontend.name(), frontend, pools));
        balancer.pools().forEach(pool -> pool(where + ", pool " + pool.name(), pool));
    }

    private void frontend(String where, FrontendConfig frontend, Set<String> pools) {
        InetSocketAddress address = frontend.address();
        if (address.isUnresolved()) {
            problem(where, "the address " + address + " is not resolved");
        } else if (address.getPort() != 0 && !addresses.add(address)) {
            problem(
                    where,
                    "another frontend listens on " + address.getAddress().getHostAddress() + ":" + address.getPort());
        }
        for (int i = 0; i < frontend.routes().size(); i++) {
            route(where + ", route " + (i + 1), frontend.routes().get(i), pools);
        }
        frontend.tls().ifPresent(tls -> tls(where, tls));
        try {
            SourceRanges.parse(frontend.sourceRanges());
        } catch (IllegalArgumentException e) {
            problem(where, "sourceRanges: " + e.getMessage());
        }
    }

    private void tls(String where, TlsConfig tls) {
        require(!tls.certificates().isEmpty(), where, "TLS needs a certificate");
        for (int i = 0; i < tls.certificates().size(); i++) {
            try {
                certificates.accept(tls.certificates().get(i), tls.minVersion());
            } catch (IllegalArgumentException e) {
                problem(where + ", certificate " + (i + 1), String.valueOf(e.getMessage()));
            }
        }
    }

    private void route(String where, RouteConfig route, Set<String> pools) {
        for (String host : route.hosts()) {
            require(HOST.matcher(host).matches(), where, "'" + host + "' is neither a host name nor *.<host name>");
        }
        require(
                PATH.matcher(route.pathPrefix()).matches(),
                where,
                "pathPrefix '" + route.pathPrefix() + "' must start with a slash and have no query");
        if (route.action() instanceof RedirectAction redirect) {
            redirect(where, redirect);
        } else if (route.action() instanceof ForwardAction forward) {
            require(!forward.pools().isEmpty(), where, "forwarding needs a pool");
            for (ForwardAction.WeightedPool each : forward.pools()) {
                require(pools.contains(each.pool()), where, "the balancer has no pool '" + each.pool() + "'");
                weight(where, each.weight());
            }
        }
    }

    private void redirect(String where, RedirectAction redirect) {
        redirect.scheme()
                .ifPresent(scheme -> require(
                        scheme.equals("http") || scheme.equals("https"), where, "the scheme must be http or https"));
        redirect.host()
                .ifPresent(host -> require(
                        HOST_OR_IP.matcher(host).matches(), where, "'" + host + "' is not a host to redirect to"));
        redirect.port().ifPresent(port -> port(where, port));
        redirect.path()
                .ifPresent(path -> require(
                        PATH.matcher(path).matches(), where, "the path must start with a slash and have no query"));
        require(
                REDIRECTS.contains(redirect.status()),
                where,
                "status " + redirect.status() + " does not redirect; use one of 301, 302, 303, 307, 308");
    }

    private void pool(String where, PoolConfig pool) {
        Set<InetSocketAddress> targets = new HashSet<>();
        for (TargetConfig target : pool.targets()) {
            String here = where + ", target " + target.address();
            require(!target.address().isUnresolved(), here, "the address is not resolved");
            require(targets.add(target.address()), here, "stands twice");
            port(here, target.address().getPort());
            weight(here, target.weight());
        }
        require(isPositive(pool.connectTimeout()), where, "connectTimeout must be above zero");
        require(!pool.drainTimeout().isNegative(), where, "drainTimeout must not be negative");
        pool.stickiness()
                .ifPresent(each -> require(
                        !each.duration().isNegative(), where, "the stickiness's duration must not be negative"));
        pool.healthCheck().ifPresent(check -> healthCheck(where + ", health check", check));
    }

    private void healthCheck(String where, HealthCheckConfig check) {
        require(PATH_AND_QUERY.matcher(check.path()).matches(), where, "the path must start with a slash");
        check.host()
                .ifPresent(host -> require(HOST_OR_IP.matcher(host).matches(), where, "'" + host + "' is not a host"));
        check.port().ifPresent(port -> port(where, port));
        require(check.interval().compareTo(SHORTEST_INTERVAL) >= 0, where, "interval must be at least 50 ms");
        require(check.timeout().compareTo(SHORTEST_TIMEOUT) >= 0, where, "timeout must be at least 10 ms");
        threshold(where, "healthyThreshold", check.healthyThreshold());
        threshold(where, "unhealthyThreshold", check.unhealthyThreshold());
    }

    private void threshold(String where, String name, int value) {
        require(value >= 1 && value <= 100, where, String.format(Locale.ROOT, "%s must be from 1 to 100", name));
    }

    private void port(String where, int port) {
        require(port >= 1 && port <= 65_535, where, "the port must be from 1 to 65535");
    }

    private void weight(String where, int weight) {
        require(weight >= 0 && weight <= MAX_WEIGHT, where, "a weight must be from 0 to " + MAX_WEIGHT);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
