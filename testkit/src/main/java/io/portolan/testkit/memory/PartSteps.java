package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.Names;
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
    private final Key key;
    private final Temper temper;
    private final List<Object> make = new ArrayList<>(2);
    private final List<Object> retire = new ArrayList<>(2);
    private final Map<String, Draft> last = new HashMap<>(2);

    PartSteps(Change<?> change, PartPlanner<?> planner, Planning planning) {
        this.change = change;
        this.planner = planner;
        this.planning = planning;
        this.key = change.key();
        this.temper = planner.temper();
    }

    /** Hands everything to the engine. */
    void finish() {
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

    void create(Want want, ThingType type, boolean replaces) {
        String name = want.name == null ? madeUp(want, type) : want.name;
        Step step = Step.write(Verb.CREATE.call(temper, want.type), name, key)
                .with("name", name)
                .with("part", want.role)
                .impact(want.costs.toArray(Impact[]::new));
        want.attributes.forEach(step::with);
        secrets(want, step);
        if (type.isMarked()) {
            step.with("labels", labels(Map.of(), change.mark().origin(Mark.Origin.CREATED)));
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
        place(step, want.attributes.get("host"));
        alone(step, want.alone);
        step.repeat(repeat(type));
        Output<NativeId> id = planner.idOutput(want.role);
        step.fills(key, id);
        want.fills.forEach(f -> step.fills(key, f.output()));
        if (!planner.flaws().has(Broken.OUTPUT_ONLY_WHEN_OBSERVED)) {
            planning.output(key, id, Value.later(key, id));
            want.fills.forEach(f -> promise(f.output()));
        }
        Draft draft = new Draft(step, until(type)).then((run, answer) -> {
            NativeId made = temper.isNamed() ? known : answer.thing().id();
            run.made(key, made);
            run.fill(key, id, made);
            if (!answer.things().isEmpty()) {
                want.fills.forEach(f -> fill(run, f, answer.thing()));
            }
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

    private Repeat repeat(ThingType type) {
        if (temper.isNamed() || !type.unique().isEmpty()) {
            return Repeat.PRECONDITION;
        }
        return type.takesToken()
                ? Repeat.TOKEN
                : planner.flaws().has(Broken.BLIND_IS_CALLED_SAFE) ? Repeat.SAFE : Repeat.BLIND;
    }

    private Draft.Until until(ThingType type) {
        return temper == Temper.OPERATIONS
                ? Draft.Until.DONE
                : type.isSlow() ? Draft.Until.READY : Draft.Until.ANSWERED;
    }

    private String madeUp(Want want, ThingType type) {
        StringBuilder content = new StringBuilder(want.role);
        type.fixed().stream()
                .sorted()
                .forEach(fixed -> content.append('\n').append(want.attributes.getOrDefault(fixed, "")));
        return change.nativeName() + "-" + Names.hash(content.toString()).substring(0, 8);
    }

    private void secrets(Want want, Step step) {
        want.secrets.forEach((name, secret) ->
                step.with("secret " + name, planner.flaws().has(Broken.SECRET_IN_PLAIN) ? secret.reveal() : secret));
    }

    private void place(Step step, @Nullable Object host) {
        if (host != null) {
            step.at(Place.of("host", host.toString()));
        }
    }

    private void alone(Step step, @Nullable NativeId id) {
        if (id != null && !planner.flaws().has(Broken.NOTHING_EXCLUSIVE)) {
            step.exclusive(id);
        }
    }

    /** What the labels are to be: those that are there, ours on top. */
    private Map<String, String> labels(Map<String, String> there, Mark mark) {
        Map<String, String> labels = new TreeMap<>(there);
        labels.putAll(change.labels());
        labels.putAll(Marks.toTags(mark));
        planner.epoch().ifPresent(epoch -> labels.put("portolan-epoch", epoch));
        return labels;
    }

    private boolean isLabelled(Part part, Mark mark) {
        return mark.equals(part.mark())
                && planner.epoch().isEmpty()
                && change.labels().entrySet().stream()
                        .allMatch(e -> e.getValue().equals(part.thing().labels().get(e.getKey())));
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
        Mark mark = change.mark().origin(part.origin());
        boolean relabel = type.isMarked() && !isLabelled(part, mark);
        if (changed.isEmpty() && !relabel) {
            return;
        }
        if (temper.isWhole()) {
            Map<String, Object> whole = new LinkedHashMap<>(part.thing().attributes());
            whole.put("part", want.role);
            whole.putAll(want.attributes);
            changed.clear();
            changed.putAll(whole);
        }
        if (temper == Temper.TOKENS && relabel) {
            write(Verb.TAG, want, part, Map.of(), mark);
            relabel = false;
        }
        if (!changed.isEmpty() || relabel) {
            write(Verb.UPDATE, want, part, changed, type.isMarked() && (relabel || temper.isWhole()) ? mark : null);
        }
    }

    private void differs(Want want, String attribute, @Nullable Object from, Object to) {
        planning.differs(key, want.path(attribute), from == null ? "-" : from, to, Planning.Reason.WANTED);
    }

    private void write(Verb verb, Want want, Part part, Map<String, Object> attributes, @Nullable Mark mark) {
        ThingType type = planner.type(want.type);
        Step step = Step.write(verb.call(temper, want.type), part.thing().name(), key)
                .on(part.id())
                .with("id", part.id().value());
        attributes.forEach(step::with);
        if (attributes.containsKey("certificates")) {
            secrets(want, step);
        }
        if (mark != null) {
            step.with("labels", labels(part.thing().labels(), mark));
        }
        condition(want.role, step, part);
        place(step, part.raw("host"));
        alone(step, want.alone);
        add(want.role, new Draft(step, until(type)));
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
            before.then((run, answer) -> {
                if (!answer.things().isEmpty()) {
                    run.fill(key, version, answer.thing().version());
                }
            });
            step.condition("ifMatch", Value.later(key, version));
        } else if (part != null) {
            step.condition("ifMatch", part.thing().version());
        }
        step.repeat(Repeat.PRECONDITION);
    }

    /** An attribute that can be set only when another part is there. */
    void late(Want want, Value<NativeId> id, @Nullable Part part, String attribute, Object value) {
        if (part != null && Want.same(value, part.raw(attribute))) {
            return;
        }
        Step step = Step.write(Verb.UPDATE.call(temper, want.type), attribute, key)
                .with("id", id.map(NativeId::value))
                .with(attribute, value);
        condition(want.role, step, part);
        add(want.role, new Draft(step, until(planner.type(want.type))));
    }

    private void add(String role, Draft draft) {
        last.put(role, draft);
        make.add(draft);
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
            labels = labels(part.thing().labels(), mark);
        }
        if (labels.equals(part.thing().labels())) {
            return;
        }
        Verb verb = temper == Temper.TOKENS ? Verb.TAG : Verb.UPDATE;
        Step step = Step.write(
                        verb.call(temper, part.thing().type()), part.thing().name(), key)
                .on(part.id())
                .with("id", part.id().value());
        if (temper.isWhole()) {
            part.thing().attributes().forEach(step::with);
        }
        step.with("labels", labels);
        condition(part.id().toString(), step, part);
        place(step, part.raw("host"));
        add(
                part.id().toString(),
                new Draft(step, until(planner.type(part.thing().type()))));
    }

    /** Takes a part away, and with it the only links to these. */
    void delete(Part part, List<NativeId> linked, @Nullable NativeId alone) {
        Thing thing = part.thing();
        if (thing.state() == Thing.State.DELETING) {
            retire.add(planner.write().awaitGone(Step.await(part.id() + " is gone", key), part.id()));
            return;
        }
        if (thing.state() == Thing.State.BUSY) {
            retire.add(planner.write().awaitReady(Step.await(part.id() + " is ready", key), part.id()));
        }
        Step step = Step.delete(Verb.DELETE.call(temper, thing.type()), part.id(), key)
                .on(linked.toArray(NativeId[]::new))
                .impact(Impact.DELETES)
                .impact(planner.loss(thing).toArray(Impact[]::new));
        if (part.raw("host") instanceof String host) {
            step.with("host", host);
        }
        place(step, part.raw("host"));
        alone(step, alone);
        retire.add(new Draft(step, temper == Temper.OPERATIONS ? Draft.Until.DONE : Draft.Until.ANSWERED));
    }
}
