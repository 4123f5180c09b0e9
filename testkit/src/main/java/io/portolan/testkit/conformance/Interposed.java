package io.portolan.testkit.conformance;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
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

/** Passes a plan on with something in front of every call: the call is refused when one of its keys is poisoned, as a provider refuses a batch. */
final class Interposed implements Planning {
    private final Planning planning;
    private final Set<Key> poisoned;

    Interposed(Planning planning, Set<Key> poisoned) {
        this.planning = planning;
        this.poisoned = poisoned;
    }

    private Steps around(Steps steps) {
        List<Steps> children = steps.children().stream().map(this::around).toList();
        return switch (steps.order()) {
            case CALL -> around((Call<?>) steps);
            case SEQUENCE -> Steps.sequence(children);
            case PARALLEL -> Steps.parallel(children);
        };
    }

    private <R> Call<R> around(Call<R> call) {
        Step step = call.step();
        if (step.type() == Step.Type.AWAIT) {
            return call;
        }
        Call<R> other = step.call(run -> {
            refuse(step);
            return call.run(run);
        });
        return call.waiting()
                .map(w -> other.until(w.what(), w.poll(), w.most(), w.onTimeout()))
                .orElse(other);
    }

    private void refuse(Step step) {
        if (step.keys().stream().anyMatch(poisoned::contains)) {
            throw new PortolanException(
                    Failure.of(Code.INVALID, "something in it is wrong").nativeCall(step.nativeCall()));
        }
    }

    @Override
    public void make(Steps steps) {
        planning.make(around(steps));
    }

    @Override
    public void retire(Steps steps) {
        planning.retire(around(steps));
    }

    @Override
    public <T> void output(Key key, Output<T> output, Value<T> value) {
        planning.output(key, output, value);
    }

    @Override
    public void refuse(Key key, Refusal.Why why, String message, String... help) {
        planning.refuse(key, why, message, help);
    }

    @Override
    public void later(Key key, String why, Duration again) {
        planning.later(key, why, again);
    }

    @Override
    public void differs(Key key, FieldPath path, Object from, Object to, Reason why) {
        planning.differs(key, path, from, to, why);
    }
}
