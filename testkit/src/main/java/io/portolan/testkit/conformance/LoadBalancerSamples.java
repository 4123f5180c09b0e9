package io.portolan.testkit.conformance;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.Listener.Protocol;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.LoadBalancerFeatures;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.Tls;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Cidr;
import io.portolan.model.Feature;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A balancer for every feature of balancers. */
final class LoadBalancerSamples {
    private final LoadBalancerCases cases;
    private final List<Sample<LoadBalancer>> samples = new ArrayList<>();

    LoadBalancerSamples(LoadBalancerCases cases) {
        this.cases = cases;
    }

    List<Sample<LoadBalancer>> all() {
        listeners();
        routes();
        pools();
        balancer();
        return samples;
    }

    private void add(Feature feature, LoadBalancer balancer) {
        samples.add(Sample.of(feature, balancer));
    }

    private Pool main() {
        return cases.pool("main").build();
    }

    /** With the listener that the provider is surest to hold. */
    private LoadBalancer with(UnaryOperator<Pool.Builder> pool) {
        LoadBalancer simple = cases.spec(0);
        return simple.toBuilder()
                .pools(List.of(pool.apply(simple.pools().get(0).toBuilder()).build()))
                .build();
    }

    private LoadBalancer http(UnaryOperator<Listener.Builder> listener, Pool... pools) {
        return cases.frame(true)
                .listener(listener.apply(Listener.of(7080, Protocol.HTTP)).build())
                .pools(List.of(pools))
                .build();
    }

    private void listeners() {
        add(LoadBalancerFeatures.TCP, cases.simple(Protocol.TCP, 7000, main()));
        add(LoadBalancerFeatures.UDP, cases.simple(Protocol.UDP, 7053, main()));
        add(LoadBalancerFeatures.TLS, cases.simple(Protocol.TLS, 7443, main()));
        add(LoadBalancerFeatures.HTTP, cases.simple(Protocol.HTTP, 7080, main()));
        add(LoadBalancerFeatures.HTTPS, cases.simple(Protocol.HTTPS, 7443, main()));
        LoadBalancer tcp = cases.simple(Protocol.TCP, 7053, main());
        add(
                LoadBalancerFeatures.MIXED,
                tcp.toBuilder()
                        .listener(cases.simple(Protocol.UDP, 7053, main())
                                .listeners()
                                .get(0))
                        .build());
        LoadBalancer https = cases.simple(Protocol.HTTPS, 7443, main());
        Listener secure = https.listeners().get(0);
        add(
                LoadBalancerFeatures.SNI,
                https.toBuilder()
                        .listeners(List.of(secure.toBuilder()
                                .tls(LoadBalancerCases.tls("kit.example", "other.example"))
                                .build()))
                        .build());
        add(
                LoadBalancerFeatures.TLS_1_3_ONLY,
                https.toBuilder()
                        .listeners(List.of(secure.toBuilder()
                                .tls(LoadBalancerCases.tls("kit.example").toBuilder()
                                        .minVersion(Tls.Version.V1_3)
                                        .build())
                                .build()))
                        .build());
    }

    private void routes() {
        Pool other = cases.pool("other").build();
        add(
                LoadBalancerFeatures.ROUTE_HOST,
                http(
                        l -> l.route(Route.to(Action.toPool("other"))
                                        .host("api.kit.example")
                                        .build())
                                .action(Action.toPool("main")),
                        main(),
                        other));
        add(
                LoadBalancerFeatures.ROUTE_PATH,
                http(
                        l -> l.route(Route.to(Action.toPool("other"))
                                        .pathPrefix("/api")
                                        .build())
                                .route(Route.to(Action.toPool("main"))
                                        .pathPrefix("/static")
                                        .build())
                                .action(Action.toPool("main")),
                        main(),
                        other));
        add(
                LoadBalancerFeatures.REDIRECT,
                http(
                        l -> l.route(Route.to(Action.toPool("main"))
                                        .pathPrefix("/kept")
                                        .build())
                                .action(Action.redirect(Redirect.https())),
                        main()));
        add(
                LoadBalancerFeatures.WEIGHTED_POOLS,
                http(
                        l -> l.action(
                                Action.weighted(List.of(WeightedPool.of("main", 9), WeightedPool.of("other", 1)))),
                        main(),
                        other));
    }

