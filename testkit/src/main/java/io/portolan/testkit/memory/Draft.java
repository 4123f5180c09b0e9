package io.portolan.testkit.memory;

import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A step that is still being described. */
final class Draft {
    /** What is waited for after the call. */
    enum Until {
        ANSWERED,
        DONE,
        READY
    }

    private final Step step;
    private final Until until;
    private final List<BiConsumer<Running, Answer>> then = new ArrayList<>(2);

    Draft(Step step, Until until) {
        this.step = step;
        this.until = until;
    }

    Step step() {
        return step;
    }

    /** What happens with the answer. */
    Draft then(BiConsumer<Running, Answer> consumer) {
        then.add(consumer);
        return this;
    }

    Steps build(NativeWrite write) {
        Call<Answer> call = write.call(step, (run, answer) -> then.forEach(c -> c.accept(run, answer)));
        return switch (until) {
            case ANSWERED -> call;
            case DONE -> write.operation(call);
            case READY -> write.ready(call);
        };
    }
}
