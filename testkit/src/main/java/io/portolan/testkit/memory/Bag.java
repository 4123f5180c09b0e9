package io.portolan.testkit.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of one key, for reading: the newest of several of one role comes first, because the others are about to go. */
final class Bag {
    private final List<Part> parts;

    Bag(List<Part> parts) {
        if (parts.size() > 1) {
            List<Part> sorted = new ArrayList<>(parts);
            sorted.sort(Comparator.comparing((Part p) -> p.thing().state() == Thing.State.DELETING)
                    .thenComparing(p -> p.id().value()));
            this.parts = sorted;
        } else {
            this.parts = parts;
        }
    }

    List<Part> parts() {
        return parts;
    }

    /** The first of a type. */
    Optional<Thing> first(String type) {
        for (Part part : parts) {
            if (part.thing().type().equals(type)) {
                return Optional.of(part.thing());
            }
        }
        return Optional.empty();
    }

    /** All of a type. */
    List<Thing> all(String type) {
        return parts.stream()
                .map(Part::thing)
                .filter(t -> t.type().equals(type))
                .toList();
    }

    /** An attribute of the first of a type. */
    <T> Optional<T> get(String type, String attribute, Class<T> as) {
        return first(type).flatMap(t -> t.get(attribute, as));
    }

    @Nullable
    Object raw(String type, String attribute) {
        Optional<Thing> thing = first(type);
        return thing.isPresent() ? thing.get().raw(attribute) : null;
    }
}
