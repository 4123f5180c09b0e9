package io.portolan.testkit.conformance;

import io.portolan.Support;
import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The ends of a declared range, and the nearest values beyond them. */
final class Ends {
    private Ends() {}

    /** The smallest and the largest value. */
    static List<Comparable<?>> of(Support.Entry entry) {
        List<Comparable<?>> ends = new ArrayList<>();
        entry.min().ifPresent(ends::add);
        entry.max().ifPresent(ends::add);
        return ends;
    }

    /** A little less than the smallest and a little more than the largest, where there are such values. */
    static List<Comparable<?>> beyond(Support.Entry entry) {
        List<Comparable<?>> beyond = new ArrayList<>();
        entry.min().map(v -> moved(v, -1)).ifPresent(beyond::add);
        entry.max().map(v -> moved(v, 1)).ifPresent(beyond::add);
        return beyond.stream().filter(v -> !v.equals(entry.min().orElse(null))).toList();
    }

    private static Comparable<?> moved(Comparable<?> value, int by) {
        if (value instanceof Duration d) {
            return d.plusSeconds(by);
        }
        if (value instanceof Long n) {
            return n + by;
        }
        if (value instanceof DataSize s) {
            return s.bytes() + by < 0 ? s : DataSize.ofBytes(s.bytes() + by);
        }
        if (value instanceof DataRate r) {
            return DataRate.perSecond(DataSize.ofBytes(Math.max(0, r.perSecond().bytes() + by)));
        }
        throw new IllegalArgumentException("the kit knows no neighbour of " + value.getClass());
    }
}
