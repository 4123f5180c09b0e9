package io.portolan.loadbalancer;

import io.portolan.model.FieldPath;
import io.portolan.model.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold for the routes and actions of one listener. */
final class RouteRules {
    private final Set<String> pools;
    private final List<Problem> problems;
    private final Set<String> used = new TreeSet<>();

    RouteRules(Set<String> pools, List<Problem> problems) {
        this.pools = pools;
        this.problems = problems;
    }

    /** Whether path lies within prefix, by whole segments. */
    static boolean within(String path, String prefix) {
        String base = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
    }

    Set<String> used() {
        return used;
    }

    void routes(List<Route> routes, FieldPath at) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            FieldPath here = at.index(i);
            route.pathPrefix()
                    .filter(p -> !p.startsWith("/"))
                    .ifPresent(
                            p -> problems.add(Problem.of("P011", here.field("pathPrefix"), "a path begins with a slash")
                                    .meant("/" + p)));
            for (int j = 0; j < i; j++) {
                if (routes.get(j).covers(route)) {
                    problems.add(Problem.of(
                                    "P013", here, "this route can never match: route " + (j + 1) + " takes all of it")
                            .help("the first match wins: put the narrower route in front"));
                    break;
                }
            }
            action(route.action(), here);
        }
    }

    void action(Action action, FieldPath at) {
        long total = 0;
        for (int i = 0; i < action.pools().size(); i++) {
            WeightedPool share = action.pools().get(i);
            FieldPath here = action.pools().size() == 1
                    ? at.field("pool")
                    : at.field("weighted").index(i).field("pool");
            if (!pools.contains(share.pool())) {
                problems.add(Problem.of("P020", here, "there is no pool \"" + share.pool() + "\"")
                        .because("pools here: " + String.join(", ", pools)));
            }
            if (share.weight() < 0 || share.weight() > 1_000_000) {
                problems.add(Problem.of(
                        "P011", at.field("weighted").index(i).field("weight"), "a weight is from 0 to 1000000"));
            }
            used.add(share.pool());
            total += Math.max(0, share.weight());
        }
        if (action.redirect().isEmpty() && total == 0) {
            problems.add(Problem.of("P011", at, "nothing would be served: every weight is 0"));
        }
        action.redirect().ifPresent(redirect -> redirect(redirect, at.field("redirect")));
    }

    private void redirect(Redirect redirect, FieldPath at) {
        redirect.scheme()
                .filter(x -> !x.equals("http") && !x.equals("https"))
                .ifPresent(x -> problems.add(Problem.of("P011", at.field("scheme"), "a scheme is http or https")));
        redirect.status()
                .value()
                .filter(x -> !Set.of(301, 302, 307, 308).contains(x))
                .ifPresent(x -> problems.add(
                        Problem.of("P011", at.field("status"), "a redirect answers 301, 302, 307 or 308")));
        redirect.port()
                .filter(x -> x < 1 || x > 65535)
                .ifPresent(x -> problems.add(Problem.of("P011", at.field("port"), "a port is from 1 to 65535")));
        redirect.path()
                .filter(x -> !x.startsWith("/"))
                .ifPresent(x -> problems.add(Problem.of("P011", at.field("path"), "a path begins with a slash")
                        .meant("/" + x)));
    }
}
