package io.portolan.aws.volume;

import java.util.Optional;

/**
 * How a volume may be taken from the machine that has it. That a machine can't write any more is proven by its state, never by time: AWS refuses a second
 * holder until the first has let go, and letting go by force is safe only when the first has ended. Pure.
 */
enum Fence {
    /** Without force: a machine that runs keeps it until it lets go. */
    ASK,
    /** By force: the machine has ended, and the volume is stuck. */
    FORCE,
    /** Not now: the machine is between two states, and nothing is certain. */
    WAIT;

    /**
     * The way that is safe.
     *
     * @param machine as it was read; empty where AWS knows none, which is asked and never forced
     */
    static Fence of(Held held, Optional<Machine> machine) {
        if (machine.filter(Machine::isBetween).isPresent()) {
            return WAIT;
        }
        boolean stuck = held.state().equals("busy") || held.state().equals("detaching");
        return stuck && machine.filter(Machine::isEnded).isPresent() ? FORCE : ASK;
    }
}
