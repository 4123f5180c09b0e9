package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The steps of one resource, in the order in which its parts need each other. */
final class PartSteps {
    private final Change<?> change;
    private final PartPlanner<?> planner;
    private final Planning planning;
    private final StepWords words;
    private final Key key;
    private final Temper temper;
    private final List<Object> make = new ArrayList<>(2);
    private final List<Object> retire = new ArrayList<>(2);
    private final List<Steps> atLast = new ArrayList<>(0);
    private final List<Runnable> deferred = new ArrayList<>(0);
    private final Map<String, Draft> last = new HashMap<>(2);

    PartSteps(Change<?> change, PartPlanner<?> planner, Planning planning) {
        this.change = change;
        this.planner = planner;
        this.planning = planning;
        this.words = new StepWords(change, planner);
        this.key = change.key();
        this.temper = planner.temper();
    }

    /** Hands everything to the engine. */
    void finish() {
        deferred.forEach(Runnable::run);
        make.addAll(atLast);
        if (!make.isEmpty()) {
            planning.make(built(make));
        }
        if (!retire.isEmpty()) {
            Steps steps = built(retire);
            if (planner.flaws().has(Broken.OLD_GOES_FIRST)) {
                planning.make(steps);
            } else {
                planning.retire(steps);
            }
        }
    }

    private Steps built(List<Object> drafts) {
        List<Steps> steps = new ArrayList<>(drafts.size());
        for (Object draft : drafts) {
            steps.add(draft instanceof Draft d ? d.build(planner.write()) : (Steps) draft);
        }
        return Steps.sequence(steps);
    }

    String nameOf(Want want, ThingType type) {
        return words.name(want, type);
    }

    void create(Want want, ThingType type, boolean replaces) {
        String name = words.name(want, type);
        Map<String, Object> now = new LinkedHashMap<>(want.attributes);
        Output<NativeId> id = planner.idOutput(want.role);
        Value<NativeId> made = Value.later(key, id);
        defer(want, now, null, made);
        Step step = Step.write(Verb.CREATE.call(temper, want.type), name, key)
                .with("name", name)
                .with("part", want.role)
                .impact(want.costs.toArray(Impact[]::new));
        now.forEach(step::with);
        words.secrets(want, step);
        if (type.isMarked()) {
            step.with("labels", words.labels(Map.of(), change.mark().origin(Mark.Origin.CREATED)));
        }
        if (replaces) {
            step.impact(Impact.REPLACES).impact(want.replacing.toArray(Impact[]::new));
        }
        NativeId known = NativeId.of(want.type, name);
        if (temper.isNamed()) {
            step.on(known);
        }
        if (temper.isWhole()) {
            step.condition("ifNoneMatch", "*");
        }
        words.place(step, want.attributes.get("host"));
        words.alone(step, want.alone);
        step.repeat(words.repeat(type)).fills(key, id);
        want.fills.forEach(f -> step.fills(key, f.output()));
        if (!planner.flaws().has(Broken.OUTPUT_ONLY_WHEN_OBSERVED)) {
            planning.output(key, id, made);
            want.fills.forEach(f -> promise(f.output()));
        }
        Draft draft = new Draft(step, words.until(type)).then((run, answer) -> {
            NativeId there = temper.isNamed() ? known : answer.thing().id();
            run.made(key, there);
            run.fill(key, id, there);
            want.fills.forEach(f -> fill(run, f, answer.thing()));
        });
        if (planner.flaws().has(Broken.TWO_WRITES_IN_ONE_STEP)) {
            draft.then((run, answer) -> planner.again(step, answer));
        }
        add(want.role, draft);
    }

    private <T> void promise(Output<T> output) {
        planning.output(key, output, Value.later(key, output));
    }

    private <T> void fill(Running run, Want.Fill<T> fill, Thing thing) {
        T value = fill.from().apply(thing);
        if (value != null) {
            run.fill(key, fill.output(), value);
        }
    }

