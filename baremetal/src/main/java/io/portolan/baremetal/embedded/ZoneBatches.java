package io.portolan.baremetal.embedded;

import io.portolan.Impact;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.toolkit.Chunks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Batches of changes: as few writes as a zone allows, each all or nothing, with all changes of a name in one. */
final class ZoneBatches {
    private static final String CALL = "zone.update";
    private static final long MOST = 1000;
    private static final String DELETE = "DELETE";

    private final CloudWire wire;

    ZoneBatches(CloudWire wire) {
        this.wire = wire;
    }

    Steps steps(List<SetChange> changes) {
        Map<String, Map<String, List<SetChange>>> zones = new TreeMap<>();
        for (SetChange change : changes) {
            zones.computeIfAbsent(change.zone().toString(), zone -> new TreeMap<>())
                    .computeIfAbsent(change.name(), name -> new ArrayList<>())
                    .add(change);
        }
        var steps = new ArrayList<Steps>();
        zones.values()
                .forEach(names -> Chunks.of(List.copyOf(names.values()), MOST, change -> 1, Long.MAX_VALUE, change -> 0)
                        .forEach(batch -> steps.add(step(batch))));
        return Steps.parallel(steps);
    }

    private Steps step(List<SetChange> batch) {
        List<Key> keys = batch.stream().map(SetChange::key).distinct().toList();
        String summary = batch.size() + (batch.size() == 1 ? " change" : " changes in one batch");
        Step step = Step.write(CALL, summary, keys)
                .repeat(Repeat.PRECONDITION)
                .with("id", batch.get(0).zone());
        batch.get(0)
                .zone()
                .now()
                .map(NativeValue::toString)
                .ifPresent(zone -> step.at(Place.of("zone", zone)).exclusive(NativeId.of("zone", zone)));
        for (SetChange change : batch) {
            change.after()
                    .ifPresentOrElse(
                            set -> step.with(argument(change), set),
                            () -> step.with(argument(change), NativeValue.of(DELETE))
                                    .impact(change.key(), Impact.DELETES));
            step.condition(condition(change), NativeValue.of(change.expected()));
            change.id().ifPresent(step::on);
        }
        return step.call(run -> send(run, batch));
    }

    private static String argument(SetChange change) {
        return change.name() + " " + change.type();
    }

    private static String condition(SetChange change) {
        return "expect " + argument(change);
    }

    private Map<String, Object> send(Running run, List<SetChange> batch) {
        var changes = new ArrayList<Map<String, Object>>();
        for (SetChange change : batch) {
            var json = new LinkedHashMap<String, Object>();
            NativeValue set = run.get(argument(change), NativeValue.class);
            boolean gone = DELETE.equals(set.json());
            json.put("action", gone ? DELETE : "UPSERT");
            json.put("name", change.name());
            json.put("type", change.type());
            json.put("expect", run.get(condition(change), NativeValue.class).toString());
            if (!gone) {
                json.putAll(RecordSetTranslation.map(set));
            }
            changes.add(json);
        }
        return wire.write(
                CALL,
                batch.get(0).owner(),
                Map.of("id", run.get("id", NativeValue.class).toString(), "changes", changes),
                batch.stream().map(SetChange::key).toList());
    }
}
