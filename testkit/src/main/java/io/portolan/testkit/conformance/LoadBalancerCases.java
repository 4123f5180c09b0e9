package io.portolan.testkit.conformance;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.Listener.Protocol;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.LoadBalancerFeatures;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Secret;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class LoadBalancerCases extends KindCases<LoadBalancer> {
    LoadBalancerCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }

    Declared provider() {
        return declared();
    }

    /** A balancer without listeners and pools, in the network of the kit where the provider has networks. */
    LoadBalancer.Builder frame(boolean isHttp) {
        boolean isWide = isHttp && declared().zonesOfHttpBalancers() > 1;
        LoadBalancer.Builder balancer = LoadBalancer.builder();
        if (declared().has(Network.KIND)) {
            balancer.network(ref(Network.KIND, isWide ? NetworkCases.WIDE : 0));
            if (declared().holds(NetworkFeatures.SUBNETS)) {
                balancer.subnet(NetworkCases.SUBNET);
            }
            if (isWide) {
                balancer.subnet(NetworkCases.SECOND);
            }
        }
        boolean internal = !declared().holds(LoadBalancerFeatures.PUBLIC);
        return internal ? balancer.scheme(LoadBalancer.Scheme.INTERNAL) : balancer;
    }

    Target target(int n) {
        return declared().holds(LoadBalancerFeatures.TARGET_ADDRESS)
                ? Target.of("10.20.1." + (10 + n))
                : Target.ofInstance(declared().instance(n));
    }

    Pool.Builder pool(String name) {
        return Pool.of(name, 8080).target(target(0));
    }

    /** A balancer with one listener to one pool. */
    LoadBalancer simple(Protocol protocol, int port, Pool pool) {
        Listener.Builder listener = Listener.of(port, protocol).action(Action.toPool(pool.name()));
        if (protocol.isTls()) {
            listener.tls(tls("kit.example"));
        }
        return frame(protocol.isHttp()).listener(listener.build()).pool(pool).build();
    }

    static Tls tls(String... names) {
        Tls.Builder tls = Tls.builder();
        for (String name : names) {
            tls.certificate(PemPair.of(name).certificate());
        }
        return tls.build();
    }

    boolean isHttp() {
        return !declared().holds(LoadBalancerFeatures.TCP) && declared().holds(LoadBalancerFeatures.HTTP);
    }

    @Override
    public LoadBalancer spec(int n) {
        return simple(
                isHttp() ? Protocol.HTTP : Protocol.TCP, 7000 + n, pool("main").build());
    }

    private static LoadBalancer pools(LoadBalancer balancer, Pool... pools) {
        return balancer.toBuilder().pools(List.of(pools)).build();
    }

    @Override
    public List<Alteration<LoadBalancer>> alterations() {
        LoadBalancer balancer = spec(0);
        Pool pool = balancer.pools().get(0);
        LoadBalancer two = pools(balancer, pool.toBuilder().target(target(1)).build());
        LoadBalancer checked = pools(
                balancer,
                pool.toBuilder()
                        .healthCheck(HealthCheck.http("/health").build())
                        .build());
        List<Alteration<LoadBalancer>> all = new ArrayList<>();
        all.add(Alteration.of("one target more", balancer, two));
        all.add(Alteration.of("one target less", two, balancer));
        all.add(Alteration.of(
                "a target's weight",
                two,
                pools(
                        balancer,
                        pool.toBuilder().target(target(1).weight(Field.of(0))).build())));
        all.add(Alteration.of(
                "the pool's port",
                balancer,
                pools(balancer, Pool.of("main", 9090).target(target(0)).build())));
        all.add(Alteration.of("a health check", balancer, checked));
        all.add(Alteration.of(
                "the check's path",
                checked,
                pools(
                        balancer,
                        pool.toBuilder()
                                .healthCheck(HealthCheck.http("/ready").build())
                                .build())));
        all.add(Alteration.of("idle timeout", balancer, idle(balancer, Duration.ofSeconds(90))));
        all.add(Alteration.of(
                "drain timeout",
                balancer,
                pools(
                        balancer,
                        pool.toBuilder().drainTimeout(Duration.ofSeconds(45)).build())));
        all.add(Alteration.of("the listener's port", balancer, spec(5)));
        all.add(Alteration.of(
                "one listener more",
                balancer,
                balancer.toBuilder().listener(spec(6).listeners().get(0)).build()));
        all.addAll(http());
        return held(all);
    }

    private LoadBalancer idle(LoadBalancer balancer, Duration value) {
        return balancer.toBuilder()
                .idleTimeout(declared().within(LoadBalancerFeatures.IDLE, Duration.class, value))
                .build();
    }

    private List<Alteration<LoadBalancer>> http() {
        LoadBalancer https = simple(Protocol.HTTPS, 7443, pool("main").build());
        LoadBalancer plain = simple(Protocol.HTTP, 7080, pool("main").build());
        Listener listener = plain.listeners().get(0);
        LoadBalancer routed = plain.toBuilder()
                .listeners(List.of(listener.toBuilder()
                        .route(Route.to(Action.toPool("main"))
                                .pathPrefix("/api")
                                .build())
                        .build()))
                .build();
        return List.of(
                Alteration.of(
                        "the certificate",
                        https,
                        https.toBuilder()
                                .listeners(List.of(https.listeners().get(0).toBuilder()
                                        .tls(tls("other.example"))
                                        .build()))
                                .build()),
                Alteration.of("a route", plain, routed),
                Alteration.of("no route any more", routed, plain));
    }

    @Override
    public List<Alteration<LoadBalancer>> silences() {
        LoadBalancer balancer = spec(0);
        Pool pool = balancer.pools().get(0);
        return held(List.of(
                Alteration.of("idle timeout", idle(balancer, Duration.ofSeconds(90)), balancer),
                Alteration.of(
                        "drain timeout",
                        pools(
                                balancer,
                                pool.toBuilder()
                                        .drainTimeout(Duration.ofSeconds(45))
                                        .build()),
                        balancer)));
    }

    @Override
    public List<Sample<LoadBalancer>> samples() {
        return new LoadBalancerSamples(this).all();
    }

    @Override
    public Optional<LoadBalancer> secretive(Secret secret) {
        LoadBalancer https = simple(Protocol.HTTPS, 7443, pool("main").build());
        return declared().holds(https) ? Optional.of(https) : Optional.empty();
    }

    /** On a reserved address two can want the same port. */
    @Override
    public Optional<LoadBalancer> rival(LoadBalancer spec) {
        return Optional.of(spec).filter(s -> s.address().isPresent());
    }

    @Override
    public Optional<Output<NativeId>> id() {
        return Optional.of(LoadBalancer.ID);
    }

    @Override
    public void words(LoadBalancer balancer, Words words) {
        balancer.network().ifPresent(n -> words.reference("network", n));
        words.set("subnets", balancer.subnets());
        words.field("scheme", balancer.scheme(), LoadBalancer.Scheme.PUBLIC);
        balancer.address().ifPresent(a -> words.reference("address", a));
        balancer.firewall().ifPresent(f -> words.reference("firewall", f));
        balancer.sourceRanges().value().ifPresent(r -> words.set("sourceRanges", r));
        words.field("idleTimeout", balancer.idleTimeout(), LoadBalancer.DEFAULT_IDLE_TIMEOUT);
        balancer.clientIp().value().ifPresent(c -> words.put("clientIp", c));
        words.set(
                "listeners",
                balancer.listeners().stream().map(LoadBalancerCases::name).toList());
        balancer.listeners().forEach(l -> listener(l, words.under("listeners[" + name(l) + "]")));
        words.set("pools", balancer.pools().stream().map(Pool::name).toList());
        balancer.pools().forEach(p -> pool(p, words.under("pools[" + p.name() + "]")));
    }

    private static String name(Listener listener) {
        return listener.port() + " " + listener.protocol();
    }

    private static void listener(Listener listener, Words words) {
        listener.tls().ifPresent(tls -> {
            words.set(
                    "certificates",
                    tls.certificates().stream()
                            .map(c -> Integer.toHexString(c.chain().strip().hashCode()))
                            .toList());
            words.field("minVersion", tls.minVersion(), Tls.Version.V1_2);
        });
        words.put(
                "routes",
                listener.routes().stream()
                        .map(r -> r.hosts().stream().sorted().toList() + " "
                                + r.pathPrefix().orElse("") + " -> " + action(r.action()))
                        .toList());
        listener.action().ifPresent(a -> words.put("action", action(a)));
    }

    private static String action(Action action) {
        return action.redirect()
                .map(r -> "redirect " + r.scheme().orElse("") + " " + r.host().orElse("") + " "
                        + r.port().map(String::valueOf).orElse("") + " "
                        + r.path().orElse("") + " "
                        + r.status().orElse(301))
                .orElseGet(() -> action.pools().stream()
                        .map(p -> p.pool() + (action.pools().size() == 1 ? "" : "*" + p.weight()))
                        .toList()
                        .toString());
    }

    private static void pool(Pool pool, Words words) {
        words.put("port", pool.port());
        words.set(
                "targets",
                pool.targets().stream()
                        .map(t -> t.where() + ":" + t.port().orElse(pool.port()))
                        .toList());
        for (Target target : pool.targets()) {
            words.field("weight of " + target.where(), target.weight(), 1);
        }
        pool.healthCheck().ifPresent(c -> words.under("healthCheck").healthCheck(c));
        pool.stickiness().value().ifPresent(s -> {
            words.put("stickiness", s.by());
            s.duration().value().ifPresent(d -> words.put("stickiness for", d));
        });
        words.field("drainTimeout", pool.drainTimeout(), Pool.DEFAULT_DRAIN_TIMEOUT);
        pool.proxyProtocol().value().ifPresent(v -> words.put("proxyProtocol", v));
    }
}
