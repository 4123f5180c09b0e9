package io.portolan.spi.driver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Steps in an order: one {@link Call}, a sequence, or a set without an order. Immutable. */
public abstract class Steps {
    /** How the children are ordered. */
    public enum Order {
        /** One after the other; a failure stops the rest. */
        SEQUENCE,
        /** At once; a failure stops none of the others. */
        PARALLEL,
        /** No children: a single call. */
        CALL
    }

    private static final Steps NONE = new Group(Order.PARALLEL, List.of());

    Steps() {}

    /** Nothing to do. */
    public static Steps none() {
        return NONE;
    }

    /** One after the other. */
    public static Steps sequence(Steps... steps) {
        return sequence(List.of(steps));
    }

    /** One after the other. */
    public static Steps sequence(List<? extends Steps> steps) {
        return group(Order.SEQUENCE, steps);
    }

    /** At once, as far as budget and exclusion allow. */
    public static Steps parallel(Steps... steps) {
        return parallel(List.of(steps));
    }

    /** At once, as far as budget and exclusion allow. */
    public static Steps parallel(List<? extends Steps> steps) {
        return group(Order.PARALLEL, steps);
    }

    /** For each of these at once. */
    public static <T> Steps each(Collection<T> items, Function<? super T, ? extends Steps> steps) {
        return parallel(items.stream().map(steps).toList());
    }

    private static Steps group(Order order, List<? extends Steps> steps) {
        List<Steps> kept = new ArrayList<>(steps.size());
        for (Steps s : steps) {
            if (!s.isEmpty()) {
                kept.add(s);
            }
        }
        return kept.isEmpty() ? NONE : kept.size() == 1 ? kept.get(0) : new Group(order, List.copyOf(kept));
    }

    /** How the children are ordered. */
    public abstract Order order();

    /** The children; empty for a call. */
    public abstract List<Steps> children();

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return order() != Order.CALL && children().isEmpty();
    }

    private static final class Group extends Steps {
        private final Order order;
        private final List<Steps> children;

        private Group(Order order, List<Steps> children) {
            this.order = order;
            this.children = children;
        }

        @Override
        public Order order() {
            return order;
        }

        @Override
        public List<Steps> children() {
            return children;
        }
    }
}
