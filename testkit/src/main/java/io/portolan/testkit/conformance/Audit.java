package io.portolan.testkit.conformance;

import io.portolan.model.Key;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.ResourceDriver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What is done to drivers on purpose: they plan again over the same world in another order, which is compared, or calls are refused. */
final class Audit {
    private final List<String> differences = new ArrayList<>();
    private final Set<Key> poisoned = new HashSet<>();
    private boolean on;
    private int compared;

    /** Calls for this key are refused from now on, with all that stands in one batch with it. */
    void poison(Key key) {
        poisoned.add(key);
    }

    Planning between(Planning planning) {
        return poisoned.isEmpty() ? planning : new Interposed(planning, poisoned);
    }

    void on() {
        on = true;
    }

    /** The first thing that was planned otherwise the second time. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** How many plans were compared. */
    int compared() {
        return compared;
    }

    <S extends Spec, W> void plan(ResourceDriver<S, W> driver, W world, List<Change<S>> changes) {
        if (!on) {
            return;
        }
        String first = transcript(driver, world, changes);
        List<Change<S>> shuffled = new ArrayList<>(changes);
        Collections.reverse(shuffled);
        compare(driver, "in reverse order", first, transcript(driver, world, shuffled));
        Collections.shuffle(shuffled, new Random(7));
        compare(driver, "in another order", first, transcript(driver, world, shuffled));
        compare(driver, "a second time", first, transcript(driver, world, changes));
    }

    private static <S extends Spec, W> String transcript(
            ResourceDriver<S, W> driver, W world, List<Change<S>> changes) {
        Transcript transcript = new Transcript();
        driver.plan(world, List.copyOf(changes), transcript);
        return transcript.toString();
    }

    private void compare(ResourceDriver<?, ?> driver, String how, String first, String other) {
        compared++;
        if (!first.equals(other) && differences.isEmpty()) {
            List<String> expected = first.lines().toList();
            other.lines()
                    .filter(line -> !expected.contains(line))
                    .findFirst()
                    .ifPresent(line -> differences.add(driver.kind() + ", planned " + how + ", has " + line));
        }
    }
}
