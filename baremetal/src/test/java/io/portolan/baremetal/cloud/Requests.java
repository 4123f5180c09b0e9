package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests as tests write them. */
final class Requests {
    static final Map<String, Object> MARK = Map.of("owner", "shop", "key", "Network/main");

    private Requests() {}

    /** A map of names and values in turn. */
    static Map<String, Object> of(@Nullable Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Json.put(map, String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    static Map<String, Object> with(Map<String, Object> map, @Nullable Object... namesAndValues) {
        var copy = new LinkedHashMap<>(map);
        copy.putAll(of(namesAndValues));
        return copy;
    }

    static Map<String, Object> network(String cidr, Object... more) {
        return with(of("name", "main", "cidrs", List.of(cidr), "mark", MARK), more);
    }

    /** A TCP balancer of one pool and one target. */
    static Map<String, Object> balancer(int port, String target, int targetPort, Object... more) {
        return with(
                of(
                        "name",
                        "web",
                        "listeners",
                        List.of(of("port", port, "protocol", "TCP", "action", forward("app"))),
                        "pools",
                        List.of(of("name", "app", "port", targetPort, "targets", List.of(of("address", target))))),
                more);
    }

    static Map<String, Object> forward(String pool) {
        return of("forward", List.of(of("pool", pool)));
    }

    static Map<String, Object> upsert(String name, String type, String... values) {
        return of("action", "UPSERT", "name", name, "type", type, "ttl", 60, "values", List.of(values));
    }

    static String id(Map<String, Object> answer) {
        return String.valueOf(answer.get("id"));
    }

    /** All items of all pages of a list. */
    static List<Map<String, Object>> all(Api api, String call, Object... fields) {
        var items = new ArrayList<Map<String, Object>>();
        Map<String, Object> page = api.call(call, of(fields));
        while (true) {
            items.addAll(Json.objects(page.get("items")));
            if (!page.containsKey("next")) {
                return items;
            }
            page = api.call(call, with(of(fields), "page", page.get("next")));
        }
    }
}
