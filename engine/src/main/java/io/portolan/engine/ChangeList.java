package io.portolan.engine;

import io.portolan.model.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of one kind, and their keys: found without an index as long as they are asked for in their own order. */
final class ChangeList {
    private final List<? extends KeyChange<?>> changes;
    private @Nullable Map<Key, KeyChange<?>> index;
    private int next;

    ChangeList(List<? extends KeyChange<?>> changes) {
        this.changes = changes;
    }

    List<? extends KeyChange<?>> all() {
        return changes;
    }

    /** Asks from the first on again. */
    void rewind() {
        next = 0;
    }

    /** The change of a key; null where there is none. */
    @Nullable
    KeyChange<?> find(Key key) {
        if (next < changes.size() && changes.get(next).key().equals(key)) {
            return changes.get(next++);
        }
        if (index == null) {
            Map<Key, KeyChange<?>> all = new HashMap<>(changes.size() * 4 / 3 + 1);
            changes.forEach(change -> all.put(change.key(), change));
            index = all;
        }
        return index.get(key);
    }
}
