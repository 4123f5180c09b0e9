package io.portolan.testkit.memory;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.Field;
import io.portolan.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A listener as the memory cloud holds it: every field given, certificates by their chains; keys are never shown. */
record ListenerData(
        int port,
        Listener.Protocol protocol,
        List<String> certificates,
        Tls.@Nullable Version minVersion,
        List<Route> routes,
        @Nullable Action action) {

    /** A listener as it will be; what is not given stays. */
    static ListenerData of(Listener spec, Optional<ListenerData> there) {
        List<Route> routes = new ArrayList<>(spec.routes().size());
        for (int i = 0; i < spec.routes().size(); i++) {
            Route route = spec.routes().get(i);
            int at = i;
            Optional<Action> before = there.filter(d -> at < d.routes.size())
                    .map(d -> d.routes.get(at).action());
            Route.Builder one = Route.to(resolved(route.action(), before)).hosts(route.hosts());
            route.pathPrefix().ifPresent(one::pathPrefix);
            routes.add(one.build());
        }
        return new ListenerData(
                spec.port(),
                spec.protocol(),
                spec.tls()
                        .map(tls -> tls.certificates().stream()
                                .map(Certificate::chain)
                                .toList())
                        .orElse(List.of()),
                spec.tls()
                        .map(tls -> tls.minVersion()
                                .resolve(there.flatMap(d -> Optional.ofNullable(d.minVersion)), Tls.Version.V1_2))
                        .orElse(null),
                routes,
                spec.action()
                        .map(a -> resolved(a, there.flatMap(d -> Optional.ofNullable(d.action))))
                        .orElse(null));
    }

    private static Action resolved(Action action, Optional<Action> before) {
        Optional<Redirect> redirect = action.redirect();
        if (redirect.isEmpty()) {
            return action;
        }
        Optional<Integer> status =
                before.flatMap(Action::redirect).flatMap(r -> r.status().value());
        return Action.redirect(redirect.get().toBuilder()
                .status(Field.of(redirect.get().status().resolve(status, 301)))
                .build());
    }

    String transport() {
        return protocol.isDatagram() ? "udp" : "tcp";
    }

    /** What tells it from the others of its balancer. */
    String name() {
        return port + "/" + transport();
    }

    /** The listener in portable words; private keys are absent. */
    Listener view() {
        Listener.Builder view = Listener.of(port, protocol).routes(routes);
        if (action != null) {
            view.action(action);
        }
        if (!certificates.isEmpty()) {
            Tls.Builder tls = Tls.builder();
            certificates.forEach(chain -> tls.certificate(Certificate.pem(chain, Secret.of(""))));
            if (minVersion != null) {
                tls.minVersion(minVersion);
            }
            view.tls(tls.build());
        }
        return view.build();
    }

    @Override
    public String toString() {
        return protocol + " " + port
                + (certificates.isEmpty()
                        ? ""
                        : " " + certificates.size() + " certificates " + Integer.toHexString(certificates.hashCode())
                                + " from " + minVersion)
                + (routes.isEmpty() ? "" : " " + routes)
                + (action == null ? "" : " " + action);
    }
}
