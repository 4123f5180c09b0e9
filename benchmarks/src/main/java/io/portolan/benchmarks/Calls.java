package io.portolan.benchmarks;

import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.testkit.memory.CloudCall;
import java.time.Duration;
import java.util.List;

/** The native calls of one plan and, where it has steps, of its apply, and the virtual time that they took. */
record Calls(int reads, int writes, Duration time) {
    /** Plans the stack and applies what is planned. */
    static Calls of(Site site, Stack stack, PlanOptions options) {
        site.calls();
        Duration begun = site.passed();
        Plan plan = site.plan(stack, options);
        if (!plan.isEmpty()) {
            site.apply(plan);
        }
        List<CloudCall> calls = site.calls();
        int writes = (int) calls.stream().filter(CloudCall::isWrite).count();
        return new Calls(calls.size() - writes, writes, site.passed().minus(begun));
    }
}
