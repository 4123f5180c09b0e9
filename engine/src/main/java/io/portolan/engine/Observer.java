package io.portolan.engine;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private final Memories memories;
    private final Predicate<String> asked;
    private final @Nullable Set<Key> only;
    private final Map<Key, Key> renames;
    private final Map<String, Map<Key, Spec>> wanted = new HashMap<>();
    private final Map<String, Map<Key, String>> adopt = new HashMap<>();
    private final Map<String, Set<Ref<?>>> existing = new HashMap<>();

    /**
     * An observer.
     *
     * @param only the keys that need to be right; null for all
     * @param every whether kinds are asked too of which the journal knows that the owner has nothing
     */
    Observer(Attached provider, Stack stack, Journal journal, Timekeeper time, @Nullable Set<Key> only, boolean every) {
        this.provider = provider;
        this.stack = stack;
        this.memories = journal.memories(time.now(), LISTING_WINDOW);
        this.only = only;
        this.renames = journal.renames();
        this.asked = kind -> every
                || journal.mayHave(provider.place(), kind)
                || wanted.containsKey(kind)
                || existing.containsKey(kind);
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

    Inventory observe(Reads reads) {
        Inventory inventory = new Inventory(renames);
        for (ResourceDriver<? extends Spec, ?> driver : provider.drivers()) {
            if (asked.test(driver.kind().name())) {
                inventory.add(observe(driver, inventory, reads));
            }
        }
        return inventory;
    }

    private <S extends Spec, W> Inventory.Seen<S, W> observe(
            ResourceDriver<S, W> driver, References references, Reads reads) {
        Observation<W> observation = driver.observe(new KindScope<>(driver, references), reads);
        return new Inventory.Seen<>(driver, observation);
    }

    private final class KindScope<S extends Spec> implements Scope<S> {
        private final ResourceDriver<S, ?> driver;
        private final References references;
        private final Memory memory;

        KindScope(ResourceDriver<S, ?> driver, References references) {
            this.driver = driver;
            this.references = references;
            this.memory = memories.of(driver.kind().name());
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
