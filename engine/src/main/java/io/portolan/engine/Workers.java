package io.portolan.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Threads for what can be done side by side. With a parallelism of 1 there are none, and everything is done when it is asked for, in order. */
record Workers(Executor executor, int parallelism) {
    /** Computing on fewer resources than this takes less time than handing them over. */
    private static final int LEAST = 1024;

    /** Begins on another thread where there is one. */
    <T> Ahead<T> begin(Supplier<T> work) {
        Ahead<T> ahead = new Ahead<>(work);
        if (parallelism > 1) {
            executor.execute(ahead);
        }
        return ahead;
    }

    /**
     * Computes on slices of a long list side by side, on one where the list is short.
     *
     * @return one result a slice, in the order of the list
     */
    <T, R> List<R> slices(List<T> all, Function<List<T>, R> work) {
        int most = Math.min(parallelism, Runtime.getRuntime().availableProcessors());
        int count = Math.max(1, Math.min(most, all.size() / LEAST));
        List<Ahead<R>> begun = new ArrayList<>(count);
        for (int i = 1; i < count; i++) {
            List<T> slice = slice(all, i, count);
            begun.add(begin(() -> work.apply(slice)));
        }
        List<R> results = new ArrayList<>(count);
        results.add(work.apply(slice(all, 0, count)));
        begun.forEach(slice -> results.add(slice.get()));
        return results;
    }

    private static <T> List<T> slice(List<T> all, int i, int count) {
        return count == 1
                ? all
                : all.subList((int) ((long) all.size() * i / count), (int) ((long) all.size() * (i + 1) / count));
    }
}
