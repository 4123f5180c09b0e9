package io.portolan.testkit.memory;

import io.portolan.Code;
import io.portolan.PortolanException;
import io.portolan.dns.DnsName;
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
import io.portolan.testkit.memory.RecordWorld.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the zones that matter: those that specs name, those that we wrote to once, those that are ours. */
final class RecordReader {
    private final MemoryClient client;
    private final Flaws flaws;
    private final Scope<RecordSet> scope;
    private final Reads reads;
    private final RecordWorld world;
    private final RecordClaims claims;
    private final List<Held> others = new ArrayList<>();
    private final Map<Ref<DnsZone>, Set<String>> unknown = new HashMap<>();

    RecordReader(MemoryClient client, Flaws flaws, Scope<RecordSet> scope, Reads reads) {
        this.client = client;
        this.flaws = flaws;
        this.scope = scope;
        this.reads = reads;
        this.world = new RecordWorld(scope.wanted().size());
        this.claims = new RecordClaims(client.temper());
    }

    /** The id of a record set. */
    static NativeId id(String zone, RecordName name) {
        return NativeId.of("rrset", zone + " " + name);
    }

    Observation<RecordWorld> observe() {
        Observation.Builder<RecordWorld> observation = Observation.of(world);
        Set<String> zones = zones(observation);
        unknown.values().forEach(zones::addAll);
        for (String zone : zones) {
            read(zone, observation);
        }
        world.zones.forEach((zone, sets) -> sets.values().forEach(set -> sort(zone, set)));
        world.bags.forEach((key, bag) -> observation.ours(key, found(bag)));
        if (!others.isEmpty()) {
            others(observation);
        }
        return observation.build();
    }

    /** What is not ours matters where a wanted key claims it. */
    private void others(Observation.Builder<RecordWorld> observation) {
        Set<Claim> wanted = new HashSet<>();
        Map<Claim, Key> adopted = new HashMap<>();
        scope.wanted().forEach((key, spec) -> {
            Set<Claim> own = new HashSet<>(claims.of(spec, scope.references()));
            for (String zone : unknown.getOrDefault(spec.zone(), Set.of())) {
                own.add(claims.of(zone, new RecordName(spec.name(), claims.type(spec, scope.references()))));
            }
            wanted.addAll(own);
            if (scope.adopt().containsKey(key)) {
                own.forEach(claim -> adopted.put(claim, key));
            }
        });
        for (Held held : others) {
            Claim claim = claims.of(held.zone(), held.set().name());
            Key adopter = adopted.get(claim);
            if (adopter != null) {
                world.held.put(held.id(), held);
                observation.adoptable(adopter, found(List.of(held)));
            } else if (wanted.contains(claim)) {
                observation.foreign(claim, found(List.of(held)));
            }
        }
    }

    private Set<String> zones(Observation.Builder<RecordWorld> observation) {
        Set<String> zones = new LinkedHashSet<>();
        Set<Ref<DnsZone>> missing = new HashSet<>();
        scope.wanted().values().stream()
                .map(RecordSet::zone)
                .distinct()
                .forEach(ref -> scope.references()
                        .of(ref, DnsZone.ID)
                        .now()
                        .ifPresentOrElse(id -> zones.add(id.value()), () -> missing.add(ref)));
        scope.memory().places().stream()
                .filter(place -> place.kind().equals("zone"))
                .forEach(place -> zones.add(place.id()));
        String call = NativeWords.inventory(client.temper());
        String host = client.temper() == Temper.HOST ? client.options().hosts().get(0) : "";
        try {
            List<Thing> all = reads.once(call, host, () -> client.inventory(host.isEmpty() ? null : host))
                    .getOrDefault("zone", List.of());
            for (Thing zone : all) {
                Marks.fromTags(zone.labels())
                        .filter(mark -> mark.owner().equals(scope.owner()))
                        .ifPresent(mark -> zones.add(zone.id().value()));
            }
            if (!missing.isEmpty()) {
                guess(missing, all);
            }
        } catch (PortolanException e) {
            observation.blind(Place.of("cloud", "inventory"), e.failure());
        }
        return zones;
    }

    /** Zones that are about to be taken over: those in which the wanted names would lie. */
    private void guess(Set<Ref<DnsZone>> missing, List<Thing> all) {
        for (RecordSet spec : scope.wanted().values()) {
            if (missing.contains(spec.zone())) {
                for (Thing zone : all) {
                    if (zone.get("dnsName", DnsName.class)
                            .filter(spec.name()::isWithin)
                            .isPresent()) {
                        unknown.computeIfAbsent(spec.zone(), r -> new HashSet<>())
                                .add(zone.id().value());
                    }
                }
            }
        }
    }

    private void read(String zone, Observation.Builder<RecordWorld> observation) {
        try {
            Map<RecordName, Rrset> sets = new LinkedHashMap<>();
            for (Rrset set : reads.once(NativeWords.list(client.temper()), zone, () -> client.records(zone))) {
                sets.put(set.name(), set);
            }
            world.zones.put(zone, sets);
        } catch (PortolanException e) {
            if (e.code() != Code.NOT_FOUND && !flaws.has(Broken.UNREAD_IS_ABSENT)) {
                observation.blind(Place.of("zone", zone), e.failure());
                world.blind.add(zone);
            }
        }
    }

    private void sort(String zone, Rrset set) {
        NativeId id = id(zone, set.name());
        Mark mark = set.labels().isEmpty() ? null : Marks.fromTags(set.labels()).orElse(null);
        boolean ours = mark != null && mark.owner().equals(scope.owner());
        if (!ours && flaws.has(Broken.INTENDED_IS_OURS)) {
            Key intended = scope.memory().intended().get(id);
            mark = intended == null ? mark : Mark.of(scope.owner(), intended);
            ours = intended != null;
        }
        Held held = new Held(id, zone, set, mark);
        if (mark != null && ours) {
            world.held.put(id, held);
            world.bags.computeIfAbsent(mark.key(), k -> new ArrayList<>(1)).add(held);
        } else {
            others.add(held);
        }
    }

    private Found found(List<Held> bag) {
        Found.Builder found = Found.builder();
        for (Held held : bag) {
            found.part(held.id(), held.origin())
                    .claim(claims.of(held.zone(), held.set().name()));
            if (held.mark() != null) {
                found.mark(held.mark());
            }
            found.uses(NativeId.of("zone", held.zone()));
            for (Rrset.Data answer : held.set().answers()) {
                if (answer.target() != null) {
                    found.uses(answer.target(), held.set().ttl());
                }
            }
        }
        return found.build();
    }
}
