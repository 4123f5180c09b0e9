package io.portolan.spi.toolkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts a list into batches by a provider's limits, keeping together what must be written in one. */
public final class Chunks {
    private Chunks() {}

    /**
     * Batches of groups, in order. A group is never split: one that is larger than the limits stands alone, for the provider to refuse.
     *
     * @param groups what must stay together
     * @param mostCount the most items in a batch, by {@code count}
     * @param mostWeight the most weight in a batch, by {@code weight}
     */
    public static <T> List<List<T>> of(
            List<List<T>> groups, long mostCount, ToLongFunction<T> count, long mostWeight, ToLongFunction<T> weight) {
        List<List<T>> batches = new ArrayList<>();
        List<T> batch = new ArrayList<>();
        long counted = 0;
        long weighed = 0;
        for (List<T> group : groups) {
            long c = group.stream().mapToLong(count).sum();
            long w = group.stream().mapToLong(weight).sum();
            if (!batch.isEmpty() && (counted + c > mostCount || weighed + w > mostWeight)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                counted = 0;
                weighed = 0;
            }
            batch.addAll(group);
            counted += c;
            weighed += w;
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }
}
