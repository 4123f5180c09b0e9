package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Secret;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that is to be done to one shared document: one write for all who come or change, one for all who go. */
final class DocumentPlan {
    private final Value<String> name;
    private final @Nullable Value<NativeId> network;
    private final @Nullable Thing there;
    private final Flaws flaws;
    private final NativeWrite write;
    private final Map<String, Value<Section>> sections = new TreeMap<>();
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private final Set<Key> changed = new LinkedHashSet<>();
    private final Map<Key, String> added = new LinkedHashMap<>();
    private final Map<String, Key> removed = new TreeMap<>();
    private final List<Steps> before = new ArrayList<>();
    private final List<Steps> after = new ArrayList<>();
    private final List<Steps> waits = new ArrayList<>();
    private final List<Steps> drains = new ArrayList<>();
    private final Set<Impact> impacts = new TreeSet<>();

    DocumentPlan(
            Value<String> name,
            @Nullable Value<NativeId> network,
            @Nullable Thing there,
            Flaws flaws,
            NativeWrite write) {
        this.name = name;
        this.network = network;
        this.there = there;
        this.flaws = flaws;
        this.write = write;
        if (there != null) {
            SharedWorld.sections(there).forEach((n, s) -> sections.put(n, Value.of(s)));
            labels.putAll(there.labels());
        }
    }

    /** A section is to be like this, with this mark. */
    void put(Key key, String section, Value<Section> content, Mark mark, Map<String, Secret> keys) {
        boolean isNew = sections.put(section, content) == null;
        labels.put(Section.label(section), Marks.toText(mark));
        secrets.putAll(keys);
        changed.add(key);
        if (isNew) {
            added.put(key, section);
        }
    }

    /** A section keeps its content and gets this mark; null takes it away. */
    void mark(Key key, String section, @Nullable Mark mark) {
        if (mark == null) {
            labels.remove(Section.label(section));
        } else {
            labels.put(Section.label(section), Marks.toText(mark));
        }
        changed.add(key);
    }

    void remove(Key key, String section, Set<Impact> impact) {
        removed.put(section, key);
        impacts.addAll(impact);
    }

    /** What must be there before. */
    void before(Steps steps) {
        before.add(steps);
    }

    /** What is waited for when it has been written. */
    void await(Steps wait) {
        waits.add(wait);
    }

    /** What is waited for before somebody goes. */
    void drain(Steps wait) {
        drains.add(wait);
    }

    /** What goes afterwards. */
    void after(Steps steps) {
        after.add(steps);
    }

    void plan(Planning planning) {
        Draft make = changed.isEmpty() ? null : put();
        List<Steps> retire = new ArrayList<>();
        retire.add(Steps.parallel(drains));
        if (!removed.isEmpty()) {
            retire.add(withoutRemoved(make));
        }
        retire.add(Steps.parallel(after));
        if (make != null || !before.isEmpty() || !waits.isEmpty()) {
            List<Steps> steps = new ArrayList<>();
            if (make != null && there != null && there.state() == Thing.State.BUSY) {
                steps.add(write.awaitReady(
                        Step.await(there.id() + " is ready", changed.toArray(Key[]::new)), there.id()));
            }
            steps.add(Steps.parallel(before));
            if (make != null) {
                steps.add(make.build(write));
            }
            steps.add(Steps.parallel(waits));
            planning.make(Steps.sequence(steps));
        }
        if (flaws.has(Broken.OLD_GOES_FIRST)) {
            planning.make(Steps.sequence(retire));
        } else {
            planning.retire(Steps.sequence(retire));
        }
    }

    private Draft put() {
        Step step = describe("PUT", changed);
        secrets.forEach(
                (n, secret) -> step.with("secret " + n, flaws.has(Broken.SECRET_IN_PLAIN) ? secret.reveal() : secret));
        if (there == null) {
            step.condition("ifNoneMatch", "*");
        } else {
            step.condition("ifMatch", there.version());
        }
        added.forEach((key, section) -> {
            step.fills(key, LoadBalancer.ID);
            name.now().ifPresent(document -> step.on(Section.id(document, section)));
        });
        Draft draft = new Draft(step, Draft.Until.READY);
        draft.then((run, answer) -> added.forEach((key, section) -> {
            NativeId id = Section.id(answer.thing().id().value(), section);
            run.made(key, id);
            run.fill(key, LoadBalancer.ID, id);
        }));
        return draft;
    }

    private Step describe(String verb, Set<Key> keys) {
        List<String> names = List.copyOf(sections.keySet());
        Value<List<Section>> contents = Value.all(List.copyOf(sections.values()));
        Step step = Step.write("balancers " + verb, String.join(", ", names), keys)
                .with("name", name)
                .with("sections", contents.map(all -> {
                    Map<String, Section> map = new TreeMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        map.put(names.get(i), all.get(i));
                    }
                    return map;
                }))
                .with(
                        "addresses",
                        contents.map(all -> all.stream().map(Section::address).toList()))
                .with("labels", new TreeMap<>(labels))
                .repeat(Repeat.PRECONDITION);
        if (network != null) {
            step.with("network", network);
        }
        if (there != null) {
            there.attributes().forEach((n, value) -> {
                if (!step.arguments().containsKey(n)) {
                    step.with(n, value);
                }
            });
        }
        name.now().ifPresent(n -> {
            if (!flaws.has(Broken.NOTHING_EXCLUSIVE)) {
                step.exclusive(NativeId.of("balancer", n));
            }
        });
        return step;
    }

    /** The document without those who go; without any it goes itself. */
    private Steps withoutRemoved(@Nullable Draft make) {
        removed.keySet().forEach(section -> {
            sections.remove(section);
            labels.remove(Section.label(section));
        });
        Set<Key> keys = new LinkedHashSet<>(removed.values());
        String document = name.now().orElse("");
        NativeId[] gone = removed.keySet().stream()
                .map(section -> Section.id(document, section))
                .toArray(NativeId[]::new);
        Step step = sections.isEmpty()
                ? Step.delete("balancers DELETE", NativeId.of("balancer", document), keys.toArray(Key[]::new))
                : describe("PUT", keys);
        step.on(gone).impact(impacts.toArray(Impact[]::new));
        if (make != null) {
            Key first = make.step().keys().get(0);
            Output<Long> slot = Output.of(LoadBalancer.KIND.name(), "version of " + document, Long.class);
            make.step().fills(first, slot);
            make.then((run, answer) -> run.fill(first, slot, answer.thing().version()));
            step.condition("ifMatch", Value.later(first, slot));
        } else if (there != null) {
            step.condition("ifMatch", there.version());
        }
        boolean isDelete = sections.isEmpty();
        Draft draft = new Draft(step, isDelete ? Draft.Until.ANSWERED : Draft.Until.READY);
        draft.then((run, answer) -> List.of(gone).forEach(run::gone));
        return draft.build(write);
    }
}
