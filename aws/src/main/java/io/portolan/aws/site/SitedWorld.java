package io.portolan.aws.site;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Observation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was seen in each site. Immutable.
 *
 * @param <W> what one site's driver makes of it
 */
final class SitedWorld<W> {
    private final Map<String, Observation<W>> seen;

    SitedWorld(Map<String, Observation<W>> seen) {
        this.seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }

    /** The observations, home first. */
    Map<String, Observation<W>> all() {
        return seen;
    }

    Observation<W> at(String site) {
        return Objects.requireNonNull(seen.get(site), site);
    }

    /** The sites that have something of a key, home first. */
    List<String> of(Key key) {
        return seen.entrySet().stream()
                .filter(e -> e.getValue().ours().containsKey(key))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a site has of these parts that are ours. */
    Optional<Found> ours(String site, Found parts) {
        return at(site).ours().values().stream()
                .filter(found -> shares(found, parts))
                .findFirst();
    }

    /** What a site has of these parts that are to be taken over. */
    Optional<Found> adoptable(String site, Found parts) {
        return at(site).adoptable().values().stream()
                .filter(found -> shares(found, parts))
                .findFirst();
    }

    private static boolean shares(Found found, Found parts) {
        for (NativeId id : found.parts().keySet()) {
            if (parts.parts().containsKey(id)) {
                return true;
            }
        }
        return false;
    }
}
