package io.portolan.cli.status;

import io.portolan.Health;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.cli.plan.Keys;
import io.portolan.cli.resource.Summary;
import io.portolan.cli.terminal.Text;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.engine.Status;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row for each resource of a stack, wanted or found, with the one word that says how it is. */
final class StatusRows {
    /** A row. */
    record Row(Key key, String state, String what, @Nullable Health health) {}

    private final List<Row> rows;

    private StatusRows(List<Row> rows) {
        this.rows = rows;
    }

    static StatusRows of(Stack stack, Status status, boolean stopped) {
        Set<Key> keys = new LinkedHashSet<>(stack.resources().keySet());
        keys.addAll(status.found().keySet());
        List<Row> rows = new ArrayList<>();
        for (Key key : keys) {
            Found found = status.found().get(key);
            Health health = status.health().get(key);
            String what = found == null
                    ? ""
                    : Summary.of(key, found, Optional.ofNullable(status.views().get(key)))
                            + hold(stack.find(key))
                            + records(key, keys);
            rows.add(new Row(key, state(key, stack, status, found, health, stopped), what, health));
        }
        return new StatusRows(rows);
    }

    private static String state(
            Key key, Stack stack, Status status, @Nullable Found found, @Nullable Health health, boolean stopped) {
        if (status.blind().containsKey(key.toString())) {
            return "unread";
        }
        if (found == null) {
            return "missing";
        }
        if (stack.find(key).isEmpty()) {
            return found.hold(stack.owner()) == Mark.Hold.RETAINED ? "retained" : "extra";
        }
        if (stopped && (key.is(LoadBalancer.KIND) || key.is(DnsZone.KIND))) {
            return "stopped";
        }
        if (health == null || health.up() == health.parts().size()) {
            return "ok";
        }
        return health.up() == 0 ? "down" : "degraded";
    }

    private static String hold(Optional<Resource> resource) {
        Optional<Lifecycle> lifecycle = resource.map(Resource::lifecycle);
        String protect = lifecycle.filter(Lifecycle::isProtected).isPresent() ? ", protected" : "";
        boolean retained = lifecycle
                .filter(l -> l.deletionPolicy() == Lifecycle.DeletionPolicy.RETAIN)
                .isPresent();
        return protect + (retained ? ", retained" : "");
    }

    private static String records(Key key, Set<Key> keys) {
        if (!key.is(DnsZone.KIND)) {
            return "";
        }
        String group = RecordSet.KIND + "/" + key.name() + "/*";
        long sets = keys.stream().filter(k -> Keys.group(k).equals(group)).count();
        return sets == 0 ? "" : ", " + Text.count(sets, "record set");
    }

    List<Row> all() {
        return rows;
    }
}
