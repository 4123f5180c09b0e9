package io.portolan.baremetal.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A proxy with one balancer called "web", and short ways to configure it. */
final class Fixture implements AutoCloseable {
    static final Duration IDLE = Duration.ofSeconds(20);

    private final Proxy proxy = Proxy.start();

    Proxy proxy() {
        return proxy;
    }

    /** Applies one balancer. */
    void apply(List<FrontendConfig> frontends, PoolConfig... pools) throws BindFailedException {
        apply(IDLE, frontends, pools);
    }

    void apply(Duration idle, List<FrontendConfig> frontends, PoolConfig... pools) throws BindFailedException {
        proxy.apply(new ProxyConfig(List.of(new BalancerConfig("web", frontends, Arrays.asList(pools), idle))));
    }

    /** Serves a single pool over HTTP and returns the address. */
    InetSocketAddress http(PoolConfig pool) throws BindFailedException {
        return http(IDLE, pool);
    }

    InetSocketAddress http(Duration idle, PoolConfig pool) throws BindFailedException {
        apply(idle, List.of(FrontendConfig.http("http", any(), List.of(to(pool.name())))), pool);
        return address("http");
    }

    /** Serves a single pool over TCP and returns the address. */
    InetSocketAddress tcp(PoolConfig pool) throws BindFailedException {
        return tcp(IDLE, pool);
    }

    InetSocketAddress tcp(Duration idle, PoolConfig pool) throws BindFailedException {
        apply(idle, List.of(FrontendConfig.tcp("tcp", any(), ForwardAction.to(pool.name()))), pool);
        return address("tcp");
    }

    static InetSocketAddress any() {
        return new InetSocketAddress("127.0.0.1", 0);
    }

    static RouteConfig to(String pool) {
        return RouteConfig.any(ForwardAction.to(pool));
    }

    static PoolConfig pool(String name, InetSocketAddress... targets) {
        return pool(name, each -> each, targets);
    }

    static PoolConfig pool(String name, UnaryOperator<PoolConfig.Builder> options, InetSocketAddress... targets) {
        List<TargetConfig> configs = new ArrayList<>();
        for (InetSocketAddress target : targets) {
            configs.add(new TargetConfig(target, 1));
        }
        return options.apply(PoolConfig.builder(name).targets(configs)).build();
    }

    InetSocketAddress address(String frontend) {
        return frontend(frontend).address();
    }

    ProxyStatus.Frontend frontend(String name) {
        return balancer().frontends().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ProxyStatus.Target target(InetSocketAddress address) {
        return balancer().pools().stream()
                .flatMap(pool -> pool.targets().stream())
                .filter(each -> each.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    ProxyStatus.Balancer balancer() {
        return proxy.status().balancers().get(0);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
