package io.portolan.testkit.conformance;

import io.portolan.model.NativeId;
import java.util.Map;
import java.util.TreeMap;

/** How many native things there are of each part. */
final class Counts {
    private Counts() {}

    static Map<String, Integer> of(Map<NativeId, String> census) {
        Map<String, Integer> counts = new TreeMap<>();
        census.keySet().forEach(id -> counts.merge(id.part(), 1, Integer::sum));
        return counts;
    }
}
