package io.portolan.baremetal.embedded;

import io.portolan.Refusal;
import io.portolan.dns.RecordSet;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans record sets: for each zone one batch that makes and one that takes away.
 *
 * <p>A CNAME stands alone at its name. What must go before something else can come to its name goes in the same batch as that.
 */
final class RecordSetPlanner {
    private static final String CNAME = "CNAME";

    private final RecordSetWorld world;
    private final Planning planning;
    private final ZoneBatches batches;
    private final Map<RecordSetWorld.Place, SetChange> upserts = new LinkedHashMap<>();
    private final Map<RecordSetWorld.Place, SetChange> deletes = new LinkedHashMap<>();
    private final List<SetChange> inNewZones = new ArrayList<>();

    RecordSetPlanner(CloudWire wire, RecordSetWorld world, Planning planning) {
        this.world = world;
        this.planning = planning;
        this.batches = new ZoneBatches(wire);
    }

    void plan(List<Change<RecordSet>> changes) {
        changes.stream().sorted(Comparator.comparing(Change::key)).forEach(this::collect);
        upserts.keySet().forEach(deletes::remove);
        Set<RecordSetWorld.Place> first = clear();
        var make = new ArrayList<SetChange>();
        var retire = new ArrayList<SetChange>();
        deletes.forEach((place, change) -> (first.contains(place) ? make : retire).add(change));
        upserts.values().stream().filter(change -> !change.isDone()).forEach(make::add);
        make.addAll(inNewZones);
        planning.make(batches.steps(make));
        planning.retire(batches.steps(retire));
    }

    private void collect(Change<RecordSet> change) {
        List<Native> sets = world.of(change.ours(), change.adopted());
        switch (change.intent()) {
            case APPLY, ADOPT -> change.desired().ifPresent(spec -> apply(change, spec, sets));
            case DELETE -> sets.forEach(set -> delete(change, set));
            case RELEASE -> sets.forEach(set -> mark(change, set, Map.of()));
            case KEEP -> sets.forEach(set -> mark(change, set, set.marked(change.mark())));
        }
    }

    private void delete(Change<RecordSet> change, Native set) {
        deletes.put(RecordSetWorld.Place.of(set), SetChange.delete(change, set));
    }

    private void mark(Change<RecordSet> change, Native set, Map<String, String> mark) {
        Value<NativeValue> same = Value.of(RecordSetTranslation.fields(set));
        upserts.put(RecordSetWorld.Place.of(set), SetChange.upsert(change, zone(set), set, same, mark));
    }

    private static Value<NativeValue> zone(Native set) {
        return Value.of(set.value("zone"));
    }

    private void apply(Change<RecordSet> change, RecordSet spec, List<Native> sets) {
        Value<NativeValue> zone = Outputs.id(change.references(), spec.zone());
        String name = spec.name().toString();
        String type = RecordSetTranslation.type(spec);
        Optional<RecordSetWorld.Place> place =
                zone.now().map(id -> new RecordSetWorld.Place(id.toString(), name, type));
        Optional<Native> there = place.flatMap(world::at);
        sets.stream().filter(set -> there.isEmpty() || set != there.get()).forEach(set -> delete(change, set));
        Value<NativeValue> fields = RecordSetTranslation.fields(spec, change.references(), there);
        if (place.isEmpty()) {
            inNewZones.add(SetChange.create(change, zone, name, type, fields, Marks.toTags(change.mark())));
        } else if (there.isPresent()) {
            SetChange upsert = SetChange.upsert(
                    change, zone, there.get(), fields, there.get().marked(change.mark()));
            upserts.put(place.get(), upsert);
            differences(change, spec, there.get(), fields);
        } else {
            upserts.put(place.get(), SetChange.create(change, zone, name, type, fields, Marks.toTags(change.mark())));
        }
    }

    private void differences(Change<RecordSet> change, RecordSet spec, Native there, Value<NativeValue> fields) {
        Map<String, Object> had = RecordSetTranslation.map(RecordSetTranslation.fields(there));
        for (String field : RecordSetTranslation.FIELDS) {
            Value<NativeValue> wanted = fields.map(
                    whole -> NativeValue.of(RecordSetTranslation.map(whole).get(field)));
            boolean open = fields.now().isEmpty() && field.equals("ttl");
            if (!open) {
                NativeValue now = NativeValue.of(had.get(field));
                if (wanted.now().isPresent() || !now.equals(NativeValue.NONE)) {
                    Differences.report(planning, change.key(), FieldPath.of(field), now, wanted);
                }
            }
        }
    }

    /** The deletes that must come with the upserts of their names; refuses upserts that something else stands in the way of. */
    private Set<RecordSetWorld.Place> clear() {
        Set<RecordSetWorld.Place> first = new HashSet<>();
        for (Map.Entry<RecordSetWorld.Place, SetChange> entry : List.copyOf(upserts.entrySet())) {
            RecordSetWorld.Place place = entry.getKey();
            for (Native other : world.at(place.zone(), place.name())) {
                RecordSetWorld.Place at = RecordSetWorld.Place.of(other);
                boolean excludes = !at.equals(place)
                        && (place.type().equals(CNAME) || at.type().equals(CNAME));
                if (excludes && deletes.containsKey(at)) {
                    first.add(at);
                } else if (excludes) {
                    refuse(entry.getValue().key(), other);
                    upserts.remove(place);
                }
            }
        }
        return first;
    }

    private void refuse(Key key, Native other) {
        String words = other.text("name") + " " + other.text("type");
        planning.refuse(
                key,
                Refusal.Why.FOREIGN,
                words + " stands there, and a CNAME stands alone at its name",
                "to take it over: portolan adopt " + key + " '" + words + "'");
    }
}