    private void pools() {
        add(
                LoadBalancerFeatures.WEIGHTED_TARGETS,
                with(p -> p.targets(List.of(
                        cases.target(0).weight(Field.of(3)), cases.target(1).weight(Field.of(1))))));
        add(LoadBalancerFeatures.TARGET_ADDRESS, with(p -> p.targets(List.of(Target.of("10.20.1.77")))));
        add(
                LoadBalancerFeatures.TARGET_INSTANCE,
                with(p -> p.targets(List.of(Target.ofInstance(cases.provider().instance(0))))));
        add(
                LoadBalancerFeatures.CHECK_TCP,
                with(p -> p.healthCheck(HealthCheck.tcp().build())));
        add(
                LoadBalancerFeatures.CHECK_HTTP,
                with(p -> p.healthCheck(HealthCheck.http("/health").build())));
        add(
                LoadBalancerFeatures.CHECK_HTTPS,
                with(p -> p.healthCheck(HealthCheck.of(HealthCheck.Protocol.HTTPS)
                        .path("/health")
                        .build())));
        valued(
                LoadBalancerFeatures.CHECK_INTERVAL,
                Duration.ofSeconds(15),
                every -> with(p -> p.healthCheck(HealthCheck.tcp()
                        .timeout(every.compareTo(HealthCheck.DEFAULT_TIMEOUT) < 0 ? every : HealthCheck.DEFAULT_TIMEOUT)
                        .interval(every)
                        .build())));
        add(LoadBalancerFeatures.STICKY_IP, with(p -> p.stickiness(Stickiness.clientIp())));
        add(
                LoadBalancerFeatures.STICKY_COOKIE,
                http(
                        l -> l.action(Action.toPool("main")),
                        cases.pool("main")
                                .stickiness(Stickiness.cookie(Field.of(Duration.ofHours(1))))
                                .build()));
        valued(LoadBalancerFeatures.DRAIN, Duration.ofSeconds(45), d -> with(p -> p.drainTimeout(d)));
        add(LoadBalancerFeatures.PROXY_V1, with(p -> p.proxyProtocol(Pool.ProxyProtocol.V1)));
        add(LoadBalancerFeatures.PROXY_V2, with(p -> p.proxyProtocol(Pool.ProxyProtocol.V2)));
    }

    private void valued(Feature feature, Duration usual, java.util.function.Function<Duration, LoadBalancer> spec) {
        samples.add(Sample.of(feature, Duration.class, cases.provider().within(feature, Duration.class, usual), spec));
    }

    private void balancer() {
        LoadBalancer simple = cases.spec(0);
        valued(
                LoadBalancerFeatures.IDLE,
                Duration.ofSeconds(90),
                d -> simple.toBuilder().idleTimeout(d).build());
        add(
                LoadBalancerFeatures.SOURCE_RANGES,
                simple.toBuilder()
                        .sourceRanges(List.of(Cidr.parse("192.0.2.0/24"), Cidr.parse("198.51.100.0/24")))
                        .build());
        add(
                LoadBalancerFeatures.FIREWALL,
                simple.toBuilder().firewall(KindCases.ref(Firewall.KIND, 0)).build());
        add(
                LoadBalancerFeatures.FIXED_ADDRESS_L4,
                cases.simple(Protocol.TCP, 7000, main()).toBuilder()
                        .address(KindCases.ref(Address.KIND, 0))
                        .build());
        add(
                LoadBalancerFeatures.FIXED_ADDRESS_L7,
                cases.simple(Protocol.HTTP, 7080, main()).toBuilder()
                        .address(KindCases.ref(Address.KIND, 0))
                        .build());
        add(
                LoadBalancerFeatures.PUBLIC,
                simple.toBuilder().scheme(LoadBalancer.Scheme.PUBLIC).build());
        add(
                LoadBalancerFeatures.INTERNAL,
                simple.toBuilder().scheme(LoadBalancer.Scheme.INTERNAL).build());
        add(
                LoadBalancerFeatures.CLIENT_IP_PRESERVE,
                simple.toBuilder().clientIp(LoadBalancer.ClientIp.PRESERVE).build());
        add(
                LoadBalancerFeatures.CLIENT_IP_REPLACE,
                simple.toBuilder().clientIp(LoadBalancer.ClientIp.REPLACE).build());
    }
}
