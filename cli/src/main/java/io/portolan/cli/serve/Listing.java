package io.portolan.cli.serve;

import io.portolan.baremetal.cloud.Api;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The native things of an embedded cloud, as its own calls list them. */
public final class Listing {
    private Listing() {}

    /** All of a kind, by their ids. */
    public static Map<String, Map<String, Object>> of(Api api, String kind) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        Map<String, Object> request = new LinkedHashMap<>();
        while (true) {
            Map<String, Object> page = api.call(kind + ".list", request);
            if (page.get("items") instanceof List<?> items) {
                for (Object item : items) {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    if (item instanceof Map<?, ?> map) {
                        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
                    }
                    all.put(String.valueOf(fields.get("id")), fields);
                }
            }
            Object next = page.get("next");
            if (next == null) {
                return all;
            }
            request.put("page", next);
        }
    }
}
