package io.portolan.testkit.conformance;

import io.portolan.Level;
import io.portolan.Support;
import io.portolan.model.Feature;
import io.portolan.model.Kind;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.util.List;
import java.util.Map;

/** What a provider declares, for the choice of specs that it should hold. */
public final class Declared {
    private final Map<String, Support> support;
    private final List<String> instances;
    private final List<String> zones;
    private final List<String> regions;
    private final int zonesOfHttpBalancers;

    Declared(
            Map<String, Support> support,
            List<String> instances,
            List<String> zones,
            List<String> regions,
            int zonesOfHttpBalancers) {
        this.zonesOfHttpBalancers = zonesOfHttpBalancers;
        this.support = Map.copyOf(support);
        this.instances = List.copyOf(instances);
        this.zones = List.copyOf(zones);
        this.regions = List.copyOf(regions);
    }

    /** Whether there is a driver for this kind. */
    public boolean has(Kind<?> kind) {
        return support.containsKey(kind.name());
    }

    /** How a feature is held; UNSUPPORTED where its kind has no driver. */
    public Support.Entry entry(Feature feature) {
        return support.getOrDefault(feature.kind(), Support.builder().build()).of(feature);
    }

    /** How well a feature is held. */
    public Level level(Feature feature) {
        return entry(feature).level();
    }

    /** Whether a feature is held without a loss. */
    public boolean holds(Feature feature) {
        Level level = level(feature);
        return level == Level.NATIVE || level == Level.EMULATED;
    }

    /** Whether a spec is held without a loss, as far as tables can say. */
    public boolean holds(Spec spec) {
        return has(spec.kind()) && spec.uses().stream().allMatch(this::holds);
    }

    private boolean holds(Use use) {
        return holds(use.feature())
                && use.value().map(entry(use.feature())::holds).orElse(true);
    }

    /** This value, or the nearest one that the provider declares to hold. */
    public <T extends Comparable<T>> T within(Feature feature, Class<T> type, T value) {
        Support.Entry entry = entry(feature);
        T low = entry.min().map(type::cast).orElse(value);
        T high = entry.max().map(type::cast).orElse(value);
        return value.compareTo(low) < 0 ? low : value.compareTo(high) > 0 ? high : value;
    }

    /** A machine of the subject. */
    public String instance(int n) {
        return instances.get(n % instances.size());
    }

    /** A zone of the subject. */
    public String zone(int n) {
        return zones.get(n % zones.size());
    }

    /** A region of the subject. */
    public String region(int n) {
        return regions.get(n % regions.size());
    }

    /** In how many zones a balancer of HTTP stands at least. */
    int zonesOfHttpBalancers() {
        return zonesOfHttpBalancers;
    }

    Map<String, Support> support() {
        return support;
    }
}
