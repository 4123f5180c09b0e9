package io.portolan.baremetal.embedded;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Listeners in the cloud's words. Private keys go apart, and only those that the cloud has not. */
final class ListenerTranslation {
    private static final int DEFAULT_REDIRECT = 301;

    private ListenerTranslation() {}

    static List<Object> listeners(LoadBalancer spec, Optional<Native> there) {
        var listeners = new ArrayList<>();
        for (Listener listener : spec.listeners()) {
            Optional<Native> before = before(there, listener.port());
            var json = new LinkedHashMap<String, Object>();
            json.put("port", (long) listener.port());
            json.put("protocol", listener.protocol().name());
            listener.tls().ifPresent(tls -> json.put("tls", tls(tls, before)));
            json.put(
                    "routes",
                    listener.routes().stream().map(ListenerTranslation::route).toList());
            listener.action().ifPresent(action -> json.put("action", action(action)));
            listeners.add(json);
        }
        return listeners;
    }

    private static Optional<Native> before(Optional<Native> there, int port) {
        return there.stream()
                .flatMap(balancer -> balancer.objects("listeners").stream())
                .filter(listener -> listener.number("port").orElse(0L) == port)
                .findFirst();
    }

    private static Map<String, Object> tls(Tls tls, Optional<Native> before) {
        Optional<Tls.Version> had = before.flatMap(listener -> listener.object("tls"))
                .flatMap(there -> there.optionalText("minVersion"))
                .map(ListenerTranslation::version);
        var json = new LinkedHashMap<String, Object>();
        json.put("minVersion", tls.minVersion().resolve(had, Tls.Version.V1_2) == Tls.Version.V1_3 ? "1.3" : "1.2");
        json.put(
                "certificates",
                tls.certificates().stream()
                        .map(certificate -> Map.of("certificate", certificate.chain()))
                        .toList());
        return json;
    }

    static Tls.Version version(String text) {
        return text.equals("1.3") ? Tls.Version.V1_3 : Tls.Version.V1_2;
    }

    private static Map<String, Object> route(Route route) {
        var json = new LinkedHashMap<String, Object>();
        json.put("hosts", route.hosts());
        route.pathPrefix().ifPresent(prefix -> json.put("pathPrefix", prefix));
        json.putAll(action(route.action()));
        return json;
    }

    private static Map<String, Object> action(Action action) {
        return action.redirect()
                .map(redirect -> Map.<String, Object>of("redirect", redirect(redirect)))
                .orElseGet(() -> Map.of(
                        "forward",
                        action.pools().stream()
                                .map(share -> Map.of("pool", share.pool(), "weight", (long) share.weight()))
                                .toList()));
    }

    private static Map<String, Object> redirect(Redirect redirect) {
        var json = new LinkedHashMap<String, Object>();
        redirect.scheme().ifPresent(scheme -> json.put("scheme", scheme));
        redirect.host().ifPresent(host -> json.put("host", host));
        redirect.port().ifPresent(port -> json.put("port", (long) port));
        redirect.path().ifPresent(path -> json.put("path", path));
        json.put("status", (long) redirect.status().orElse(DEFAULT_REDIRECT));
        return json;
    }

    /** The keys of certificates that the balancer does not have, by the place that they go to. */
    static Map<String, Secret> newKeys(LoadBalancer spec, Optional<Native> there) {
        Set<String> had = there.stream()
                .flatMap(balancer -> balancer.objects("listeners").stream())
                .flatMap(listener -> listener.object("tls").stream())
                .flatMap(tls -> tls.objects("certificates").stream())
                .map(certificate -> certificate.text("certificate").strip())
                .collect(Collectors.toSet());
        var keys = new LinkedHashMap<String, Secret>();
        for (int i = 0; i < spec.listeners().size(); i++) {
            List<Certificate> certificates =
                    spec.listeners().get(i).tls().map(Tls::certificates).orElse(List.of());
            for (int j = 0; j < certificates.size(); j++) {
                if (!had.contains(certificates.get(j).chain().strip())) {
                    keys.put(
                            "listeners[" + i + "].tls.certificates[" + j + "].privateKey",
                            certificates.get(j).privateKey());
                }
            }
        }
        return keys;
    }
}
