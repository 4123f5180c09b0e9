package io.portolan.baremetal.embedded;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Secret;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Plans one kind: a create, an update of the fields that differ, a delete, or a replacement. */
final class ThingPlanner<S extends Spec> {
    private final Translation<S> translation;
    private final CloudWire wire;
    private final World world;
    private final Planning planning;

    ThingPlanner(Translation<S> translation, CloudWire wire, World world, Planning planning) {
        this.translation = translation;
        this.wire = wire;
        this.world = world;
        this.planning = planning;
    }

    void plan(List<Change<S>> changes) {
        changes.stream().sorted(Comparator.comparing(Change::key)).forEach(this::plan);
    }

    private void plan(Change<S> change) {
        List<Native> things = world.of(change.ours(), change.adopted());
        switch (change.intent()) {
            case APPLY, ADOPT -> change.desired().ifPresent(spec -> apply(change, spec, things));
            case DELETE -> planning.retire(Steps.each(things, thing -> delete(change, thing)));
            case RELEASE -> planning.make(Steps.each(things, thing -> mark(change, thing, Map.of())));
            case KEEP ->
                planning.make(Steps.each(
                        things.stream()
                                .filter(thing ->
                                        !change.mark().equals(thing.mark().orElse(null)))
                                .toList(),
                        thing -> mark(change, thing, Marks.toTags(change.mark()))));
        }
    }

