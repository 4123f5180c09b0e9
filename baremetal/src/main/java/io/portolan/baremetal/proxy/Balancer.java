package io.portolan.baremetal.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A balancer as it lives: what its configuration names, and what still drains. One thread at a time changes it. */
final class Balancer {
    private final String name;
    private final Loops loops;
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Map<String, Frontend> frontends = new LinkedHashMap<>();
    private volatile List<Pool> shownPools = List.of();
    private volatile List<Frontend> shownFrontends = List.of();

    Balancer(String name, Loops loops) {
        this.name = name;
        this.loops = loops;
    }

    /** Goes over to a valid configuration. Pools come before the routes that name them, and go after. */
    void apply(BalancerConfig config, Function<TlsConfig, Certificates> certificates) {
        config.pools().forEach(this::apply);
        for (FrontendConfig each : config.frontends()) {
            Frontend.Serving serving = new Frontend.Serving(
                    each.protocol(),
                    Router.of(each.routes(), this::split),
                    each.tls().map(certificates).orElse(null),
                    SourceRanges.parse(each.sourceRanges()),
                    config.idleTimeout().toNanos());
            Frontend frontend = frontends.get(each.name());
            if (frontend == null) {
                frontends.put(each.name(), new Frontend(each.name(), loops, each.address(), serving));
            } else {
                frontend.serve(serving);
            }
        }
        retireAllBut(
                config.frontends().stream().map(FrontendConfig::name).toList(),
                config.pools().stream().map(PoolConfig::name).toList());
    }

    /** Drains all. */
    void retire() {
        retireAllBut(List.of(), List.of());
    }

    private void apply(PoolConfig config) {
        Pool pool = pools.get(config.name());
        if (pool == null) {
            pools.put(config.name(), new Pool(name, config, loops));
        } else {
            pool.apply(config);
        }
    }

    private Split split(ForwardAction action) {
        List<Pool> chosen = new ArrayList<>();
        for (ForwardAction.WeightedPool each : action.pools()) {
            Pool pool = pools.get(each.pool());
            if (pool == null) {
                throw new IllegalArgumentException("no pool " + each.pool());
            }
            chosen.add(pool);
        }
        return new Split(
                chosen,
                action.pools().stream()
                        .mapToInt(ForwardAction.WeightedPool::weight)
                        .toArray());
    }

    private void retireAllBut(List<String> wantedFrontends, List<String> wantedPools) {
        frontends.forEach((each, frontend) -> {
            if (!wantedFrontends.contains(each)) {
                frontend.retire();
            }
        });
        pools.forEach((each, pool) -> {
            if (!wantedPools.contains(each)) {
                pool.retire();
            }
        });
        frontends.values().removeIf(Frontend::drained);
        pools.values().removeIf(Pool::drained);
        shownFrontends = List.copyOf(frontends.values());
        shownPools = List.copyOf(pools.values());
    }

    Frontend frontend(String name) {
        Frontend frontend = frontends.get(name);
        if (frontend == null) {
            throw new IllegalArgumentException("no frontend " + name);
        }
        return frontend;
    }

    boolean drained() {
        return shownFrontends.stream().allMatch(Frontend::drained)
                && shownPools.stream().allMatch(Pool::drained);
    }

    ProxyStatus.Balancer read() {
        return new ProxyStatus.Balancer(
                name,
                shownFrontends.stream()
                        .filter(frontend -> !frontend.drained())
                        .map(Frontend::read)
                        .toList(),
                shownPools.stream()
                        .filter(pool -> !pool.drained())
                        .map(Pool::read)
                        .toList());
    }
}
