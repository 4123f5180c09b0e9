package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.Names;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What steps on parts of one resource have in common: names, labels, places, exclusion, what a repetition does. */
final class StepWords {
    private final Change<?> change;
    private final PartPlanner<?> planner;
    private final Temper temper;

    StepWords(Change<?> change, PartPlanner<?> planner) {
        this.change = change;
        this.planner = planner;
        this.temper = planner.temper();
    }

    Repeat repeat(ThingType type) {
        if (temper.isNamed() || !type.unique().isEmpty()) {
            return Repeat.PRECONDITION;
        }
        return type.takesToken()
                ? Repeat.TOKEN
                : planner.flaws().has(Broken.BLIND_IS_CALLED_SAFE) ? Repeat.SAFE : Repeat.BLIND;
    }

    Draft.Until until(ThingType type) {
        return temper == Temper.OPERATIONS
                ? Draft.Until.DONE
                : type.isSlow() ? Draft.Until.READY : Draft.Until.ANSWERED;
    }

    /**
     * A name that differs where what can't be changed differs, so that old and new can stand side by side. Where names may repeat, what is referred to is
     * left out: a create has one name, and so one token, before and after that is known. Where names are ids, what is not known yet makes no difference, so
     * that a name which an old part has is counted on.
     */
    String name(Want want, ThingType type) {
        if (want.name != null) {
            return want.name;
        }
        StringBuilder content = new StringBuilder(want.role);
        type.fixed().stream()
                .filter(fixed -> temper.isNamed() || !(want.attributes.get(fixed) instanceof Value<?>))
                .sorted()
                .forEach(fixed -> content.append('\n').append(want.attributes.getOrDefault(fixed, "")));
        String name = called(content.toString());
        for (int n = 2; isTaken(NativeId.of(want.type, name)); n++) {
            name = called(content + "\n" + n);
        }
        return name;
    }

    private String called(String content) {
        return change.nativeName() + "-" + Names.hash(content).substring(0, 8);
    }

    private boolean isTaken(NativeId id) {
        return temper.isNamed()
                && change.ours().filter(f -> f.parts().containsKey(id)).isPresent();
    }

    void secrets(Want want, Step step) {
        want.secrets.forEach((name, secret) ->
                step.with("secret " + name, planner.flaws().has(Broken.SECRET_IN_PLAIN) ? secret.reveal() : secret));
    }

    void place(Step step, @Nullable Object host) {
        if (host != null) {
            step.at(Place.of("host", host.toString()));
        }
    }

    void alone(Step step, @Nullable NativeId id) {
        if (id != null && !planner.flaws().has(Broken.NOTHING_EXCLUSIVE)) {
            step.exclusive(id);
        }
    }

    /** What the labels are to be: those that are there, ours on top. */
    Map<String, String> labels(Map<String, String> there, Mark mark) {
        Map<String, String> labels = new TreeMap<>(there);
        labels.putAll(change.labels());
        labels.putAll(Marks.toTags(mark));
        planner.epoch().ifPresent(epoch -> labels.put("portolan-epoch", epoch));
        return labels;
    }

    boolean isLabelled(Part part, Mark mark) {
        if (!mark.equals(part.mark()) || planner.epoch().isPresent()) {
            return false;
        }
        Map<String, String> there = part.thing().labels();
        return change.labels().isEmpty()
                || there.entrySet().containsAll(change.labels().entrySet());
    }
}
