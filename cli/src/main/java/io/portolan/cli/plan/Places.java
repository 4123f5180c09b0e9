package io.portolan.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a provider is, in a few words. */
public final class Places {
    private Places() {}

    /** {@code shelf, north-1, account 111122223333}: the type, then the region, then all else with its name. */
    public static String of(Map<String, String> identity) {
        Map<String, String> rest = new TreeMap<>(identity);
        List<String> words = new ArrayList<>();
        for (String name : List.of("type", "region")) {
            String value = rest.remove(name);
            if (value != null) {
                words.add(value);
            }
        }
        rest.forEach((name, value) -> words.add(name + " " + value));
        return String.join(", ", words);
    }
}