    /** Takes out what needs another part first, and can be set when that is there. */
    private void defer(Want want, Map<String, Object> attributes, @Nullable Part part, Value<NativeId> id) {
        Map<String, Object> late = new LinkedHashMap<>(0);
        for (String attribute : want.deferrable) {
            if (attributes.get(attribute) instanceof Value<?> value
                    && value.now().isEmpty()) {
                late.put(attribute, value);
                attributes.remove(attribute);
            }
        }
        if (!late.isEmpty()) {
            deferred.add(() -> {
                Step step = Step.write(Verb.UPDATE.call(temper, want.type), String.join(", ", late.keySet()), key)
                        .with("id", id.map(NativeId::value));
                Map<String, Object> whole = temper.isWhole() ? new LinkedHashMap<>(want.attributes) : late;
                whole.forEach(step::with);
                if (temper.isWhole()) {
                    step.with("part", want.role).with("labels", words.labels(labels(part), mark(part)));
                }
                condition(want.role, step, part);
                words.place(step, want.attributes.get("host"));
                words.alone(step, want.alone);
                add(want.role, new Draft(step, words.until(planner.type(want.type))));
            });
        }
    }

    private static Map<String, String> labels(@Nullable Part part) {
        return part == null ? Map.of() : part.thing().labels();
    }

    private Mark mark(@Nullable Part part) {
        return change.mark().origin(part == null ? Mark.Origin.CREATED : part.origin());
    }

    /** What an existing part lacks. */
    void change(Want want, ThingType type, Part part) {
        Map<String, Object> changed = new LinkedHashMap<>(0);
        want.attributes.forEach((attribute, wanted) -> {
            if (!Want.same(wanted, part.raw(attribute))) {
                changed.put(attribute, wanted);
                differs(want, attribute, part.raw(attribute), wanted);
            }
        });
        if (part.raw("part") == null) {
            changed.put("part", want.role);
        }
        Mark mark = mark(part);
        boolean relabel = type.isMarked() && !words.isLabelled(part, mark);
        if (changed.isEmpty() && !relabel) {
            return;
        }
        if (!changed.isEmpty()) {
            defer(want, changed, part, Value.of(part.id()));
        }
        if (temper == Temper.TOKENS && relabel) {
            write(Verb.TAG, want, part, Map.of(), mark);
            relabel = false;
        }
        if (changed.isEmpty() && !relabel) {
            return;
        }
        if (temper.isWhole()) {
            Map<String, Object> whole = new LinkedHashMap<>(part.thing().attributes());
            whole.put("part", want.role);
            whole.putAll(want.attributes);
            changed.putAll(whole);
        }
        write(Verb.UPDATE, want, part, changed, type.isMarked() && (relabel || temper.isWhole()) ? mark : null);
    }

    private void differs(Want want, String attribute, @Nullable Object from, Object to) {
        planning.differs(key, want.path(attribute), from == null ? "-" : from, to, Planning.Reason.WANTED);
    }

    private void write(Verb verb, Want want, Part part, Map<String, Object> attributes, @Nullable Mark mark) {
        Step step = Step.write(verb.call(temper, want.type), part.thing().name(), key)
                .on(part.id())
                .with("id", part.id().value());
        attributes.forEach(step::with);
        if (attributes.containsKey("certificates")) {
            words.secrets(want, step);
        }
        if (mark != null) {
            step.with("labels", words.labels(part.thing().labels(), mark));
        }
        condition(want.role, step, part);
        words.place(step, part.raw("host"));
        words.alone(step, want.alone);
        add(want.role, new Draft(step, words.until(planner.type(want.type))));
    }

    /** The version that is expected: as it was read, or as an earlier step of this plan leaves it. */
    private void condition(String role, Step step, @Nullable Part part) {
        if (!temper.hasVersions()) {
            return;
        }
        Draft before = last.get(role);
        if (before != null) {
            Output<Long> version = Output.of(key.kind(), "version of " + role, Long.class);
            before.step().fills(key, version);
            before.then((run, answer) -> run.fill(key, version, answer.thing().version()));
            step.condition("ifMatch", Value.later(key, version));
        } else if (part != null) {
            step.condition("ifMatch", part.thing().version());
        }
        step.repeat(Repeat.PRECONDITION);
    }

    private void add(String role, Draft draft) {
        last.put(role, draft);
        make.add(draft);
    }