    private void apply(Change<S> change, S spec, List<Native> things) {
        List<Native> fitting = things.stream()
                .filter(thing -> fixedDifferences(change, spec, thing).isEmpty())
                .toList();
        if (translation.holdsData() && (fitting.size() > 1 || fitting.isEmpty() && things.size() > 1)) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.CLAIMED,
                    things.size() + " of them carry its mark: " + things,
                    "look which one has the data, delete the other one, or take the mark from it");
            return;
        }
        if (change.adopted().isPresent() && fitting.isEmpty()) {
            Native thing = things.get(0);
            planning.refuse(
                    change.key(),
                    Refusal.Why.FOREIGN,
                    thing.text("id") + " can't be taken over: its "
                            + String.join(", ", fixedDifferences(change, spec, thing))
                            + " can't be changed to what is wanted",
                    "ask for what it has, or for another one");
            return;
        }
        Optional<Native> there = fitting.stream().findFirst();
        translation.promise(planning, change.key(), spec, change.references(), there);
        List<Native> others = things.stream()
                .filter(thing -> there.isEmpty() || thing != there.get())
                .toList();
        if (there.isEmpty()) {
            make(change, spec, others);
        } else {
            update(change, spec, there.get());
            planning.retire(Steps.each(others, thing -> delete(change, thing)));
        }
    }

    /** The fields of the kind, and the labels, which every thing can carry. */
    private Map<String, Value<NativeValue>> fields(Change<S> change, S spec, Optional<Native> there) {
        var fields = new LinkedHashMap<>(translation.fields(change.key(), spec, change.references(), there));
        fields.put("labels", Value.of(NativeValue.of(change.labels())));
        return fields;
    }

    private Set<String> fixedDifferences(Change<S> change, S spec, Native thing) {
        Set<String> fixed = new TreeSet<>(translation.fixed(Optional.of(thing)));
        Map<String, Value<NativeValue>> fields = fields(change, spec, Optional.of(thing));
        fixed.removeIf(name -> same(fields.getOrDefault(name, Value.of(NativeValue.NONE)), thing.value(name)));
        return fixed;
    }

    private static boolean same(Value<NativeValue> wanted, NativeValue there) {
        return wanted.now().map(there::equals).orElse(false);
    }

    /** Makes it, and takes away those that it replaces. */
    private void make(Change<S> change, S spec, List<Native> replaced) {
        Steps create = create(change, spec, !replaced.isEmpty());
        for (Native thing : replaced) {
            for (String name : fixedDifferences(change, spec, thing)) {
                differs(change, spec, Optional.of(thing), name);
            }
        }
        if (translation.retiresFirst() && !replaced.isEmpty()) {
            var steps = new ArrayList<Steps>();
            replaced.forEach(thing -> steps.add(delete(change, thing, Impact.INTERRUPTS)));
            steps.add(create);
            planning.make(Steps.sequence(steps));
        } else {
            planning.make(create);
            planning.retire(Steps.each(replaced, thing -> delete(change, thing)));
        }
    }

    private Steps create(Change<S> change, S spec, boolean replaces) {
        Key key = change.key();
        Map<String, Value<NativeValue>> fields = translation.fields(key, spec, change.references(), Optional.empty());
        Map<String, Secret> secrets = translation.secrets(spec, Optional.empty());
        Step step = Step.write(translation.createCall(), translation.summary(spec, world), key)
                .repeat(Repeat.TOKEN)
                .with("name", NativeValue.of(key.name()))
                .with("mark", NativeValue.of(Marks.toTags(change.mark())));
        if (replaces) {
            step.impact(Impact.REPLACES);
        }
        fields.forEach((name, value) -> {
            boolean empty = same(value, NativeValue.NONE) || same(value, NativeValue.of(Map.of()));
            if (!empty) {
                step.with(name, value);
            }
        });
        secrets.forEach(step::with);
        for (Output<?> output : translation.assigned()) {
            step.fills(key, output);
            promise(key, output);
        }
        List<String> names = step.arguments().keySet().stream()
                .filter(name -> !secrets.containsKey(name))
                .toList();
        return step.call(run -> {
            Map<String, Object> request = Requests.of(run, names, secrets.keySet());
            request.put("token", run.token());
            var made = new Native(
                    translation.part(),
                    wire.write(translation.createCall(), change.mark().owner(), request));
            run.made(key, made.id());
            translation.assigned().forEach(output -> fill(run, key, made, output));
            return made;
        });
    }

    private <T> void promise(Key key, Output<T> output) {
        planning.output(key, output, Value.later(key, output));
    }

    private <T> void fill(Running run, Key key, Native made, Output<T> output) {
        translation.output(made, output).ifPresent(value -> run.fill(key, output, value));
    }

    private void update(Change<S> change, S spec, Native thing) {
        Map<String, Value<NativeValue>> fields = fields(change, spec, Optional.of(thing));
        var set = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> {
            if (!same(value, thing.value(name))) {
                set.put(name, value);
                differs(change, spec, Optional.of(thing), name);
            }
        });
        translation
                .left(spec, thing)
                .forEach((name, value) ->
                        planning.differs(change.key(), Differences.path(name), value, "-", Planning.Reason.LEFT));
        boolean marked = thing.carries(thing.marked(change.mark()));
        if (set.isEmpty() && marked) {
            return;
        }
        Map<String, Secret> secrets = set.isEmpty() ? Map.of() : translation.secrets(spec, Optional.of(thing));
        if (!marked) {
            set.put("mark", NativeValue.of(thing.marked(change.mark())));
        }
        planning.make(update(change, thing, set, secrets));
    }

    private Steps mark(Change<S> change, Native thing, Map<String, String> mark) {
        return update(change, thing, Map.of("mark", NativeValue.of(mark)), Map.of());
    }

    private Steps update(Change<S> change, Native thing, Map<String, Object> set, Map<String, Secret> secrets) {
        String call = translation.part() + ".update";
        Step step = Step.write(call, thing.text("id") + ": " + String.join(", ", set.keySet()), change.key())
                .on(thing.id())
                .repeat(Repeat.PRECONDITION)
                .with("id", NativeValue.of(thing.text("id")))
                .condition("version", NativeValue.of(thing.version()));
        set.forEach(step::with);
        secrets.forEach(step::with);
        List<String> names = List.copyOf(set.keySet());
        return step.call(run -> {
            Map<String, Object> request = Requests.of(run, List.of("id", "version"), Set.of());
            request.put("set", Requests.of(run, names, secrets.keySet()));
            return wire.write(call, change.mark().owner(), request);
        });
    }

    private Steps delete(Change<S> change, Native thing, Impact... impacts) {
        NativeId id = thing.id();
        return Step.delete(translation.deleteCall(), id, change.key())
                .impact(Impact.DELETES)
                .impact(impacts)
                .impact(translation.holdsData() ? new Impact[] {Impact.LOSES_DATA} : new Impact[0])
                .call(run -> wire.write(
                        translation.deleteCall(), change.mark().owner(), Map.of("id", run.get("id", String.class))));
    }

    private void differs(Change<S> change, S spec, Optional<Native> there, String name) {
        Value<NativeValue> wanted = fields(change, spec, there).getOrDefault(name, Value.of(NativeValue.NONE));
        Differences.report(
                planning,
                change.key(),
                FieldPath.of(name),
                there.map(thing -> thing.value(name)).orElse(NativeValue.NONE),
                wanted);
    }
}
