package io.portolan.engine;

import io.portolan.Failure;
import io.portolan.Health;
import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.View;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is there of a stack right now. */
public final class Status {
    /** The last plan that was begun. */
    public record Applied(String digest, Instant at, String by, boolean complete) {}

    private final Map<Key, Found> found = new LinkedHashMap<>();
    private final Map<Key, View<?>> views = new LinkedHashMap<>();
    private final Map<Key, Health> health = new LinkedHashMap<>();
    private final Map<String, Failure> blind;
    private final Optional<Applied> applied;

    private Status(Inventory inventory, Journal journal) {
        this.blind = inventory.blind();
        this.applied = journal.begun().map(b -> new Applied(b.digest(), b.at(), b.by(), b.ended()));
    }

    static Status of(Stack stack, Inventory inventory, Journal journal, Reads reads) {
        Status status = new Status(inventory, journal);
        Set<Key> keys = new LinkedHashSet<>(stack.resources().keySet());
        for (Inventory.Seen<?, ?> seen : inventory.all()) {
            keys.addAll(seen.observation().ours().keySet());
        }
        for (Key key : keys) {
            inventory.ours(key).ifPresent(f -> status.found.put(key, f));
            inventory.of(key).ifPresent(seen -> seen.view(key).ifPresent(v -> status.views.put(key, v)));
        }
        for (Inventory.Seen<?, ?> seen : inventory.all()) {
            status.health.putAll(health(seen, reads));
        }
        return status;
    }

    private static <S extends Spec, W> Map<Key, Health> health(Inventory.Seen<S, W> seen, Reads reads) {
        Set<Key> keys = seen.observation().ours().keySet();
        return keys.isEmpty()
                ? Map.of()
                : seen.driver().health(seen.observation().world(), keys, reads);
    }

    /** The native parts of everything of this owner, wanted or not. */
    public Map<Key, Found> found() {
        return Collections.unmodifiableMap(found);
    }

    /** Everything in portable words, as observed. */
    public Map<Key, View<?>> views() {
        return Collections.unmodifiableMap(views);
    }

    /** Health, where the provider knows something about it. */
    public Map<Key, Health> health() {
        return Collections.unmodifiableMap(health);
    }

    /** What could not be read. */
    public Map<String, Failure> blind() {
        return blind;
    }

    /** The last plan that was begun. */
    public Optional<Applied> applied() {
        return applied;
    }
}
