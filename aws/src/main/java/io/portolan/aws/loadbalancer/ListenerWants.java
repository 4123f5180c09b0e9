package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** The listeners of a spec as AWS has them: TCP and UDP on one port are one. */
final class ListenerWants {
    /**
     * A native listener.
     *
     * @param spec the listener; of two that are one, the TCP one
     */
    record Door(ProtocolEnum protocol, Listener spec) {
        int port() {
            return spec.port();
        }
    }

    /** What leads to a pool. */
    record Use(boolean http, boolean stream, boolean tls, boolean datagram) {
        /** The protocol of a target group that all of these can lead to. */
        ProtocolEnum protocol() {
            return http
                    ? ProtocolEnum.HTTP
                    : datagram ? stream ? ProtocolEnum.TCP_UDP : ProtocolEnum.UDP : ProtocolEnum.TCP;
        }
    }

    private ListenerWants() {}

    /** By port, in order. */
    static List<Door> doors(LoadBalancer spec) {
        Map<Integer, Door> doors = new TreeMap<>();
        for (Listener each : spec.listeners()) {
            Listener listener = withoutCatchAll(each);
            Door before = doors.get(listener.port());
            Listener kept = before != null && listener.protocol().isDatagram() ? before.spec() : listener;
            doors.put(
                    listener.port(),
                    new Door(before == null ? protocol(listener.protocol()) : ProtocolEnum.TCP_UDP, kept));
        }
        return List.copyOf(doors.values());
    }

    /** A rule of an ALB has a condition, so that a route that matches everything is the listener's own action. */
    private static Listener withoutCatchAll(Listener listener) {
        for (int i = 0; i < listener.routes().size(); i++) {
            Route route = listener.routes().get(i);
            if (route.hosts().isEmpty() && route.pathPrefix().isEmpty()) {
                return listener.toBuilder()
                        .routes(listener.routes().subList(0, i))
                        .action(route.action())
                        .build();
            }
        }
        return listener;
    }

    private static ProtocolEnum protocol(Listener.Protocol protocol) {
        return switch (protocol) {
            case TCP -> ProtocolEnum.TCP;
            case UDP -> ProtocolEnum.UDP;
            case TLS -> ProtocolEnum.TLS;
            case HTTP -> ProtocolEnum.HTTP;
            case HTTPS -> ProtocolEnum.HTTPS;
        };
    }

    static Use use(LoadBalancer spec, String pool) {
        boolean http = false;
        boolean stream = false;
        boolean tls = false;
        boolean datagram = false;
        for (Listener listener : spec.listeners()) {
            if (actions(listener).stream()
                    .anyMatch(a -> a.pools().stream().anyMatch(p -> p.pool().equals(pool)))) {
                http |= listener.protocol().isHttp();
                datagram |= listener.protocol().isDatagram();
                tls |= listener.protocol() == Listener.Protocol.TLS;
                stream |= !listener.protocol().isDatagram();
            }
        }
        return new Use(http, stream, tls, datagram);
    }

    private static List<Action> actions(Listener listener) {
        List<Action> actions = new ArrayList<>();
        listener.action().ifPresent(actions::add);
        listener.routes().forEach(route -> actions.add(route.action()));
        return actions;
    }
}
