package io.portolan.testkit.memory;

import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Chunks;
import io.portolan.testkit.memory.ZoneBatch.Item;
import io.portolan.testkit.memory.ZoneBatch.Nature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a zone's changes as steps: batches where there are any, else one put or delete each. */
final class RecordSteps {
    private final MemoryClient client;
    private final Flaws flaws;
    private final Planning planning;
    private final NativeWrite write;
    private final Set<NativeId> gone;

    RecordSteps(MemoryClient client, Flaws flaws, Planning planning, Set<NativeId> gone) {
        this.client = client;
        this.flaws = flaws;
        this.planning = planning;
        this.write = new NativeWrite(client, flaws);
        this.gone = gone;
    }

    void plan(ZoneBatch zone) {
        List<List<Item>> groups = zone.groups();
        if (!groups.isEmpty()) {
            planning.make(steps(zone, groups));
        }
        List<List<Item>> leaving = zone.leaving();
        if (!leaving.isEmpty()) {
            if (flaws.has(Broken.OLD_GOES_FIRST)) {
                planning.make(steps(zone, leaving));
            } else {
                planning.retire(steps(zone, leaving));
            }
        }
    }

    private Steps steps(ZoneBatch zone, List<List<Item>> groups) {
        if (client.temper() == Temper.DOCUMENTS) {
            return Steps.each(
                    groups,
                    group -> Steps.sequence(
                            group.stream().map(item -> put(zone, item)).toList()));
        }
        if (flaws.has(Broken.ONE_WRITE_PER_RECORD_SET)) {
            return Steps.sequence(groups.stream()
                    .flatMap(List::stream)
                    .map(item -> batch(zone, List.of(item)))
                    .toList());
        }
        List<List<Item>> batches = Chunks.of(
                groups, client.options().batchCount(), i -> 1, client.options().batchWeight(), Item::weight);
        return Steps.each(batches, batch -> batch(zone, batch));
    }

    private Steps batch(ZoneBatch zone, List<Item> items) {
        Set<Key> keys = new LinkedHashSet<>();
        items.forEach(item -> keys.add(item.key()));
        boolean upserts = client.temper() == Temper.TOKENS
                && items.stream()
                        .allMatch(i ->
                                i.change().now().map(c -> c.after() != null).orElse(true));
        Step step = Step.write(
                        NativeWords.change(client.temper(), false),
                        items.size() == 1 ? items.get(0).name().toString() : items.size() + " record sets",
                        keys)
                .with("zone", zone.zone().map(NativeId::value))
                .with("changes", changes(items))
                .repeat(upserts ? Repeat.SAFE : Repeat.PRECONDITION);
        at(step, zone);
        items.stream().filter(i -> i.nature() == Nature.LEAVES).forEach(i -> step.impact(i.key(), Impact.DELETES));
        Map<String, Key> names = new HashMap<>();
        items.forEach(item -> names.put(item.name().toString(), item.key()));
        Call<Answer> call = step.call(run -> {
            Answer answer = blame(names, () -> write.send(step, run));
            items.forEach(item -> note(run, item));
            return answer;
        });
        return client.temper() == Temper.HOST ? call : write.operation(call);
    }

    private static Object changes(List<Item> items) {
        List<RecordChange> known = new ArrayList<>(items.size());
        for (Item item : items) {
            item.change().now().ifPresent(known::add);
        }
        return known.size() == items.size()
                ? List.copyOf(known)
                : Value.all(items.stream().map(Item::change).toList());
    }

    private Steps put(ZoneBatch zone, Item item) {
        boolean removes = item.removes();
        String call = NativeWords.change(client.temper(), removes);
        Step step = removes
                ? Step.delete(call, RecordReader.id(zone.id(), item.name()), item.key())
                        .impact(item.nature() == Nature.LEAVES ? new Impact[] {Impact.DELETES} : new Impact[0])
                : Step.write(call, item.name().toString(), item.key());
        step.with("zone", zone.zone().map(NativeId::value)).with("changes", changes(List.of(item)));
        if (item.adds()) {
            step.condition("ifNoneMatch", "*").repeat(Repeat.PRECONDITION);
        } else {
            step.condition("ifMatch", item.version()).repeat(removes ? Repeat.SAFE : Repeat.PRECONDITION);
        }
        at(step, zone);
        return write.call(step, (run, answer) -> note(run, item));
    }

    /** A list may lag: what went is remembered, and what came back, until the list is believed again. What came shows by its name. */
    private void note(Running run, Item item) {
        NativeId id = RecordReader.id(run.get("zone", String.class), item.name());
        if (item.adds() && gone.contains(id)) {
            run.made(item.key(), id);
        } else if (item.removes()) {
            run.gone(id);
        }
    }

    private void at(Step step, ZoneBatch zone) {
        zone.zone().now().ifPresent(id -> {
            step.at(Place.of("zone", id.value()));
            if (!flaws.has(Broken.NOTHING_EXCLUSIVE)) {
                step.exclusive(id);
            }
        });
    }

    /** The cloud blames record sets; the engine wants keys. */
    private static Answer blame(Map<String, Key> names, java.util.function.Supplier<Answer> send) {
        try {
            return send.get();
        } catch (PortolanException e) {
            if (!(e.getCause() instanceof NativeError error) || error.blamed().isEmpty()) {
                throw e;
            }
            Set<Key> culprits = new LinkedHashSet<>();
            error.blamed().forEach(name -> {
                Key key = names.get(name);
                if (key != null) {
                    culprits.add(key);
                }
            });
            Failure failure = e.failure();
            throw new PortolanException(culprits.isEmpty() ? failure : failure.culprits(culprits), error);
        }
    }
}
