package io.portolan.spi.driver;

import io.portolan.Resource;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.NativeOptions;
import io.portolan.model.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is wanted of one key. Implemented by the engine. Keys that are as wanted are in the list too: the driver sees the whole.
 *
 * @param <S> the spec
 */
public interface Change<S extends Spec> {
    /** What is to happen. */
    enum Intent {
        /** It is to be as desired. */
        APPLY,
        /** The same, and foreign parts found for it are to become ours. */
        ADOPT,
        /** It is to go. */
        DELETE,
        /** It is to stay, without our mark. */
        RELEASE,
        /** It is to stay as it is, with this mark: no spec names it, and it is retained or protected. */
        KEEP
    }

    /** The key. */
    Key key();

    /** What is to happen. */
    Intent intent();

    /** What is wanted; present with APPLY and ADOPT. */
    Optional<S> desired();

    /**
     * The parts that are ours. For a key that was renamed these are the old key's: their mark differs from {@link #mark()}, and the change is to
     * give them the new one.
     */
    Optional<Found> ours();

    /** The foreign parts to take over; with ADOPT. */
    Optional<Found> adopted();

    /** The mark that every part is to carry afterwards. */
    Mark mark();

    /** Every native part that this is about and how it came to be ours: what is ours, then what is to be taken over. */
    default Map<NativeId, Mark.Origin> parts() {
        Map<NativeId, Mark.Origin> parts = new LinkedHashMap<>(4);
        ours().ifPresent(found -> parts.putAll(found.parts()));
        adopted().ifPresent(found -> found.parts().forEach(parts::putIfAbsent));
        return parts;
    }

    /** {@link #mark()} as this part is to carry it: the part's own origin stays; one that is still to be made is CREATED. */
    default Mark mark(NativeId part) {
        return mark().origin(parts().getOrDefault(part, Mark.Origin.CREATED));
    }

    /** A name for a native thing where the provider wants one: stable for (owner, key), at most 32 of {@code [a-z0-9-]}, begins with a letter. */
    String nativeName();

    /** The resource's labels, for whatever can carry them. */
    Map<String, String> labels();

    /** The native options of this type; empty where the stack gives none. */
    <O extends NativeOptions> Optional<O> options(Class<O> type);

    /** What is referred to. */
    References references();

    /** The whole entry in the stack; present with APPLY and ADOPT. */
    Optional<Resource> resource();
}
