package io.portolan.testkit.memory;

import io.portolan.Stack;
import io.portolan.testkit.fault.Killed;

/** Applies stacks one after the other, as often as it takes a process that may be killed. */
final class Scenario {
    private Scenario() {}

    /** Whether the process was killed on the way; what came after is not run then. */
    static boolean run(Lab lab, Stack... stacks) {
        for (Stack stack : stacks) {
            try {
                lab.apply(stack);
            } catch (Killed e) {
                return true;
            }
        }
        return false;
    }
}
