package io.portolan.testkit.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the memory cloud answers: things, where the next page begins, the operation that goes on. */
record Answer(
        List<Thing> things, @Nullable Object next, @Nullable String operation) {
    static Answer of(Thing thing) {
        return new Answer(List.of(thing), null, null);
    }

    static Answer none() {
        return new Answer(List.of(), null, null);
    }

    static Answer page(List<Thing> things, @Nullable Object next) {
        return new Answer(things, next, null);
    }

    Answer next(Object behind) {
        return new Answer(things, behind, operation);
    }

    Answer operation(String id) {
        return new Answer(things, next, id);
    }

    /** The one thing of an answer that has one. */
    Thing thing() {
        return things.get(0);
    }
}
