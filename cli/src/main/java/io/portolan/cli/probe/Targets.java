package io.portolan.cli.probe;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.dns.Answer;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Route;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of a stack there is to ask: its names, and a page of each route. */
final class Targets {
    /** A name to ask a zone for. */
    record Question(Key zone, String name, String type) {}

    /** A page behind a listener. */
    record Page(Key balancer, Listener listener, String scheme, String host, String path) {}

    private Targets() {}

    static List<Question> questions(Stack stack) {
        Set<Question> questions = new LinkedHashSet<>();
        for (Resource resource : stack.resources().values()) {
            if (resource.spec() instanceof RecordSet set) {
                Optional<Key> zone = set.zone().key();
                String type = set.type().map(RecordType::toString).orElse("A");
                zone.ifPresent(z -> questions.add(new Question(z, set.name().toString(), type)));
            }
        }
        return List.copyOf(questions);
    }

    static List<Page> pages(Stack stack) {
        List<Page> pages = new ArrayList<>();
        for (Resource resource : stack.resources().values()) {
            if (resource.spec() instanceof LoadBalancer balancer) {
                String host = host(stack, resource.key());
                for (Listener listener : balancer.listeners()) {
                    String scheme = scheme(listener);
                    for (String path : paths(listener)) {
                        pages.add(new Page(resource.key(), listener, scheme, host(listener, host), path));
                    }
                }
            }
        }
        return pages;
    }

    private static String scheme(Listener listener) {
        return switch (listener.protocol()) {
            case HTTPS -> "https";
            case HTTP -> "http";
            case TCP, TLS -> "tcp";
            case UDP -> "udp";
        };
    }

    /** The first name that leads to a balancer, a www one if there is; empty where none does. */
    private static String host(Stack stack, Key balancer) {
        List<String> hosts = new ArrayList<>();
        for (Resource resource : stack.resources().values()) {
            if (resource.spec() instanceof RecordSet set
                    && !set.name().toString().startsWith("*")
                    && set.answers().stream().anyMatch(a -> leads(a, balancer))) {
                String name = set.name().toString();
                hosts.add(name.substring(0, name.length() - 1));
            }
        }
        return hosts.stream()
                .filter(h -> h.startsWith("www."))
                .findFirst()
                .or(() -> hosts.stream().findFirst())
                .orElse("");
    }

    private static boolean leads(Answer answer, Key balancer) {
        return answer.alias().flatMap(ref -> ref.key()).filter(balancer::equals).isPresent();
    }

    /** A host that a route names counts before one of DNS, unless it is a pattern. */
    private static String host(Listener listener, String host) {
        return host.isEmpty()
                ? listener.routes().stream()
                        .flatMap(r -> r.hosts().stream())
                        .filter(h -> !h.startsWith("*"))
                        .findFirst()
                        .orElse("")
                : host;
    }

    private static Set<String> paths(Listener listener) {
        Set<String> paths = new LinkedHashSet<>(List.of("/"));
        for (Route route : listener.routes()) {
            route.pathPrefix().ifPresent(prefix -> paths.add(prefix.endsWith("/") ? prefix : prefix + "/"));
        }
        return paths;
    }
}