    /** What is waited for when everything has been made. */
    void atLast(Steps wait) {
        atLast.add(wait);
    }

    /** What is waited for before anything goes. */
    void first(Steps wait) {
        retire.add(wait);
    }

    void awaitReady(NativeId id) {
        make.add(planner.write().awaitReady(Step.await(id + " is ready", key), id));
    }

    void awaitGone(NativeId id) {
        make.add(planner.write().awaitGone(Step.await(id + " is gone", key), id));
    }

    /** Sets the mark and nothing else, or takes it away. */
    void mark(Part part, @Nullable Mark mark) {
        Map<String, String> labels = new TreeMap<>(part.thing().labels());
        labels.keySet().removeIf(name -> name.startsWith("portolan-"));
        if (mark != null) {
            labels = words.labels(part.thing().labels(), mark);
        }
        if (labels.equals(part.thing().labels())) {
            return;
        }
        Step step = Step.write(
                        Verb.TAG.call(temper, part.thing().type()), part.thing().name(), key)
                .on(part.id())
                .with("id", part.id().value());
        if (temper.isWhole()) {
            part.thing().attributes().forEach(step::with);
        }
        step.with("labels", labels);
        condition(part.id().toString(), step, part);
        words.place(step, part.raw("host"));
        add(
                part.id().toString(),
                new Draft(step, words.until(planner.type(part.thing().type()))));
    }

    /** Takes a part away before its successor is made, where the two can't stand side by side. */
    void makeRoom(Part part, @Nullable NativeId alone) {
        awaitIdle(part, make);
        make.add(deletion(part, List.of(), alone, Impact.INTERRUPTS));
    }

    /** Takes a part away, and with it the only links to these. */
    void delete(Part part, List<NativeId> linked, @Nullable NativeId alone) {
        if (part.thing().state() == Thing.State.DELETING) {
            retire.add(planner.write().awaitGone(Step.await(part.id() + " is gone", key), part.id()));
            return;
        }
        awaitIdle(part, retire);
        retire.add(deletion(part, linked, alone, Impact.DELETES));
    }

    private void awaitIdle(Part part, List<Object> steps) {
        if (part.thing().state() == Thing.State.BUSY) {
            steps.add(planner.write().awaitReady(Step.await(part.id() + " is ready", key), part.id()));
        }
    }

    /** Empties an attribute by which others are held, before the deletes. */
    void letGo(Part part, Map<String, Object> attributes) {
        Step step = Step.write(
                        Verb.UPDATE.call(temper, part.thing().type()),
                        part.thing().name(),
                        key)
                .on(part.id())
                .with("id", part.id().value());
        if (temper.isWhole()) {
            Map<String, Object> whole = new LinkedHashMap<>(part.thing().attributes());
            whole.putAll(attributes);
            whole.forEach(step::with);
            step.with("labels", part.thing().labels());
        } else {
            attributes.forEach(step::with);
        }
        if (temper.hasVersions()) {
            step.condition("ifMatch", part.thing().version()).repeat(Repeat.PRECONDITION);
        }
        words.place(step, part.raw("host"));
        awaitIdle(part, retire);
        retire.add(new Draft(step, words.until(planner.type(part.thing().type()))));
    }

    private Draft deletion(Part part, List<NativeId> linked, @Nullable NativeId alone, Impact impact) {
        Thing thing = part.thing();
        Step step = Step.delete(Verb.DELETE.call(temper, thing.type()), part.id(), key)
                .on(linked.toArray(NativeId[]::new))
                .impact(impact)
                .impact(impact == Impact.DELETES ? planner.loss(thing).toArray(Impact[]::new) : new Impact[0]);
        if (part.raw("host") instanceof String host) {
            step.with("host", host);
        }
        words.place(step, part.raw("host"));
        words.alone(step, alone);
        Draft draft = new Draft(step, temper == Temper.OPERATIONS ? Draft.Until.DONE : Draft.Until.ANSWERED);
        return draft.then((run, answer) -> linked.stream()
                .filter(id -> planner.type(id.part()).children() == ThingType.Children.FOLLOW)
                .forEach(run::gone));
    }
}
