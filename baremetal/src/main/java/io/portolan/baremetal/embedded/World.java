package io.portolan.baremetal.embedded;

import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything of one kind that the cloud has, and how the wanted specs name what they refer to. Immutable. */
final class World {
    private final String owner;
    private final Map<NativeId, Native> things = new LinkedHashMap<>();
    private final Map<String, Map<Key, List<Native>>> marked = new HashMap<>();
    private final Map<NativeId, Ref<?>> references;
    private final Optional<Native> cloud;

    /**
     * @param owner whose marks are ours
     * @param listed things of one kind; the cloud itself may be among them
     * @param references what the wanted specs refer to, by the id that it has
     */
    World(String owner, List<Native> listed, Map<NativeId, Ref<?>> references) {
        this.owner = owner;
        this.references = Map.copyOf(references);
        this.cloud = listed.stream().filter(Native::isCloud).findFirst();
        listed.stream()
                .filter(thing -> !thing.isCloud())
                .sorted(Comparator.comparing(Native::created).thenComparing(Native::id))
                .forEach(this::add);
    }

    private void add(Native thing) {
        things.put(thing.id(), thing);
        thing.mark()
                .ifPresent(mark -> marked.computeIfAbsent(mark.owner(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(mark.key(), key -> new ArrayList<>(1))
                        .add(thing));
    }

    /** The cloud itself; empty where it could not be read. */
    Optional<Native> cloud() {
        return cloud;
    }

    /** All things, the oldest first. */
    Iterable<Native> things() {
        return things.values();
    }

    Optional<Native> thing(NativeId id) {
        return Optional.ofNullable(things.get(id));
    }

    /** What carries the owner's mark, by its key. */
    Map<Key, List<Native>> ours() {
        return Collections.unmodifiableMap(marked.getOrDefault(owner, Map.of()));
    }

    boolean isOurs(Native thing) {
        return thing.mark().map(Mark::owner).filter(owner::equals).isPresent();
    }

    /** The newest thing of a key: while one is replaced, it is the one that stays. */
    Optional<Native> of(Key key) {
        return of(owner, key);
    }

    private Optional<Native> of(String markOwner, Key key) {
        List<Native> found = marked.getOrDefault(markOwner, Map.of()).getOrDefault(key, List.of());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** The things behind what the engine found, the oldest first. */
    List<Native> of(Optional<Found> ours, Optional<Found> adopted) {
        List<NativeId> ids = Stream.of(ours, adopted)
                .flatMap(Optional::stream)
                .flatMap(found -> found.parts().keySet().stream())
                .toList();
        return things.values().stream()
                .filter(thing -> ids.contains(thing.id()))
                .toList();
    }

    /** What a reference points to that is not to a resource of the stack. */
    Optional<Native> existing(Ref<?> reference) {
        return switch (reference.form()) {
            case KEY -> Optional.empty();
            case STACK -> of(reference.stack().orElse(""), Key.of(reference.kind(), reference.value()));
            case ID, DNS_NAME ->
                things.values().stream()
                        .filter(thing -> reference.value().equals(thing.text("id"))
                                || reference
                                        .value()
                                        .equals(thing.optionalText("dnsName").orElse("")))
                        .findFirst();
        };
    }

    /** The reference by which a wanted spec names an id; else one by the id itself. */
    @SuppressWarnings("unchecked") // the kinds are equal
    <S extends Spec> Ref<S> reference(Kind<S> kind, NativeId id) {
        Ref<?> known = references.get(id);
        return known != null && known.kind().equals(kind) ? (Ref<S>) known : Ref.id(kind, id.value());
    }
}
