package io.portolan.testkit.conformance;

import io.portolan.Refusal;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Output;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A plan as text in which the order means nothing where it means nothing to the engine. */
final class Transcript implements Planning {
    private final Set<String> lines = new TreeSet<>();

    @Override
    public void make(Steps steps) {
        lines.add("make " + text(steps));
    }

    @Override
    public void retire(Steps steps) {
        lines.add("retire " + text(steps));
    }

    private static String text(Steps steps) {
        return switch (steps.order()) {
            case CALL -> text((Call<?>) steps);
            case SEQUENCE ->
                steps.children().stream().map(Transcript::text).toList().toString();
            case PARALLEL ->
                steps.children().stream()
                        .map(Transcript::text)
                        .sorted()
                        .toList()
                        .toString();
        };
    }

    private static String text(Call<?> call) {
        Step step = call.step();
        List<Key> keys = step.keys().stream().sorted().toList();
        return step.type() + " " + step.nativeCall() + " " + keys + " " + Tokens.of(step.arguments()) + " "
                + step.conditions()
                + " " + step.repeat() + " " + step.ids() + " " + step.exclusive() + " " + step.impacts() + " "
                + step.fills() + call.waiting().map(w -> " until " + w.what()).orElse("");
    }

    @Override
    public <T> void output(Key key, Output<T> output, Value<T> value) {
        lines.add("output " + key + " " + output + " " + value);
    }

    @Override
    public void refuse(Key key, Refusal.Why why, String message, String... help) {
        lines.add("refuse " + key + " " + why + " " + message);
    }

    @Override
    public void later(Key key, String why, Duration again) {
        lines.add("later " + key + " " + why);
    }

    @Override
    public void differs(Key key, FieldPath path, Object from, Object to, Reason why) {
        lines.add("differs " + key + " " + path + " " + from + " -> " + to + " " + why);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
