package io.portolan.baremetal.cloud;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The documents that are durable now. Not safe for use by threads at once: the cloud's lock guards it. */
final class State {
    private final NavigableMap<String, NavigableMap<String, Document>> kinds = new TreeMap<>();

    Optional<Document> find(String kind, String id) {
        return Optional.ofNullable(of(kind).get(id));
    }

    /** All of one kind by id; a live view. */
    NavigableMap<String, Document> of(String kind) {
        return kinds.getOrDefault(kind, Collections.emptyNavigableMap());
    }

    /** The documents of all kinds. */
    Collection<? extends NavigableMap<String, Document>> all() {
        return kinds.values();
    }

    void put(Document document) {
        kinds.computeIfAbsent(document.kind(), kind -> new TreeMap<>()).put(document.id(), document);
    }

    void remove(String kind, String id) {
        of(kind).remove(id);
    }

    int size() {
        return kinds.values().stream().mapToInt(NavigableMap::size).sum();
    }
}
