package io.portolan.baremetal.embedded;

import io.portolan.PortolanException;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Marks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Observes record sets: those of every zone that is wanted, and those with the owner's mark anywhere. */
final class RecordSetReader {
    private static final String ZONE = "zone";

    private final CloudWire wire;
    private final Scope<RecordSet> scope;
    private final Reads reads;

    RecordSetReader(CloudWire wire, Scope<RecordSet> scope, Reads reads) {
        this.wire = wire;
        this.scope = scope;
        this.reads = reads;
    }

    Observation<RecordSetWorld> observe() {
        Map<NativeId, Ref<?>> names = Outputs.names(scope);
        Set<String> zones = zones();
        List<Native> listed;
        try {
            listed = wire.list(
                    reads, "records", "records.list", Map.of("zones", List.copyOf(zones), "mark", ownerMark()));
        } catch (PortolanException e) {
            Observation.Builder<RecordSetWorld> blind =
                    Observation.of(new RecordSetWorld(scope.owner(), List.of(), names));
            scope.wanted().keySet().forEach(key -> blind.unread(key, e.failure()));
            zones.forEach(zone -> blind.blind(Place.of(ZONE, zone), e.failure()));
            return blind.blind(Place.of("cloud", "records"), e.failure()).build();
        }
        return observed(new RecordSetWorld(scope.owner(), listed, names));
    }

    private Set<String> zones() {
        Set<String> zones = new TreeSet<>();
        scope.wanted().values().forEach(spec -> zone(spec).ifPresent(zones::add));
        for (Place place : scope.memory().places()) {
            if (place.kind().equals(ZONE)) {
                zones.add(place.id());
            }
        }
        return zones;
    }

    private Optional<String> zone(RecordSet spec) {
        return scope.references().of(spec.zone(), DnsZone.ID).now().map(NativeId::value);
    }

    private Map<String, String> ownerMark() {
        Map<String, String> tags = Marks.toTags(Mark.of(scope.owner(), Key.of(RecordSet.KIND, "any")));
        return Map.of("portolan-owner", tags.getOrDefault("portolan-owner", scope.owner()));
    }

    private Observation<RecordSetWorld> observed(RecordSetWorld world) {
        Observation.Builder<RecordSetWorld> observation = Observation.of(world);
        world.ours().forEach((key, sets) -> observation.ours(key, found(sets)));
        Set<Claim> wanted = new LinkedHashSet<>();
        RecordSetDriver driver = new RecordSetDriver(wire);
        scope.wanted().values().forEach(spec -> wanted.addAll(driver.claims(spec, scope.references())));
        for (Native set : world.sets()) {
            Claim claim = claim(set);
            if (!world.isOurs(set) && wanted.contains(claim)) {
                observation.foreign(claim, found(List.of(set)));
            }
        }
        scope.adopt().forEach((key, words) -> {
            Optional<String> zone = Optional.ofNullable(scope.wanted().get(key)).flatMap(this::zone);
            world.named(words, zone)
                    .filter(set -> set.mark()
                            .filter(mark -> mark.sameResource(Mark.of(scope.owner(), key)))
                            .isEmpty())
                    .ifPresent(set -> observation.adoptable(key, found(List.of(set))));
        });
        return observation.build();
    }

    private static Claim claim(Native set) {
        return RecordSetDriver.claim(set.text(ZONE), set.text("name"), set.text("type"));
    }

    /** Resolvers go on answering with a balancer for as long as the TTL. */
    private static Found found(List<Native> sets) {
        Found.Builder found = Found.builder();
        for (Native set : sets) {
            found.part(
                    RecordSetWorld.Place.of(set).id(),
                    set.mark().map(Mark::origin).orElse(Mark.Origin.ADOPTED));
            set.mark().ifPresent(found::mark);
            found.claim(claim(set)).uses(NativeId.of(ZONE, set.text(ZONE)));
            RecordSetTranslation.balancers(set)
                    .forEach(balancer -> found.uses(balancer, RecordSetTranslation.ttl(set)));
        }
        return found.build();
    }
}
