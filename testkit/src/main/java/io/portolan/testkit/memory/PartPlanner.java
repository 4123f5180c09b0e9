package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans every change of one kind, from its blueprint. Pure. */
final class PartPlanner<S extends Spec> {
    private final Blueprint<S> blueprint;
    private final MemoryClient client;
    private final Flaws flaws;
    private final NativeWrite write;
    private final TargetHealth health;
    private final Map<String, ThingType> types;
    private final Map<String, Output<NativeId>> outputs = new LinkedHashMap<>();
    private int plans;

    PartPlanner(Blueprint<S> blueprint, MemoryClient client, Flaws flaws) {
        this.blueprint = blueprint;
        this.client = client;
        this.flaws = flaws;
        this.write = new NativeWrite(client, flaws);
        this.health = new TargetHealth(client);
        this.types = ThingType.of(client.temper());
    }

    Blueprint<S> blueprint() {
        return blueprint;
    }

    Flaws flaws() {
        return flaws;
    }

    NativeWrite write() {
        return write;
    }

    Temper temper() {
        return client.temper();
    }

    ThingType type(String name) {
        return types.getOrDefault(name, ThingType.of(name));
    }

    Output<NativeId> idOutput(String role) {
        return blueprint.idOutput(role);
    }

    List<Impact> loss(Thing thing) {
        return blueprint.loss(thing);
    }

    /** A mistake that is switched on. */
    Optional<String> epoch() {
        return flaws.has(Broken.EPOCH_IN_THE_MARK) ? Optional.of(Integer.toString(plans)) : Optional.empty();
    }

    /** A mistake that is switched on. */
    void again(Step step, Answer answer) {
        if (!answer.things().isEmpty()) {
            client.write(
                    step.nativeCall(),
                    Map.of(
                            "id",
                            answer.thing().id().value(),
                            "name",
                            answer.thing().name()));
        }
    }

    void plan(PartWorld world, List<Change<S>> changes, Planning planning) {
        plans += flaws.has(Broken.EPOCH_IN_THE_MARK) ? 1 : 0;
        if (flaws.has(Broken.READS_WHILE_PLANNING)) {
            client.list(blueprint.types().get(0));
        }
        if (client.temper() == Temper.HOST) {
            // By key, because addresses are given out on the way: the same changes get the same ones in whatever order
            // they come.
            List<Change<S>> order = new ArrayList<>(changes);
            order.sort(Comparator.comparing(Change::key));
            each(world, order, planning);
        } else {
            planning.slices(changes, (slice, answers) -> each(world, slice, answers));
        }
    }

    private int each(PartWorld world, List<Change<S>> changes, Planning planning) {
        FreeAddresses free = new FreeAddresses(world);
        for (Change<S> change : changes) {
            plan(new Drawing(change, this, world, planning, free), change);
        }
        return changes.size();
    }

    private void plan(Drawing drawing, Change<S> change) {
        NativeId hidden = drawing.world().hidden.get(change.key());
        switch (change.intent()) {
            case APPLY, ADOPT -> {
                if (hidden != null) {
                    drawing.hide(hidden);
                }
                change.desired().ifPresent(spec -> apply(spec, drawing));
                if (hidden != null) {
                    return;
                }
            }
            case DELETE -> delete(drawing, hidden);
            case RELEASE ->
                drawing.bag().forEach(part -> {
                    if (part.mark() != null) {
                        drawing.steps().mark(part, null);
                    }
                });
            case KEEP ->
                drawing.bag().forEach(part -> {
                    if (part.mark() != null) {
                        drawing.steps().mark(part, change.mark().origin(part.origin()));
                    }
                });
        }
        if (!drawing.isRefused()) {
            drawing.steps().finish();
        }
    }

    private void apply(S spec, Drawing drawing) {
        blueprint.draw(spec, drawing);
        List<Part> rest = drawing.rest();
        if (rest.isEmpty() || drawing.isRefused()) {
            return;
        }
        if (blueprint.isStateful() && drawing.isTwice(rest)) {
            drawing.refuse(
                    Refusal.Why.GUARD,
                    "several things hold its data: "
                            + drawing.bag().stream().map(Part::id).toList(),
                    "look which one is in use, and delete or release the others by hand");
            return;
        }
        if (drawing.isReplaced(rest) && flaws.waits()) {
            blueprint.balancer(spec).ifPresent(b -> drawing.steps().atLast(health.awaitHealthy(drawing.key(), b)));
        }
        retire(rest, drawing);
    }

    private void delete(Drawing drawing, @Nullable NativeId hidden) {
        if (!drawing.world().blind.isEmpty() && blueprint.isSpread()) {
            drawing.refuse(
                    Refusal.Why.BLIND,
                    drawing.world().blind + " did not answer, and may hold a part of it",
                    "repeat it when that answers again");
            return;
        }
        retire(drawing.bag(), drawing);
        if (hidden != null) {
            Mark mark = Mark.of("", drawing.key());
            Thing thing = Thing.of(hidden, hidden.value(), Map.of(), Map.of());
            drawing.steps().delete(Part.marked(thing, mark), List.of(), null);
        }
    }

    /** Users first; what follows its parent goes with it. */
    private void retire(List<Part> parts, Drawing drawing) {
        List<Part> order = new ArrayList<>(parts);
        order.sort(Comparator.comparing(
                        (Part p) -> -blueprint.types().indexOf(p.thing().type()))
                .thenComparing(Part::id));
        drain(order, drawing);
        for (Part part : order) {
            Map<String, Object> ties = blueprint.ties(part.thing());
            if (!ties.isEmpty()) {
                drawing.steps().letGo(part, ties);
            }
        }
        for (Part part : order) {
            ThingType type = type(part.thing().type());
            boolean follows = type.children() == ThingType.Children.FOLLOW
                    && parts.stream().anyMatch(p -> p.id().equals(part.raw("parent")));
            if (!follows) {
                List<NativeId> linked = parts.stream()
                        .filter(p -> p != part && isKept(p, part))
                        .map(Part::id)
                        .toList();
                drawing.steps().delete(part, linked, blueprint.alone(part.thing()));
            }
        }
    }

    private void drain(List<Part> parts, Drawing drawing) {
        Duration most = parts.stream()
                .map(p -> blueprint.drain(p.thing()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (!most.isZero() && flaws.waits()) {
            drawing.steps()
                    .first(health.awaitDrained(
                            drawing.key(), parts.stream().map(Part::id).toList(), most));
        }
    }

    private boolean isKept(Part part, Part by) {
        ThingType type = type(part.thing().type());
        return !type.isMarked()
                && (by.id().equals(part.raw("parent"))
                        || type.keptBy().equals(by.thing().type())
                                && part.thing().name().equals(by.thing().name()));
    }
}
