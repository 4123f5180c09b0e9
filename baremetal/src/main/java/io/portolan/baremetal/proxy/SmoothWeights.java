package io.portolan.baremetal.proxy;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Weighted round robin that spreads every choice evenly (nginx's "smooth" one): each turn every candidate gains its weight, the richest
 * is chosen and pays the sum. 5:1:1 gives a, a, b, a, c, a, a. Candidates may come and go between turns.
 */
final class SmoothWeights {
    private final int[] weights;
    private final long[] credit;

    SmoothWeights(int[] weights) {
        this.weights = weights.clone();
        this.credit = new long[weights.length];
    }

    /** The next index among those of weight above 0 that are allowed; empty where there is none. */
    synchronized OptionalInt next(IntPredicate allowed) {
        int best = -1;
        long sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0 || !allowed.test(i)) {
                continue;
            }
            sum += weights[i];
            credit[i] += weights[i];
            if (best < 0 || credit[i] > credit[best]) {
                best = i;
            }
        }
        if (best < 0) {
            return OptionalInt.empty();
        }
        credit[best] -= sum;
        return OptionalInt.of(best);
    }
}
