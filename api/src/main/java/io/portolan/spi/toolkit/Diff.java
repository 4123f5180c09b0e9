package io.portolan.spi.toolkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What to add, change and remove to come from one map to another.
 *
 * @param <K> the identity
 * @param <A> what is there
 * @param <B> what is wanted
 */
public final class Diff<K, A, B> {
    private final Map<K, B> added = new LinkedHashMap<>();
    private final Map<K, B> changed = new LinkedHashMap<>();
    private final Map<K, A> removed = new LinkedHashMap<>();

    private Diff() {}

    /** Compares; {@code same} says whether what is there is as wanted. Orders follow the inputs. */
    public static <K, A, B> Diff<K, A, B> of(Map<K, A> there, Map<K, B> wanted, BiPredicate<A, B> same) {
        Diff<K, A, B> diff = new Diff<>();
        wanted.forEach((k, b) -> {
            A a = there.get(k);
            if (a == null) {
                diff.added.put(k, b);
            } else if (!same.test(a, b)) {
                diff.changed.put(k, b);
            }
        });
        there.forEach((k, a) -> {
            if (!wanted.containsKey(k)) {
                diff.removed.put(k, a);
            }
        });
        return diff;
    }

    /** What is wanted and not there. */
    public Map<K, B> added() {
        return added;
    }

    /** What is there otherwise than wanted. */
    public Map<K, B> changed() {
        return changed;
    }

    /** What is there and not wanted. */
    public Map<K, A> removed() {
        return removed;
    }

    /** Whether all is as wanted. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
