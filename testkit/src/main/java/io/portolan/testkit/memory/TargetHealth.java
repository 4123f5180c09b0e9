package io.portolan.testkit.memory;

import io.portolan.Health;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Call.OnTimeout;
import io.portolan.spi.driver.Poll.Progress;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How targets are doing: one read for all balancers, whoever asks. */
final class TargetHealth {
    private static final Duration HEALTHY = Duration.ofMinutes(5);

    /** What the cloud sees: the targets that are down, as {@code address:port}, and the things that still have connections. */
    record Seen(Set<String> down, Set<NativeId> busy) {}

    private final MemoryClient client;

    TargetHealth(MemoryClient client) {
        this.client = client;
    }

    private Seen look(Reads reads) {
        return reads.once(NativeWords.health(client.temper()), "", client::health);
    }

    /** The health of these balancers, target by target. */
    Map<Key, Health> of(Map<Key, LoadBalancer> balancers, Reads reads) {
        if (balancers.isEmpty()) {
            return Map.of();
        }
        Seen seen = look(reads);
        Map<Key, Health> health = new LinkedHashMap<>();
        balancers.forEach((key, balancer) -> {
            List<Health.Part> parts = new ArrayList<>();
            for (Pool pool : balancer.pools()) {
                for (String target : targets(pool)) {
                    boolean up = !seen.down.contains(target);
                    parts.add(Health.Part.of(target + " (" + pool.name() + ")", up, up ? "" : "no answer"));
                }
            }
            health.put(key, Health.of(parts));
        });
        return health;
    }

    private static List<String> targets(Pool pool) {
        return pool.targets().stream()
                .map(t -> t.where() + ":" + t.port().orElse(pool.port()))
                .toList();
    }

    /** Until every pool that is checked has a target that answers; too long is a failure, so that the old does not go. */
    Call<Boolean> awaitHealthy(Key key, LoadBalancer wanted) {
        List<List<String>> pools = wanted.pools().stream()
                .filter(p -> p.healthCheck().isPresent() && !p.targets().isEmpty())
                .map(TargetHealth::targets)
                .toList();
        return Step.await("every pool has a healthy target", key)
                .until(
                        (run, answer, reads) -> {
                            Seen seen = look(reads);
                            return pools.stream().allMatch(pool -> !seen.down.containsAll(pool))
                                    ? Progress.done()
                                    : Progress.again(Duration.ofSeconds(2));
                        },
                        HEALTHY,
                        OnTimeout.FAIL);
    }

    /** Until these have no connections any more; too long, and they are cut. */
    Call<Boolean> awaitDrained(Key key, Collection<NativeId> things, Duration most) {
        Set<NativeId> leaving = Set.copyOf(things);
        return Step.await("the connections of what goes have ended", key)
                .until(
                        (run, answer, reads) -> look(reads).busy.stream().noneMatch(leaving::contains)
                                ? Progress.done()
                                : Progress.again(Duration.ofSeconds(2)),
                        most,
                        OnTimeout.PROCEED);
    }
}
