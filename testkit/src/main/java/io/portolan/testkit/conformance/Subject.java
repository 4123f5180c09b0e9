package io.portolan.testkit.conformance;

import io.portolan.model.NativeId;
import io.portolan.spi.Config;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider's author gives to the kit: one native side, empty and isolated from all others, and how a provider for it is made.
 *
 * <p>The native side outlives providers. A rule lets a process crash by dropping the provider and asking {@link #factory()} for another one; several
 * providers may be open on one native side at once. A folder for {@code ProviderContext.data()} is made by the kit and stays the same for
 * all of them.
 *
 * <p>What is optional may be left out: the rules that need it say in one line that they are skipped.
 */
public interface Subject extends AutoCloseable {

    /** Makes providers for this native side. */
    ProviderFactory factory();

    /** Adds the settings that a provider for this native side needs. */
    default Config configure(Config config) {
        return config;
    }

    /** The time of the native side and of every engine: a virtual one where that is possible, so that waits cost nothing. */
    default Timekeeper time() {
        return Timekeeper.system();
    }

    /** For how long a listing may lack what was made, or show what was deleted. */
    default Duration lag() {
        return Duration.ZERO;
    }

    /** Machines that volumes can be attached to and that can be targets; two at least. */
    default List<String> instances() {
        return List.of("i-1", "i-2");
    }

    /** Zones, as specs name them; two at least where the provider declares zones. */
    default List<String> zones() {
        return List.of("a", "b");
    }

    /** Regions, as answers by latency name them; two at least where the provider declares latency. */
    default List<String> regions() {
        return List.of("near", "far");
    }

    /** In how many zones a balancer of HTTP stands at least: the kit's have a subnet in each. */
    default int zonesOfHttpBalancers() {
        return 1;
    }

    /**
     * Everything native that exists, whoever's it is and whatever listings show, with its content as text: how orphans, duplicates and damage to
     * what is not ours are found.
     */
    default Optional<Map<NativeId, String>> census() {
        return Optional.empty();
    }

    /** Every write that has arrived so far, refused ones included, in order: how what was shown is compared with what was sent. */
    default Optional<List<Received>> received() {
        return Optional.empty();
    }

    /** Lets the next batches of so many break in the middle, where batches can; 0: none any more. */
    default void halveBatches(int batches) {}

    /** How many record sets one page of a list has; economy is counted in pages. */
    default int pageSize() {
        return 300;
    }

    /** Whether record sets are written in batches; where each is written alone, the kit asks for no economy. */
    default boolean batchesRecordSets() {
        return true;
    }

    /** How reports call it. */
    default String name() {
        return factory().type();
    }

    /** Takes the native side down. */
    @Override
    default void close() {}
}
