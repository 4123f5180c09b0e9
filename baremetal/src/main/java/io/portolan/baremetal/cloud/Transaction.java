package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What one call sees and changes: the durable state, and over it the changes of this call. */
final class Transaction {
    private record Place(String kind, String id) {}

    private final State state;
    private final long number;
    private final String now;
    private final Map<Place, Optional<Document>> changes = new LinkedHashMap<>();
    private final List<Effect> effects = new ArrayList<>();

    Transaction(State state, long number, String now) {
        this.state = state;
        this.number = number;
        this.now = now;
    }

    /** The version that documents changed by this call get. */
    String version() {
        return "v" + number;
    }

    /** Counts calls that change something; never goes back. */
    long number() {
        return number;
    }

    /** When this call began, as ISO-8601 text. */
    String now() {
        return now;
    }

    Optional<Document> find(String kind, String id) {
        Optional<Document> changed = changes.get(new Place(kind, id));
        return changed != null ? changed : state.find(kind, id);
    }

    Document get(String kind, String id) {
        return find(kind, id).orElseThrow(() -> CloudException.notFound(kind, id));
    }

    /** All documents of a kind, in order of their ids. */
    Collection<Document> all(String kind) {
        return over(kind, state.of(kind), "").values();
    }

    /** The documents of a kind whose ids begin with a prefix, in order. */
    Collection<Document> all(String kind, String prefix) {
        return over(kind, state.of(kind).subMap(prefix, true, prefix + Character.MAX_VALUE, true), prefix)
                .values();
    }

    private NavigableMap<String, Document> over(String kind, NavigableMap<String, Document> below, String prefix) {
        if (changes.keySet().stream().noneMatch(place -> place.kind().equals(kind))) {
            return below;
        }
        var merged = new TreeMap<>(below);
        changes.forEach((place, document) -> {
            if (place.kind().equals(kind) && place.id().startsWith(prefix)) {
                document.ifPresentOrElse(present -> merged.put(place.id(), present), () -> merged.remove(place.id()));
            }
        });
        return merged;
    }

    /** Writes a document, which gets this call's version. One that is equal to what is there stays as it is. */
    Document put(Document document) {
        Optional<Document> before = find(document.kind(), document.id());
        if (before.isPresent()
                && before.get().equals(document.with("version", before.get().version()))) {
            return before.get();
        }
        Document written = document.with("version", version());
        changes.put(new Place(document.kind(), document.id()), Optional.of(written));
        return written;
    }

    void delete(Document document) {
        changes.put(new Place(document.kind(), document.id()), Optional.empty());
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    List<Effect> effects() {
        return effects;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Whether this call changed a document of one of these kinds. */
    boolean touches(Collection<String> kinds) {
        return changes.keySet().stream().anyMatch(place -> kinds.contains(place.kind()));
    }

    Change change() {
        var puts = new ArrayList<Document>();
        var deletes = new ArrayList<Document>();
        changes.forEach((place, document) -> document.ifPresentOrElse(
                puts::add, () -> state.find(place.kind(), place.id()).ifPresent(deletes::add)));
        return new Change(number, puts, deletes);
    }

    /** What takes this call's changes back, under the next number. To be asked before they are applied. */
    Change inverse() {
        var puts = new ArrayList<Document>();
        var deletes = new ArrayList<Document>();
        changes.forEach((place, document) -> state.find(place.kind(), place.id())
                .ifPresentOrElse(puts::add, () -> document.ifPresent(deletes::add)));
        return new Change(number + 1, puts, deletes);
    }
}
