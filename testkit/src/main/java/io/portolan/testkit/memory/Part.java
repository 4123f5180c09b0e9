package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import org.jspecify.annotations.Nullable;

/** A native thing in a key's bag: with its mark, if it carries one, and how it came to be there. */
record Part(Thing thing, @Nullable Mark mark, Mark.Origin origin, boolean foreign) {

    static Part marked(Thing thing, Mark mark) {
        return new Part(thing, mark, mark.origin(), false);
    }

    /** One that belongs to a marked one, or that the journal knows. */
    static Part known(Thing thing, Mark.Origin origin) {
        return new Part(thing, null, origin, false);
    }

    /** One that is nobody's of ours. */
    static Part foreign(Thing thing) {
        return new Part(thing, null, Mark.Origin.ADOPTED, true);
    }

    NativeId id() {
        return thing.id();
    }

    @Nullable
    Object raw(String attribute) {
        return thing.raw(attribute);
    }
}
