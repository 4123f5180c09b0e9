package io.portolan.testkit.memory;

import io.portolan.spi.driver.Step;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The mistakes that are switched on; none in a control. */
final class Flaws {
    private final Set<Broken> on;

    Flaws(Collection<Broken> on) {
        this.on = on.isEmpty() ? EnumSet.noneOf(Broken.class) : EnumSet.copyOf(on);
    }

    boolean has(Broken flaw) {
        return on.contains(flaw);
    }

    boolean sendsTokens() {
        return !has(Broken.TOKEN_NOT_SENT);
    }

    boolean waits() {
        return !has(Broken.NO_WAIT);
    }

    boolean omits(Step step, String argument) {
        return has(Broken.NO_CONDITION) && step.conditions().contains(argument);
    }

    void tamper(Step step, Map<String, Object> arguments) {
        if (has(Broken.ARGUMENT_BEHIND_THE_BACK) && arguments.containsKey("name")) {
            arguments.put("name", arguments.get("name") + "-x");
        }
    }
}
