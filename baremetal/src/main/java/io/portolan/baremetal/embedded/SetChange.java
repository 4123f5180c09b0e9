package io.portolan.baremetal.embedded;

import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One change of a batch: what a set should be, or that it should not be, and what was seen there. */
final class SetChange {
    private final Change<RecordSet> change;
    private final Value<NativeValue> zone;
    private final String name;
    private final String type;
    private final @Nullable Native before;
    private final @Nullable Value<NativeValue> after;

    private SetChange(
            Change<RecordSet> change,
            Value<NativeValue> zone,
            String name,
            String type,
            @Nullable Native before,
            @Nullable Value<NativeValue> after) {
        this.change = change;
        this.zone = zone;
        this.name = name;
        this.type = type;
        this.before = before;
        this.after = after;
    }

    static SetChange create(
            Change<RecordSet> change,
            Value<NativeValue> zone,
            String name,
            String type,
            Value<NativeValue> fields,
            Map<String, String> mark) {
        return new SetChange(change, zone, name, type, null, marked(fields, mark));
    }

    static SetChange upsert(
            Change<RecordSet> change,
            Value<NativeValue> zone,
            Native before,
            Value<NativeValue> fields,
            Map<String, String> mark) {
        return new SetChange(change, zone, before.text("name"), before.text("type"), before, marked(fields, mark));
    }

    static SetChange delete(Change<RecordSet> change, Native before) {
        return new SetChange(
                change, Value.of(before.value("zone")), before.text("name"), before.text("type"), before, null);
    }

    private static Value<NativeValue> marked(Value<NativeValue> fields, Map<String, String> mark) {
        return fields.map(set -> {
            var whole = new LinkedHashMap<>(RecordSetTranslation.map(set));
            whole.put("mark", mark);
            return NativeValue.of(whole);
        });
    }

    /** Whether what is there is what is wanted, mark included. */
    boolean isDone() {
        if (before == null || after == null) {
            return false;
        }
        var there = new LinkedHashMap<>(RecordSetTranslation.map(RecordSetTranslation.fields(before)));
        there.put("mark", before.map("mark"));
        return after.now().filter(NativeValue.of(there)::equals).isPresent();
    }

    Key key() {
        return change.key();
    }

    String owner() {
        return change.mark().owner();
    }

    Value<NativeValue> zone() {
        return zone;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    /** What the set becomes; empty when it goes. */
    Optional<Value<NativeValue>> after() {
        return Optional.ofNullable(after);
    }

    /** The version that must be there, or that nothing must. */
    String expected() {
        return before == null ? "ABSENT" : before.version();
    }

    Optional<NativeId> id() {
        return Optional.ofNullable(before)
                .map(set -> RecordSetWorld.Place.of(set).id());
    }
}
