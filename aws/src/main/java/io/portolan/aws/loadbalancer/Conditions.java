package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** What a rule matches, between routes and AWS's conditions. A prefix of whole segments is two patterns: the path itself, and all below it. */
final class Conditions {
    private static final String HOST = "host-header";
    private static final String PATH = "path-pattern";

    private Conditions() {}

    static List<RuleCondition> of(Route route) {
        List<RuleCondition> conditions = new ArrayList<>();
        if (!route.hosts().isEmpty()) {
            conditions.add(RuleCondition.builder()
                    .field(HOST)
                    .hostHeaderConfig(h -> h.values(route.hosts()))
                    .build());
        }
        route.pathPrefix()
                .ifPresent(prefix -> conditions.add(RuleCondition.builder()
                        .field(PATH)
                        .pathPatternConfig(p -> p.values(patterns(prefix)))
                        .build()));
        return conditions;
    }

    private static List<String> patterns(String prefix) {
        String base = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return base.isEmpty() ? List.of("/*") : List.of(base, base + "/*");
    }

    /** Conditions in one form, whatever AWS fills in when it gives them back: values by field. */
    static Map<String, Set<String>> normal(List<RuleCondition> conditions) {
        Map<String, Set<String>> normal = new TreeMap<>();
        for (RuleCondition condition : conditions) {
            Set<String> values = normal.computeIfAbsent(condition.field(), f -> new TreeSet<>());
            values.addAll(values(condition));
            if (condition.httpHeaderConfig() != null
                    || condition.queryStringConfig() != null
                    || condition.sourceIpConfig() != null
                    || condition.httpRequestMethodConfig() != null) {
                values.add(condition.toString());
            }
        }
        return normal;
    }

    private static Set<String> values(RuleCondition condition) {
        Set<String> values = new LinkedHashSet<>(condition.values());
        if (condition.hostHeaderConfig() != null) {
            values.addAll(condition.hostHeaderConfig().values());
        }
        if (condition.pathPatternConfig() != null) {
            values.addAll(condition.pathPatternConfig().values());
        }
        return values;
    }

    /** A rule as a route. */
    static Route view(List<RuleCondition> conditions, Action action) {
        Route.Builder route = Route.to(action);
        for (RuleCondition condition : conditions) {
            if (condition.field().equals(HOST)) {
                route.hosts(List.copyOf(values(condition)));
            } else if (condition.field().equals(PATH)) {
                route.pathPrefix(values(condition).stream()
                        .filter(v -> !v.endsWith("/*"))
                        .findFirst()
                        .orElse("/"));
            }
        }
        return route.build();
    }
}
