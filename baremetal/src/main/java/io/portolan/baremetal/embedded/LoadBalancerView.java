package io.portolan.baremetal.embedded;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.Tls;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Cidr;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.model.NativeId;
import io.portolan.model.Secret;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import java.time.Duration;

/** A balancer of the cloud in portable words. */
final class LoadBalancerView {
    private LoadBalancerView() {}

    static LoadBalancer of(Native thing, World world) {
        LoadBalancer.Builder spec = LoadBalancer.builder();
        thing.reference("network", "network")
                .ifPresent(network -> spec.network(world.reference(Network.KIND, network)));
        thing.reference("address", "address")
                .ifPresent(address -> spec.address(world.reference(Address.KIND, address)));
        thing.texts("firewalls").stream()
                .findFirst()
                .ifPresent(id -> spec.firewall(world.reference(Firewall.KIND, NativeId.of("firewall", id))));
        spec.subnets(thing.texts("subnets"))
                .scheme(LoadBalancer.Scheme.valueOf(thing.text("scheme")))
                .sourceRanges(
                        thing.texts("sourceRanges").stream().map(Cidr::parse).toList())
                .idleTimeout(Duration.ofMillis(thing.number("idleTimeout").orElse(0L)))
                .clientIp(LoadBalancer.ClientIp.REPLACE);
        thing.objects("listeners").forEach(listener -> spec.listener(listener(listener)));
        thing.objects("pools").forEach(pool -> spec.pool(pool(pool)));
        return spec.build();
    }

    private static int port(Native thing) {
        return Math.toIntExact(thing.number("port").orElse(0L));
    }

    private static Listener listener(Native thing) {
        Listener.Builder spec = Listener.of(port(thing), Listener.Protocol.valueOf(thing.text("protocol")));
        thing.object("tls").ifPresent(tls -> spec.tls(tls(tls)));
        thing.objects("routes").forEach(route -> {
            Route.Builder builder = Route.to(action(route)).hosts(route.texts("hosts"));
            route.optionalText("pathPrefix").ifPresent(builder::pathPrefix);
            spec.route(builder.build());
        });
        thing.object("action").ifPresent(action -> spec.action(action(action)));
        return spec.build();
    }

    /** A read has no keys, so the certificates stand without them. */
    private static Tls tls(Native thing) {
        return Tls.builder()
                .minVersion(ListenerTranslation.version(thing.text("minVersion")))
                .certificates(thing.objects("certificates").stream()
                        .map(certificate -> Certificate.pem(certificate.text("certificate"), Secret.of("")))
                        .toList())
                .build();
    }

    private static Action action(Native thing) {
        return thing.object("redirect")
                .map(redirect -> Action.redirect(redirect(redirect)))
                .orElseGet(() -> Action.weighted(thing.objects("forward").stream()
                        .map(share -> WeightedPool.of(
                                share.text("pool"),
                                Math.toIntExact(share.number("weight").orElse(1L))))
                        .toList()));
    }

    private static Redirect redirect(Native thing) {
        Redirect.Builder spec = Redirect.builder();
        thing.optionalText("scheme").ifPresent(spec::scheme);
        thing.optionalText("host").ifPresent(spec::host);
        thing.number("port").ifPresent(port -> spec.port(Math.toIntExact(port)));
        thing.optionalText("path").ifPresent(spec::path);
        return spec.status(Math.toIntExact(thing.number("status").orElse(301L))).build();
    }

    private static Pool pool(Native thing) {
        Pool.Builder spec = Pool.of(thing.text("name"), port(thing));
        for (Native target : thing.objects("targets")) {
            Target at = Target.of(target.text("address"))
                    .weight(Field.of(Math.toIntExact(target.number("weight").orElse(1L))));
            spec.target(target.has("port") ? at.port(port(target)) : at);
        }
        thing.object("healthCheck").ifPresent(check -> spec.healthCheck(healthCheck(check)));
        spec.stickiness(
                thing.object("stickiness").map(LoadBalancerView::stickiness).orElse(Stickiness.none()));
        return spec.drainTimeout(Duration.ofMillis(thing.number("drainTimeout").orElse(0L)))
                .proxyProtocol(Field.of(Pool.ProxyProtocol.valueOf(thing.text("proxyProtocol"))))
                .build();
    }

    private static Stickiness stickiness(Native thing) {
        return thing.text("by").equals("COOKIE")
                ? Stickiness.cookie(
                        Field.of(Duration.ofMillis(thing.number("duration").orElse(0L))))
                : Stickiness.clientIp();
    }

    /** A check of a pool or of an answer. */
    static HealthCheck healthCheck(Native thing) {
        HealthCheck.Builder spec = HealthCheck.of(HealthCheck.Protocol.valueOf(thing.text("protocol")));
        thing.optionalText("path").ifPresent(spec::path);
        thing.number("port").ifPresent(port -> spec.port(Math.toIntExact(port)));
        return spec.interval(Duration.ofMillis(thing.number("interval").orElse(0L)))
                .timeout(Duration.ofMillis(thing.number("timeout").orElse(0L)))
                .healthyThreshold(Field.of(
                        Math.toIntExact(thing.number("healthyThreshold").orElse(0L))))
                .unhealthyThreshold(Field.of(
                        Math.toIntExact(thing.number("unhealthyThreshold").orElse(0L))))
                .build();
    }
}
