package io.portolan.testkit.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of one key, for reading: the newest of several of one role comes first, because the others are about to go. */
final class Bag {
    private static final Comparator<Part> ORDER = Comparator.comparing(
                    (Part p) -> p.thing().state() == Thing.State.DELETING)
            .thenComparing(p -> p.id().value());

    private final List<Part> parts;

    Bag(List<Part> parts) {
        this.parts = parts;
    }

    /** All, in order. */
    List<Part> parts() {
        List<Part> sorted = new ArrayList<>(parts);
        sorted.sort(ORDER);
        return sorted;
    }

    /** The first of a type. */
    Optional<Thing> first(String type) {
        Part first = null;
        for (Part part : parts) {
            if (part.thing().type().equals(type) && (first == null || ORDER.compare(part, first) < 0)) {
                first = part;
            }
        }
        return first == null ? Optional.empty() : Optional.of(first.thing());
    }

    /** All of a type. */
    List<Thing> all(String type) {
        return parts().stream()
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
