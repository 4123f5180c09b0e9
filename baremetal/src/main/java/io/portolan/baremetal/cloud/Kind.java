package io.portolan.baremetal.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is particular to one kind of thing in the cloud; {@link Things} does what all have in common. */
interface Kind {
    /** The kind's name, the first part of its calls. */
    String name();

    /** What its ids begin with. */
    String prefix();

    /** Fields that the cloud sets; a request can't. */
    default Set<String> assigned() {
        return Set.of();
    }

    /** Fields that can't be changed once the thing exists. */
    default Set<String> fixed() {
        return Set.of();
    }

    /** Reads the fields of a thing, with the defaults of those that are absent; sees nothing but the request. */
    Map<String, Object> read(Fields fields);

    /**
     * Checks a thing against the rest of the cloud and adds the assigned fields.
     *
     * @param id of the thing
     * @param body as {@link #read} gave it; may be changed and returned
     * @param before the thing as it is, null while it is created
     */
    default Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        return body;
    }

    /** @throws CloudException IN_USE where something needs the thing */
    default void checkUnused(Transaction transaction, Document document) {}

    /** What else goes, with the thing, when it is deleted. */
    default void deleted(Transaction transaction, Document document) {}

    /** The thing as it is shown: everything but secrets. */
    default Map<String, Object> show(Transaction transaction, Document document) {
        return new LinkedHashMap<>(document.body());
    }
}
