package io.portolan.engine;

import io.portolan.Health;
import io.portolan.Refusal;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Field;
import io.portolan.model.Key;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Reads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last healthy target of a pool is never removed. Looks at health only where a pool would lose a target and gain none: with new ones, the
 * driver waits until they are healthy before the old ones go.
 */
final class LastTarget {
    private LastTarget() {}

    /**
     * What must not be done.
     *
     * @param changed the keys that a plan has steps for; no other can lose a target
     */
    static List<Refusal> refusals(
            Stack stack, Inventory inventory, PlanOptions options, Reads reads, Set<Key> changed) {
        List<Refusal> refusals = new ArrayList<>();
        for (Key key : changed) {
            if (!options.isUnprotected(key)
                    && stack.find(key).map(Resource::spec).orElse(null) instanceof LoadBalancer wanted) {
                observed(inventory, key).ifPresent(there -> {
                    for (Pool pool : wanted.pools()) {
                        there.pool(pool.name())
                                .flatMap(before -> lost(inventory, key, before, pool, reads))
                                .ifPresent(refusals::add);
                    }
                });
            }
        }
        return refusals;
    }

    private static Optional<LoadBalancer> observed(Inventory inventory, Key key) {
        return inventory
                .of(key)
                .flatMap(seen -> seen.view(key))
                .map(view -> view.spec())
                .filter(LoadBalancer.class::isInstance)
                .map(LoadBalancer.class::cast);
    }

    private static Optional<Refusal> lost(Inventory inventory, Key key, Pool before, Pool after, Reads reads) {
        Set<String> served = serving(before);
        Set<String> serves = serving(after);
        Set<String> removed = new HashSet<>(served);
        removed.removeAll(serves);
        if (removed.isEmpty() || !served.containsAll(serves)) {
            return Optional.empty();
        }
        Set<String> up = new HashSet<>();
        health(inventory, key, reads)
                .ifPresent(health ->
                        health.parts().stream().filter(Health.Part::isUp).forEach(part -> up.add(part.name())));
        if (removed.stream().noneMatch(up::contains) || serves.stream().anyMatch(up::contains)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                Refusal.Why.GUARD,
                key,
                "the last healthy target of pool " + after.name() + " would be removed: " + String.join(", ", removed),
                "bring another target up first; if that is meant: --unprotect " + key));
    }

    /** Where a pool sends new traffic to, named as {@link Health.Part#name()} names a target. */
    private static Set<String> serving(Pool pool) {
        Set<String> targets = new HashSet<>();
        for (Target target : pool.targets()) {
            if (weight(target.weight()) > 0) {
                targets.add(target.where() + ":" + target.port().orElse(pool.port()) + " (" + pool.name() + ")");
            }
        }
        return targets;
    }

    private static int weight(Field<Integer> weight) {
        return weight.orElse(1);
    }

    private static Optional<Health> health(Inventory inventory, Key key, Reads reads) {
        return inventory.of(key).flatMap(seen -> health(seen, key, reads));
    }

    private static <S extends Spec, W> Optional<Health> health(Inventory.Seen<S, W> seen, Key key, Reads reads) {
        Map<Key, Health> health = seen.driver().health(seen.observation().world(), Set.of(key), reads);
        return Optional.ofNullable(health.get(key));
    }
}
