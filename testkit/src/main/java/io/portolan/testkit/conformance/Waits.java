package io.portolan.testkit.conformance;

import io.portolan.Impact;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.model.Key;
import java.time.Duration;

/** Times and announcements that several rules need. */
final class Waits {
    /** For how long the engine may take what it made for missing from a list, and what it deleted for a ghost. */
    static final Duration LISTING_WINDOW = Duration.ofMinutes(1);

    private Waits() {}

    /** Whether the old goes before the new is made, because the two can't stand side by side. */
    static boolean makesRoom(Plan plan, Key key) {
        return plan.steps().stream()
                .anyMatch(s -> s.kind() == PlannedStep.Kind.DELETE
                        && !s.retire()
                        && s.keys().contains(key));
    }

    /** Whether a plan says that users of this resource are cut off for a while. */
    static boolean isAnnounced(Plan plan, Key key) {
        return plan.steps().stream()
                .filter(s -> s.keys().contains(key))
                .flatMap(s -> s.impacts().stream())
                .anyMatch(i -> i == Impact.INTERRUPTS || i == Impact.CUTS_CONNECTIONS || i == Impact.LOSES_ADDRESS);
    }
}
