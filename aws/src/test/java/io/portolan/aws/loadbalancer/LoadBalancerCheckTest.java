package io.portolan.aws.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.Listener.Protocol;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.model.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadBalancerCheckTest {
    private static Pool.Builder pool() {
        return Pool.of("web", 8080).target(Target.of("10.0.0.1"));
    }

    private static LoadBalancer.Builder balancer(Protocol protocol, Pool pool) {
        return LoadBalancer.builder()
                .listener(Listener.of(80, protocol)
                        .action(Action.toPool(pool.name()))
                        .build())
                .pool(pool);
    }

    private static List<String> problems(LoadBalancer.Builder balancer) {
        return LoadBalancerCheck.of(balancer.build()).stream()
                .map(p -> p.path() + ": " + p.message())
                .toList();
    }

    @Test
    void aSimpleBalancerOfEachLayerIsHeld() {
        assertThat(problems(balancer(Protocol.TCP, pool().build()))).isEmpty();
        assertThat(problems(balancer(Protocol.UDP, pool().build()))).isEmpty();
        assertThat(problems(balancer(Protocol.HTTP, pool().build()))).isEmpty();
    }

    @Test
    void stickinessIsByCookieOnlyBehindHttpAndByAddressOnlyBehindConnections() {
        Pool cookie = pool().stickiness(Stickiness.cookie(Field.unset())).build();
        Pool address = pool().stickiness(Stickiness.clientIp()).build();
        assertThat(problems(balancer(Protocol.HTTP, cookie))).isEmpty();
        assertThat(problems(balancer(Protocol.TCP, address))).isEmpty();
        assertThat(problems(balancer(Protocol.TCP, cookie)))
                .singleElement()
                .asString()
                .contains("by address, not by cookie");
        assertThat(problems(balancer(Protocol.HTTP, address)))
                .singleElement()
                .asString()
                .contains("by cookie, not by address");
        Pool week = pool().stickiness(Stickiness.cookie(Field.of(Duration.ofDays(8))))
                .build();
        assertThat(problems(balancer(Protocol.HTTP, week)))
                .singleElement()
                .asString()
                .contains("seven days");
    }

    @Test
    void anAlbLooksAtHealthByRequests() {
        Pool tcp = pool().healthCheck(HealthCheck.tcp().build()).build();
        assertThat(problems(balancer(Protocol.TCP, tcp))).isEmpty();
        assertThat(problems(balancer(Protocol.HTTP, tcp)))
                .singleElement()
                .asString()
                .contains("HTTP or HTTPS");
        Pool once = pool().healthCheck(
                        HealthCheck.http("/").healthyThreshold(Field.of(1)).build())
                .build();
        assertThat(problems(balancer(Protocol.HTTP, once)))
                .singleElement()
                .asString()
                .contains("2 to 10");
    }

    @Test
    void tcpAndUdpShareAPortOnlyToOnePool() {
        Pool one = pool().build();
        Pool other = Pool.of("other", 53).target(Target.of("10.0.0.2")).build();
        LoadBalancer.Builder same = balancer(Protocol.TCP, one)
                .listener(Listener.of(80, Protocol.UDP)
                        .action(Action.toPool("web"))
                        .build());
        LoadBalancer.Builder two = balancer(Protocol.TCP, one)
                .pool(other)
                .listener(Listener.of(80, Protocol.UDP)
                        .action(Action.toPool("other"))
                        .build());
        assertThat(problems(same)).isEmpty();
        assertThat(problems(two)).singleElement().asString().contains("as one listener");
    }

    @Test
    void aPoolHasOneKindOfTarget() {
        Pool mixed = pool().target(Target.ofInstance("i-0123456789abcdef0")).build();
        assertThat(problems(balancer(Protocol.TCP, mixed)))
                .singleElement()
                .asString()
                .contains("not both");
        Pool families = pool().target(Target.of("2001:db8::1")).build();
        assertThat(problems(balancer(Protocol.TCP, families)))
                .singleElement()
                .asString()
                .contains("IPv4 or IPv6");
    }

    @Test
    void whatARuleOfAnAlbCanNotHaveIsRefused() {
        Pool pool = pool().build();
        Route hosts = Route.to(Action.toPool("web"))
                .hosts(List.of("a.example", "b.example", "c.example", "d.example"))
                .pathPrefix("/x")
                .build();
        Route pattern = Route.to(Action.toPool("web")).pathPrefix("/x*").build();
        Listener listener = Listener.of(80, Protocol.HTTP)
                .routes(List.of(hosts, pattern))
                .action(Action.redirect(
                        Redirect.builder().scheme("https").status(308).build()))
                .build();
        List<Problem> problems = LoadBalancerCheck.of(
                LoadBalancer.builder().listener(listener).pool(pool).build());
        assertThat(problems.stream().map(p -> p.path().toString()).toList())
                .containsExactlyInAnyOrder(
                        "listeners[0].routes[0]", "listeners[0].routes[1].pathPrefix", "listeners[0].redirect.status");
    }

    @Test
    void weightsOfPoolsAreUpTo999() {
        Pool one = pool().build();
        Pool other = Pool.of("other", 81).target(Target.of("10.0.0.2")).build();
        Listener listener = Listener.of(80, Protocol.HTTP)
                .action(Action.weighted(List.of(WeightedPool.of("web", 1_000), WeightedPool.of("other", 1))))
                .build();
        assertThat(problems(LoadBalancer.builder().listener(listener).pool(one).pool(other)))
                .singleElement()
                .asString()
                .contains("0 to 999");
    }
}
