package io.portolan.baremetal.embedded;

import io.portolan.Health;
import io.portolan.model.Key;
import io.portolan.spi.driver.Reads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How targets are, in one read for all balancers. Nothing is known where nobody serves. */
final class BalancerHealth {
    private BalancerHealth() {}

    static Map<Key, Health> of(World world, Set<Key> keys, CloudWire wire, Reads reads) {
        List<Native> states = wire.list(reads, "health", "health.list", Map.of());
        var health = new LinkedHashMap<Key, Health>();
        for (Key key : keys) {
            world.of(key).ifPresent(balancer -> {
                List<Health.Part> parts = parts(states, balancer.text("id"));
                if (!parts.isEmpty()) {
                    health.put(key, Health.of(parts));
                }
            });
        }
        return health;
    }

    private static List<Health.Part> parts(List<Native> states, String balancer) {
        var parts = new ArrayList<Health.Part>();
        for (Native state : states) {
            if (balancer.equals(state.optionalText("balancer").orElse(""))) {
                String name =
                        state.text("address") + ":" + state.number("port").orElse(0L) + " (" + state.text("pool") + ")";
                String word = state.text("health");
                String detail = state.text("reason");
                parts.add(Health.Part.of(
                        name,
                        !word.equals("DOWN"),
                        word.equals("DRAINING") ? (detail.isEmpty() ? "draining" : "draining, " + detail) : detail));
            }
        }
        return parts;
    }
}
