package io.portolan.cli.probe;

import io.portolan.baremetal.cloud.Api;
import io.portolan.cli.serve.Listing;
import io.portolan.cli.workspace.Workspace;
import io.portolan.dns.DnsZone;
import io.portolan.engine.Portolan;
import io.portolan.engine.Status;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.spi.driver.View;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How things are reached from here: name servers by zone, listeners by balancer and port. The embedded provider has its own map of ports. */
final class Reach {
    private final Status status;
    private final Map<Key, Map<Integer, String>> endpoints = new LinkedHashMap<>();
    private String dns = "";

    private Reach(Status status) {
        this.status = status;
    }

    static Reach of(Workspace workspace, Portolan portolan, Status status) {
        Reach reach = new Reach(status);
        if (workspace.provider().isEmbedded()) {
            portolan.provider(workspace.providerName()).unwrap(Api.class).ifPresent(reach::read);
        }
        return reach;
    }

    private void read(Api api) {
        dns = String.valueOf(api.call("cloud.describe", Map.of()).get("dns"));
        Map<String, Map<String, Object>> balancers = Listing.of(api, "balancer");
        status.found().forEach((key, found) -> {
            if (key.is(LoadBalancer.KIND)) {
                found.parts()
                        .keySet()
                        .forEach(id -> endpoints
                                .computeIfAbsent(key, k -> new LinkedHashMap<>())
                                .putAll(endpoints(balancers
                                        .getOrDefault(id.value(), Map.of())
                                        .get("endpoints"))));
            }
        });
    }

    private static Map<Integer, String> endpoints(@org.jspecify.annotations.Nullable Object items) {
        Map<Integer, String> ports = new LinkedHashMap<>();
        if (items instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> endpoint && endpoint.get("port") instanceof Number port) {
                    ports.put(port.intValue(), String.valueOf(endpoint.get("at")));
                }
            }
        }
        return ports;
    }

    /** The servers of a zone. */
    NameServers servers(Key zone) {
        if (!dns.isEmpty()) {
            return NameServers.of(List.of(dns));
        }
        return NameServers.of(output(zone, DnsZone.NAME_SERVERS)
                .map(DnsZone.NameServers::servers)
                .orElse(List.of()));
    }

    /** Where a listener is reached; by the balancer's own address where no name led to one. */
    Optional<InetSocketAddress> listener(Key balancer, int port, Optional<String> resolved) {
        String own = endpoints.getOrDefault(balancer, Map.of()).get(port);
        if (own != null) {
            int colon = own.lastIndexOf(':');
            return Optional.of(new InetSocketAddress(
                    own.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(own.substring(colon + 1))));
        }
        return resolved.or(() -> output(balancer, LoadBalancer.ADDRESS).map(Reach::first))
                .map(host -> new InetSocketAddress(host, port));
    }

    private static String first(BalancerAddress address) {
        return address.ips().isEmpty()
                ? address.hostName().orElse("").replaceFirst("\\.$", "")
                : address.ips().get(0).toString();
    }

    private <T> Optional<T> output(Key key, io.portolan.model.Output<T> output) {
        View<?> view = status.views().get(key);
        return view == null
                ? Optional.empty()
                : Optional.ofNullable(view.outputs().get(output)).map(output.type()::cast);
    }
}
