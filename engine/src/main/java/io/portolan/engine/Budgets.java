package io.portolan.engine;

import io.portolan.spi.Timekeeper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The budgets of all providers of one {@link Portolan}: providers at one place, such as one account and region, share them. */
final class Budgets {
    private record Name(String place, String family) {}

    private final Timekeeper time;
    private final Map<Name, Budget> budgets = new ConcurrentHashMap<>();

    Budgets(Timekeeper time) {
        this.time = time;
    }

    /** The budget of an API family at a place. */
    Budget of(String place, String family) {
        return budgets.computeIfAbsent(new Name(place, family), name -> new Budget(time));
    }
}
