package io.portolan.cli.serve;

import io.portolan.baremetal.proxy.ProxyStatus;
import io.portolan.cli.terminal.Text;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is served and where, for people and as JSON. */
final class ServingScreen {
    private static final int NAME = 9;

    /** A listener as clients reach it. */
    record Frontend(String balancer, String scheme, InetSocketAddress address) {
        String url() {
            return scheme + "://" + host(address);
        }
    }

    private final ServedCloud cloud;
    private final List<String> hosts;

    /**
     * A screen of this cloud.
     *
     * @param hosts names that lead to a balancer, for examples of what to try; without the final dot
     */
    ServingScreen(ServedCloud cloud, List<String> hosts) {
        this.cloud = cloud;
        this.hosts = hosts;
    }

    static String host(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    List<Frontend> frontends() {
        Map<String, Map<String, Object>> balancers = cloud.list("balancer");
        List<Frontend> frontends = new ArrayList<>();
        for (ProxyStatus.Balancer balancer : cloud.proxy().balancers()) {
            Map<String, Object> fields = balancers.getOrDefault(id(balancer), Map.of());
            for (ProxyStatus.Frontend frontend : balancer.frontends()) {
                frontends.add(
                        new Frontend(name(balancer, balancers), scheme(fields, frontend.name()), frontend.address()));
            }
        }
        return frontends;
    }

    /** One with several sets of source ranges is served in parts, {@code id#n}. */
    private static String id(ProxyStatus.Balancer balancer) {
        return balancer.name().replaceFirst("#.*", "");
    }

    static String name(ProxyStatus.Balancer balancer, Map<String, Map<String, Object>> balancers) {
        return String.valueOf(balancers.getOrDefault(id(balancer), Map.of()).getOrDefault("name", balancer.name()));
    }

    private static String scheme(Map<String, Object> balancer, String frontend) {
        if (balancer.get("listeners") instanceof List<?> listeners) {
            for (Object listener : listeners) {
                if (listener instanceof Map<?, ?> fields && frontend.equals("port-" + fields.get("port"))) {
                    return String.valueOf(fields.get("protocol")).toLowerCase(Locale.ROOT);
                }
            }
        }
        return "tcp";
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Map<String, List<Frontend>> byBalancer = new LinkedHashMap<>();
        List<Frontend> frontends = frontends();
        frontends.forEach(f ->
                byBalancer.computeIfAbsent(f.balancer(), b -> new ArrayList<>()).add(f));
        byBalancer.forEach((name, own) -> lines.add(Text.ends(
                "  " + Text.column(name, NAME)
                        + String.join("  ", own.stream().map(Frontend::url).toList()),
                healthy(name))));
        String host = hosts.stream()
                .filter(h -> h.startsWith("www."))
                .findFirst()
                .or(() -> hosts.stream().findFirst())
                .orElse("");
        lines.add("  " + Text.column("dns", NAME) + Text.column(host(cloud.dns()), 24)
                + (host.isEmpty()
                        ? ""
                        : "dig -p " + cloud.dns().getPort() + " @"
                                + cloud.dns().getAddress().getHostAddress() + " " + host));
        attempt(frontends, host).ifPresent(command -> lines.add("  " + Text.column("try", NAME) + command));
        cloud.problems().forEach(problem -> lines.add("  " + Text.column("not", NAME) + problem));
        return lines;
    }

    private static Optional<String> attempt(List<Frontend> frontends, String host) {
        Optional<Frontend> best = frontends.stream()
                .filter(f -> f.scheme().equals("https"))
                .findFirst()
                .or(() -> frontends.stream()
                        .filter(f -> f.scheme().equals("http"))
                        .findFirst());
        return best.map(f -> host.isEmpty()
                ? "curl -k " + f.url() + "/"
                : "curl -k --connect-to ::" + host(f.address()) + " " + f.scheme() + "://" + host + "/");
    }

    private String healthy(String name) {
        Map<String, Map<String, Object>> balancers = cloud.list("balancer");
        int all = 0;
        int up = 0;
        for (ProxyStatus.Balancer balancer : cloud.proxy().balancers()) {
            if (name(balancer, balancers).equals(name)) {
                for (ProxyStatus.Pool pool : balancer.pools()) {
                    for (ProxyStatus.Target target : pool.targets()) {
                        all += target.health() == ProxyStatus.Health.DRAINING ? 0 : 1;
                        up += target.health() == ProxyStatus.Health.UP ? 1 : 0;
                    }
                }
            }
        }
        return up + " of " + Text.count(all, "target") + " healthy";
    }

    Map<String, Object> json() {
        List<Object> shown = new ArrayList<>();
        frontends().forEach(f -> shown.add(Map.of("balancer", f.balancer(), "url", f.url())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Serving");
        document.put("listeners", shown);
        document.put("dns", host(cloud.dns()));
        document.put("problems", cloud.problems());
        return document;
    }
}
