package io.portolan.baremetal.cloud;

import io.portolan.baremetal.proxy.ActionConfig;
import io.portolan.baremetal.proxy.BalancerConfig;
import io.portolan.baremetal.proxy.CertificateConfig;
import io.portolan.baremetal.proxy.ForwardAction;
import io.portolan.baremetal.proxy.FrontendConfig;
import io.portolan.baremetal.proxy.ProxyConfig;
import io.portolan.baremetal.proxy.RedirectAction;
import io.portolan.baremetal.proxy.RouteConfig;
import io.portolan.baremetal.proxy.TlsConfig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the proxy should serve, from the documents: a pure function. */
final class ProxyDocuments {
    private final Transaction view;
    private final Endpoints endpoints;
    private final Set<InetSocketAddress> without;

    private ProxyDocuments(Transaction view, Endpoints endpoints, Set<InetSocketAddress> without) {
        this.view = view;
        this.endpoints = endpoints;
        this.without = without;
    }

    /** @param without addresses that can't be listened on, so that everything else can be served */
    static ProxyConfig of(Transaction view, Endpoints endpoints, Set<InetSocketAddress> without) {
        var documents = new ProxyDocuments(view, endpoints, without);
        return new ProxyConfig(
                view.all("balancer").stream().map(documents::balancer).toList());
    }

    private BalancerConfig balancer(Document balancer) {
        List<Map<String, Object>> listeners = balancer.objects("listeners");
        Set<Object> used = pools(listeners);
        return new BalancerConfig(
                balancer.id(),
                listeners.stream()
                        .map(listener -> frontend(balancer, listener))
                        .filter(frontend -> !without.contains(frontend.address()))
                        .toList(),
                balancer.objects("pools").stream()
                        .filter(pool -> used.contains(pool.get("name")))
                        .map(pool -> PoolDocuments.pool(view, endpoints, balancer, pool))
                        .toList(),
                Duration.ofMillis(balancer.number("idleTimeout")));
    }

    private static Set<Object> pools(List<Map<String, Object>> listeners) {
        var pools = new LinkedHashSet<>();
        for (Map<String, Object> listener : listeners) {
            for (Map<String, Object> action : actions(listener)) {
                Json.objects(action.get("forward")).forEach(share -> pools.add(String.valueOf(share.get("pool"))));
            }
        }
        return pools;
    }

    /** The routes of a listener, and behind them what happens to the rest: an action for every host and path. */
    private static List<Map<String, Object>> actions(Map<String, Object> listener) {
        var actions = new ArrayList<>(Json.objects(listener.get("routes")));
        if (listener.containsKey("action")) {
            actions.add(Json.map(listener.get("action")));
        }
        return actions;
    }

    private FrontendConfig frontend(Document balancer, Map<String, Object> listener) {
        int port = Endpoints.port(listener);
        InetSocketAddress address = socket(endpoints.listener(view, balancer, port));
        String name = "port-" + port;
        List<RouteConfig> routes =
                actions(listener).stream().map(route -> route(balancer, route)).toList();
        FrontendConfig frontend = switch (String.valueOf(listener.get("protocol"))) {
            case "TCP" -> FrontendConfig.tcp(name, address, forward(listener));
            case "TLS" -> FrontendConfig.tls(name, address, tls(listener), forward(listener));
            case "HTTP" -> FrontendConfig.http(name, address, routes);
            default -> FrontendConfig.https(name, address, tls(listener), routes);
        };
        return frontend.from(Sources.allowed(view, endpoints, balancer, port));
    }

    private static TlsConfig tls(Map<String, Object> listener) {
        Map<String, Object> tls = Json.map(listener.get("tls"));
        return new TlsConfig(
                "1.3".equals(tls.get("minVersion")) ? TlsConfig.Version.TLS_1_3 : TlsConfig.Version.TLS_1_2,
                Json.objects(tls.get("certificates")).stream()
                        .map(certificate -> new CertificateConfig(
                                String.valueOf(certificate.get("certificate")),
                                String.valueOf(certificate.get("privateKey"))))
                        .toList());
    }

    private static ForwardAction forward(Map<String, Object> listener) {
        return forwardOf(Json.map(listener.get("action")));
    }

    private static ForwardAction forwardOf(Map<String, Object> route) {
        return new ForwardAction(Json.objects(route.get("forward")).stream()
                .map(share -> new ForwardAction.WeightedPool(
                        String.valueOf(share.get("pool")), PoolDocuments.number(share, "weight")))
                .toList());
    }

    private RouteConfig route(Document balancer, Map<String, Object> route) {
        ActionConfig action =
                route.containsKey("redirect") ? redirect(balancer, Json.map(route.get("redirect"))) : forwardOf(route);
        return new RouteConfig(
                Json.strings(route.get("hosts")), String.valueOf(route.getOrDefault("pathPrefix", "/")), action);
    }

    /** A client is sent to where the balancer really listens for the port that is meant. */
    private RedirectAction redirect(Document balancer, Map<String, Object> redirect) {
        RedirectAction.Builder action = RedirectAction.builder().status(PoolDocuments.number(redirect, "status"));
        if (redirect.get("scheme") instanceof String scheme) {
            action.scheme(scheme);
        }
        if (redirect.get("host") instanceof String host) {
            action.host(host);
        }
        if (redirect.get("path") instanceof String path) {
            action.path(path);
        }
        int meant = redirect.get("port") instanceof Long port
                ? port.intValue()
                : redirect.containsKey("scheme") ? ("https".equals(redirect.get("scheme")) ? 443 : 80) : 0;
        boolean ours = balancer.objects("listeners").stream().anyMatch(listener -> Endpoints.port(listener) == meant);
        if (ours) {
            action.port(endpoints.listener(view, balancer, meant).port());
        } else if (redirect.containsKey("port")) {
            action.port(meant);
        }
        return action.build();
    }

    static InetSocketAddress socket(Endpoints.Endpoint endpoint) {
        // An IP literal: nothing is looked up.
        return new InetSocketAddress(endpoint.ip(), endpoint.port());
    }
}
