package io.portolan.engine;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks every driver of a provider what is there; but not those of a kind that the stack has not, and of which the journal knows that the owner never had
 * anything: a zone's plan does not read volumes.
 */
final class Observer {
    /** For how long a listing may lack what was made, or show what was deleted. */
    static final Duration LISTING_WINDOW = Duration.ofMinutes(1);

    private final Attached provider;
    private final Stack stack;
    private final Workers workers;
    private final Map<String, Map<Key, Spec>> wanted = new HashMap<>();
    private final Map<String, Map<Key, String>> adopt = new HashMap<>();
    private final Map<String, Set<Ref<?>>> existing = new HashMap<>();

    /** An observer of what this stack asks of this provider. */
    Observer(Attached provider, Stack stack, Workers workers) {
        this.provider = provider;
        this.stack = stack;
        this.workers = workers;
        for (Resource resource : stack.resources().values()) {
            Key key = resource.key();
            wanted.computeIfAbsent(key.kind(), k -> new LinkedHashMap<>()).put(key, resource.spec());
            resource.lifecycle()
                    .adopt()
                    .ifPresent(id -> adopt.computeIfAbsent(key.kind(), k -> new LinkedHashMap<>())
                            .put(key, id));
            for (Ref<?> ref : resource.spec().references()) {
                if (ref.form() != Ref.Form.KEY) {
                    existing.computeIfAbsent(ref.kind().name(), k -> new HashSet<>())
                            .add(ref);
                }
            }
        }
    }

    /**
     * Reads, all kinds side by side as far as there are threads.
     *
     * @param only the keys that need to be right; null for all
     * @param every whether kinds are asked too of which the journal knows that the owner has nothing
     */
    Inventory observe(Journal journal, Instant now, @Nullable Set<Key> only, boolean every, Reads reads) {
        Memories memories = journal.memories(now, LISTING_WINDOW);
        Map<String, Ahead<Inventory.Seen<?, ?>>> kinds = new LinkedHashMap<>();
        for (ResourceDriver<? extends Spec, ?> driver : provider.drivers()) {
            String kind = driver.kind().name();
            if (every
                    || journal.mayHave(provider.place(), kind)
                    || wanted.containsKey(kind)
                    || existing.containsKey(kind)) {
                References earlier = new Earlier(kinds);
                kinds.put(kind, workers.begin(() -> observe(driver, memories.of(kind), only, earlier, reads)));
            }
        }
        Inventory inventory = new Inventory(journal.renames());
        try {
            kinds.values().forEach(seen -> inventory.add(seen.get()));
        } finally {
            kinds.values().forEach(Ahead::end);
        }
        return inventory;
    }

    private <S extends Spec, W> Inventory.Seen<S, W> observe(
            ResourceDriver<S, W> driver, Memory memory, @Nullable Set<Key> only, References references, Reads reads) {
        Observation<W> observation = driver.observe(new KindScope<>(driver, memory, only, references), reads);
        return new Inventory.Seen<>(driver, observation);
    }

    /** What one kind may know of those before it, as soon as they are observed. */
    private static final class Earlier implements References {
        private final Map<String, Ahead<Inventory.Seen<?, ?>>> kinds;
        private final Inventory asked = new Inventory(Map.of());

        Earlier(Map<String, Ahead<Inventory.Seen<?, ?>>> kinds) {
            this.kinds = new HashMap<>(kinds);
        }

        @Override
        public <T> Value<T> of(Ref<?> ref, Output<T> output) {
            synchronized (kinds) {
                Ahead<Inventory.Seen<?, ?>> first = kinds.get(ref.kind().name());
                if (first != null) {
                    asked.add(first.get());
                    kinds.remove(ref.kind().name());
                }
            }
            return asked.of(ref, output);
        }
    }

    private final class KindScope<S extends Spec> implements Scope<S> {
        private final ResourceDriver<S, ?> driver;
        private final Memory memory;
        private final @Nullable Set<Key> only;
        private final References references;

        KindScope(ResourceDriver<S, ?> driver, Memory memory, @Nullable Set<Key> only, References references) {
            this.driver = driver;
            this.memory = memory;
            this.only = only;
            this.references = references;
        }

        @Override
        public String owner() {
            return stack.owner();
        }

        @Override
        @SuppressWarnings("unchecked") // sorted by the name of the kind, whose specs are S
        public Map<Key, S> wanted() {
            return (Map<Key, S>) Collections.unmodifiableMap(
                    wanted.getOrDefault(driver.kind().name(), Map.of()));
        }

        @Override
        public References references() {
            return references;
        }

        @Override
        public Map<Key, String> adopt() {
            return Collections.unmodifiableMap(adopt.getOrDefault(driver.kind().name(), Map.of()));
        }

        @Override
        @SuppressWarnings("unchecked") // sorted by the name of the kind
        public Set<Ref<S>> existing() {
            return (Set<Ref<S>>) (Set<?>) Collections.unmodifiableSet(
                    existing.getOrDefault(driver.kind().name(), Set.of()));
        }

        @Override
        public Memory memory() {
            return memory;
        }

        @Override
        public Optional<Set<Key>> only() {
            return Optional.ofNullable(only);
        }
    }
}
