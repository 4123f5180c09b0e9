package io.portolan.engine;

import io.portolan.FieldChange;
import io.portolan.Refusal;
import io.portolan.Waiting;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Output;
import io.portolan.model.Secret;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Slot;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What drivers answered when they planned. */
final class Answers implements Planning {
    private record Slice<R>(Answers answers, R result) {}

    final List<Steps> make = new ArrayList<>();
    final List<Steps> retire = new ArrayList<>();
    final Map<Slot, Value<?>> promised = new HashMap<>();
    final Map<Key, Refusal> refused = new LinkedHashMap<>();
    final Map<Key, Waiting> waiting = new LinkedHashMap<>();
    final Map<Key, List<FieldChange>> fields = new HashMap<>();

    private final Workers workers;

    Answers(Workers workers) {
        this.workers = workers;
    }

    @Override
    public <T, R> List<R> slices(List<T> all, BiFunction<List<T>, Planning, R> work) {
        List<Slice<R>> slices = workers.slices(all, slice -> {
            Answers answers = new Answers(workers);
            return new Slice<>(answers, work.apply(slice, answers));
        });
        slices.forEach(slice -> add(slice.answers));
        return slices.stream().map(Slice::result).toList();
    }

    /** The answers of a slice, which are about keys of its own. */
    private void add(Answers slice) {
        make.addAll(slice.make);
        retire.addAll(slice.retire);
        promised.putAll(slice.promised);
        slice.refused.forEach(refused::putIfAbsent);
        waiting.putAll(slice.waiting);
        fields.putAll(slice.fields);
    }

    @Override
    public void make(Steps steps) {
        if (!steps.isEmpty()) {
            make.add(steps);
            promise(steps);
        }
    }

    /** What a step fills is promised, unless the driver promises something else itself. */
    private void promise(Steps steps) {
        if (steps instanceof Call<?> call) {
            call.step().fills().forEach(slot -> promised.putIfAbsent(slot, Value.later(slot.key(), slot.output())));
        }
        steps.children().forEach(this::promise);
    }

    @Override
    public void retire(Steps steps) {
        if (!steps.isEmpty()) {
            retire.add(steps);
        }
    }

    @Override
    public <T> void output(Key key, Output<T> output, Value<T> value) {
        promised.put(Slot.of(key, output), value);
    }

    @Override
    public void refuse(Key key, Refusal.Why why, String message, String... help) {
        refused.putIfAbsent(key, Refusal.of(why, key, message, help));
    }

    @Override
    public void later(Key key, String why, Duration again) {
        waiting.put(key, Waiting.of(key, why, again));
    }

    @Override
    public void differs(Key key, FieldPath path, Object from, Object to, Reason why) {
        fields.computeIfAbsent(key, k -> new ArrayList<>(2))
                .add(
                        why == Reason.LEFT
                                ? FieldChange.left(path, shown(from), shown(to))
                                : FieldChange.wanted(path, shown(from), shown(to)));
    }

    private static String shown(Object value) {
        return value instanceof Secret
                ? "***"
                : value instanceof Duration d ? io.portolan.model.Durations.format(d) : value.toString();
    }
}
