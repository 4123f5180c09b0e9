package io.portolan.baremetal.proxy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a route's forward action has become: pools, taken in turn by weight. */
final class Split {
    private final List<Pool> pools;
    private final SmoothWeights turns;

    Split(List<Pool> pools, int[] weights) {
        this.pools = List.copyOf(pools);
        this.turns = new SmoothWeights(weights);
    }

    Optional<Pool> next() {
        OptionalInt next = turns.next(index -> true);
        return next.isPresent() ? Optional.of(pools.get(next.getAsInt())) : Optional.empty();
    }

    List<Pool> pools() {
        return pools;
    }
}
