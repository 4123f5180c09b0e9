package io.portolan.cli.workspace;

import io.portolan.engine.PlanOptions;
import io.portolan.model.Feature;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Which losses of DEGRADED features are agreed to: all, or those of some features. */
public final class Losses {
    /** None. */
    public static final Losses NONE = new Losses(false, Set.of());
    /** All. */
    public static final Losses ALL = new Losses(true, Set.of());

    private final boolean all;
    private final Set<Feature> features;

    private Losses(boolean all, Set<Feature> features) {
        this.all = all;
        this.features = Set.copyOf(features);
    }

    /** Reads {@code all}, or features such as {@code LoadBalancer idle timeout}, with commas between several. */
    public static Losses parse(Collection<String> texts) {
        Set<Feature> features = new TreeSet<>();
        for (String text : texts) {
            for (String word : text.split(",", -1)) {
                String name = word.strip();
                if (name.equals("all")) {
                    return ALL;
                }
                int space = name.indexOf(' ');
                if (space <= 0) {
                    throw InputException.of(
                            "P090",
                            "this is no feature: " + name,
                            "write all, or a kind and a feature as portolan support lists them: LoadBalancer idle timeout");
                }
                features.add(Feature.of(
                        name.substring(0, space), name.substring(space + 1).strip()));
            }
        }
        return new Losses(false, features);
    }

    /** These and those. */
    public static Losses both(Losses one, Losses other) {
        Set<Feature> features = new TreeSet<>(one.features);
        features.addAll(other.features);
        return new Losses(one.all || other.all, features);
    }

    /** Whether this one is agreed to. */
    public boolean accepts(Feature feature) {
        return all || features.contains(feature);
    }

    /** The same said to the engine. */
    public PlanOptions in(PlanOptions options) {
        return all ? options.acceptDegraded() : options.acceptDegraded(features);
    }
}
