package io.portolan.benchmarks;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.testkit.fault.VirtualTime;
import io.portolan.testkit.memory.CloudCall;
import io.portolan.testkit.memory.CloudOptions;
import io.portolan.testkit.memory.MemoryCloud;
import io.portolan.testkit.memory.MemoryProviderFactory;
import io.portolan.testkit.memory.Temper;
import java.time.Duration;
import java.util.List;

/** A memory cloud with pages of 300 and an engine at it. Every call takes a fixed virtual time, and no real one beyond the work it is. */
final class Site implements AutoCloseable {
    private final VirtualTime time = VirtualTime.start();
    private final MemoryCloud cloud;
    private final Portolan portolan;

    /** One call after the other. */
    Site(Temper temper, Duration perCall) {
        this(CloudOptions.calm(temper), perCall);
    }

    /** One call after the other. */
    Site(CloudOptions.Builder habits, Duration perCall) {
        this(habits, perCall, 1);
    }

    Site(CloudOptions.Builder habits, Duration perCall, int parallelism) {
        cloud = MemoryCloud.of(habits.pageSize(300).build(), time);
        portolan = Portolan.builder()
                .provider("memory", MemoryProviderFactory.of(cloud), config -> config)
                .state(StateStore.memory())
                .time(time)
                .parallelism(parallelism)
                .wire(wire -> new SlowWire(wire, time, perCall))
                .build();
    }

    Plan plan(Stack stack) {
        return plan(stack, PlanOptions.standard());
    }

    Plan plan(Stack stack, PlanOptions options) {
        return portolan.plan(stack, options);
    }

    /** Applies what a plan says; anything but a complete success ends the benchmark. */
    Outcome apply(Plan plan) {
        Outcome outcome = portolan.apply(plan);
        if (outcome.status() != Outcome.Status.DONE) {
            throw new IllegalStateException("apply ended " + outcome.status() + ": " + outcome.failures()
                    + outcome.refusals() + plan.refusals() + plan.waiting());
        }
        return outcome;
    }

    /** Applies a stack and takes a plan after it that has to be empty. */
    void converge(Stack stack) {
        apply(plan(stack));
        Plan again = plan(stack);
        if (!again.isEmpty()) {
            throw new IllegalStateException("the plan after an apply is not empty: " + again);
        }
        cloud.clearLog();
    }

    /** The calls since the last time this was asked. */
    List<CloudCall> calls() {
        List<CloudCall> calls = cloud.log();
        cloud.clearLog();
        return calls;
    }

    /** The virtual time so far. */
    Duration passed() {
        return time.passed();
    }

    @Override
    public void close() {
        portolan.close();
    }
}
