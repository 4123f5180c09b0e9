package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the listeners of a balancer: ports, protocols, certificates and routes. */
final class Listeners {
    private static final Set<String> PROTOCOLS = Set.of("TCP", "TLS", "HTTP", "HTTPS");
    private static final Set<Long> REDIRECTS = Set.of(301L, 302L, 303L, 307L, 308L);
    private static final long MAX_PORT = 65535;
    private static final long MAX_WEIGHT = 1_000_000;

    private Listeners() {}

    /** @param pools the names of the balancer's pools */
    static List<Map<String, Object>> read(Fields balancer, Set<String> pools) {
        var listeners = new ArrayList<Map<String, Object>>();
        var ports = new HashSet<Long>();
        for (Fields listener : balancer.objects("listeners")) {
            var body = new LinkedHashMap<String, Object>();
            long port = listener.number("port", 1, MAX_PORT);
            if (!ports.add(port)) {
                throw listener.wrong("port", "must be unique in the balancer");
            }
            String protocol = listener.oneOf("protocol", "TCP", PROTOCOLS);
            body.put("port", port);
            body.put("protocol", protocol);
            boolean secure = protocol.equals("TLS") || protocol.equals("HTTPS");
            if (secure != listener.has("tls")) {
                throw listener.wrong("tls", secure ? "is missing" : "needs the protocol HTTPS or TLS");
            }
            listener.object("tls").ifPresent(tls -> body.put("tls", tls(tls)));
            boolean http = protocol.startsWith("HTTP");
            List<Map<String, Object>> routes = routes(listener, pools);
            if (!http && (!routes.isEmpty() || !listener.has("action"))) {
                throw listener.wrong("action", "must be there on " + protocol + ", and no routes");
            }
            body.put("routes", routes);
            listener.object("action").ifPresent(action -> {
                body.put("action", action(action, pools));
                action.end();
            });
            listener.end();
            listeners.add(body);
        }
        return listeners;
    }

    private static Map<String, Object> tls(Fields tls) {
        var certificates = new ArrayList<Map<String, Object>>();
        for (Fields certificate : tls.objects("certificates")) {
            var body = new LinkedHashMap<String, Object>();
            String pem = certificate.text("certificate");
            var leaf = Certificates.leaf(certificate.path() + ".certificate", pem);
            body.put("certificate", pem);
            certificate.optionalText("privateKey").ifPresent(key -> {
                Certificates.checkPair(certificate.path() + ".privateKey", leaf, key);
                body.put("privateKey", key);
            });
            certificate.end();
            certificates.add(body);
        }
        if (certificates.isEmpty()) {
            throw tls.wrong("certificates", "must hold one or more");
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("minVersion", tls.oneOf("minVersion", "1.2", Set.of("1.2", "1.3")));
        body.put("certificates", certificates);
        tls.end();
        return body;
    }

    private static List<Map<String, Object>> routes(Fields listener, Set<String> pools) {
        var routes = new ArrayList<Map<String, Object>>();
        for (Fields route : listener.objects("routes")) {
            var body = new LinkedHashMap<String, Object>();
            body.put("hosts", route.texts("hosts"));
            route.optionalText("pathPrefix").ifPresent(prefix -> {
                if (!prefix.startsWith("/")) {
                    throw route.wrong("pathPrefix", "must begin with a slash");
                }
                body.put("pathPrefix", prefix);
            });
            body.putAll(action(route, pools));
            route.end();
            routes.add(body);
        }
        return routes;
    }

    private static Map<String, Object> action(Fields action, Set<String> pools) {
        if (action.has("forward") == action.has("redirect")) {
            throw action.wrong("forward", "or redirect must be there, and one of them only");
        }
        return action.has("forward")
                ? Map.of("forward", forward(action, pools))
                : Map.of(
                        "redirect",
                        action.object("redirect").map(Listeners::redirect).orElse(Map.of()));
    }

    private static List<Map<String, Object>> forward(Fields route, Set<String> pools) {
        var shares = new ArrayList<Map<String, Object>>();
        for (Fields share : route.objects("forward")) {
            String pool = share.text("pool");
            if (!pools.contains(pool)) {
                throw share.wrong("pool", "must name a pool of the balancer");
            }
            var body = new LinkedHashMap<String, Object>();
            body.put("pool", pool);
            body.put("weight", share.optionalNumber("weight", 0, MAX_WEIGHT).orElse(1L));
            share.end();
            shares.add(body);
        }
        if (shares.isEmpty()) {
            throw route.wrong("forward", "must name a pool");
        }
        return shares;
    }

    private static Map<String, Object> redirect(Fields redirect) {
        var body = new LinkedHashMap<String, Object>();
        if (redirect.has("scheme")) {
            body.put("scheme", redirect.oneOf("scheme", "https", Set.of("http", "https")));
        }
        redirect.optionalText("host").ifPresent(host -> body.put("host", host));
        redirect.optionalNumber("port", 1, MAX_PORT).ifPresent(port -> body.put("port", port));
        redirect.optionalText("path").ifPresent(path -> body.put("path", path));
        long status = redirect.optionalNumber("status", 301, 308).orElse(301L);
        if (!REDIRECTS.contains(status)) {
            throw redirect.wrong(
                    "status", "must be one of " + REDIRECTS.stream().sorted().toList());
        }
        body.put("status", status);
        redirect.end();
        return body;
    }
}
