package io.portolan.baremetal.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A frontend's routes, ready to match. */
final class Router {
    private final List<Route> routes;

    private Router(List<Route> routes) {
        this.routes = routes;
    }

    static Router of(List<RouteConfig> configs, Function<ForwardAction, Split> splits) {
        List<Route> routes = new ArrayList<>();
        for (RouteConfig config : configs) {
            routes.add(Route.of(config, splits));
        }
        return new Router(List.copyOf(routes));
    }

    /**
     * The first route for a request.
     *
     * @param host as in the Host header, with or without port; empty where the client sent none
     * @param path without the query
     */
    Optional<Route> match(String host, String path) {
        String name = hostName(host);
        for (Route route : routes) {
            if (route.matches(name, path)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    /** The one route of a frontend that does not look at requests. */
    Optional<Route> only() {
        return routes.stream().findFirst();
    }

    List<Pool> pools() {
        return routes.stream()
                .flatMap(route -> route.split().stream())
                .flatMap(split -> split.pools().stream())
                .toList();
    }

    /** The host without port and final dot. */
    static String hostName(String host) {
        int end = host.length();
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            end = colon;
        }
        if (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        return host.substring(0, end);
    }

    /** One route; either split or redirect is there. */
    record Route(
            List<String> exact,
            List<String> suffixes,
            String prefix,
            Optional<Split> split,
            Optional<RedirectAction> redirect) {

        static Route of(RouteConfig config, Function<ForwardAction, Split> splits) {
            List<String> exact = new ArrayList<>();
            List<String> suffixes = new ArrayList<>();
            for (String host : config.hosts()) {
                String lower = host.toLowerCase(Locale.ROOT);
                if (lower.startsWith("*.")) {
                    suffixes.add(lower.substring(1));
                } else {
                    exact.add(lower);
                }
            }
            String prefix = config.pathPrefix();
            return new Route(
                    exact,
                    suffixes,
                    prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix,
                    config.action() instanceof ForwardAction forward
                            ? Optional.of(splits.apply(forward))
                            : Optional.empty(),
                    config.action() instanceof RedirectAction redirect ? Optional.of(redirect) : Optional.empty());
        }

        boolean matches(String host, String path) {
            return ((exact.isEmpty() && suffixes.isEmpty()) || matchesHost(host)) && matchesPath(path);
        }

        private boolean matchesHost(String host) {
            for (String each : exact) {
                if (each.equalsIgnoreCase(host)) {
                    return true;
                }
            }
            for (String suffix : suffixes) {
                int start = host.length() - suffix.length();
                if (start > 0 && host.regionMatches(true, start, suffix, 0, suffix.length())) {
                    return true;
                }
            }
            return false;
        }

        /** The prefix was stored without its final slash, so {@code /} is empty and matches even {@code *}. */
        private boolean matchesPath(String path) {
            return path.startsWith(prefix)
                    && (path.length() == prefix.length() || prefix.isEmpty() || path.charAt(prefix.length()) == '/');
        }
    }
}
