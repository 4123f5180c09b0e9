package io.portolan.testkit.memory;

import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.network.Network;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Marks;
import io.portolan.testkit.memory.SharedWorld.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the shared documents and the addresses. */
final class SharedReader {
    private final MemoryClient client;
    private final Flaws flaws;
    private final Scope<LoadBalancer> scope;
    private final Reads reads;
    private final SharedWorld world = new SharedWorld();
    private final Map<Place, Failure> blind = new HashMap<>();
    private final Set<NativeId> absent = new HashSet<>();

    SharedReader(MemoryClient client, Flaws flaws, Scope<LoadBalancer> scope, Reads reads) {
        this.client = client;
        this.flaws = flaws;
        this.scope = scope;
        this.reads = reads;
    }

    /** The name of the document of a network. */
    static String document(@Nullable NativeId network) {
        return "balancer-of-" + (network == null ? "default" : network.value());
    }

    Observation<SharedWorld> observe() {
        list();
        look();
        for (Thing document : world.documents.values()) {
            SharedWorld.sections(document).forEach((name, section) -> sort(document, name, section));
        }
        world.addresses.values().forEach(this::sort);
        believe(scope.memory().doomed());
        if (!flaws.has(Broken.MADE_IS_FORGOTTEN)) {
            believe(scope.memory().made());
        }
        return observation();
    }

    private void list() {
        try {
            Map<String, List<Thing>> all =
                    reads.once(NativeWords.inventory(client.temper()), "", () -> client.inventory(null));
            all.getOrDefault("balancer", List.of()).forEach(t -> world.documents.put(t.id().value(), t));
            all.getOrDefault("address", List.of()).forEach(t -> world.addresses.put(t.id(), t));
            // A list may still show what was deleted a moment ago; what is there all the same is found by id.
            for (NativeId gone : scope.memory().gone()) {
                world.addresses.remove(gone);
                if (gone.part().equals("balancer")) {
                    world.documents.remove(gone.value());
                }
            }
        } catch (PortolanException e) {
            blind(e);
        }
    }

    private void blind(PortolanException e) {
        if (!flaws.has(Broken.UNREAD_IS_ABSENT)) {
            blind.put(Place.of("cloud", "inventory"), e.failure());
            world.blind.add(Place.of("cloud", "inventory"));
        }
    }

    /** By id, what the list lacks: documents that specs or the journal mean, addresses that the journal knows. */
    private void look() {
        Set<String> documents = new TreeSet<>();
        for (LoadBalancer spec : scope.wanted().values()) {
            if (spec.network().isEmpty()) {
                documents.add(document(null));
            } else {
                scope.references()
                        .of(spec.network().get(), Network.ID)
                        .now()
                        .ifPresent(id -> documents.add(document(id)));
            }
        }
        Set<NativeId> addresses = new LinkedHashSet<>();
        for (Map<NativeId, Key> ids : List.of(
                scope.memory().made(), scope.memory().doomed(), scope.memory().intended())) {
            for (NativeId id : ids.keySet()) {
                if (id.part().equals("section")) {
                    documents.add(Section.documentOf(id));
                } else if (id.part().equals("address")) {
                    addresses.add(id);
                }
            }
        }
        documents.removeAll(world.documents.keySet());
        addresses.removeAll(world.addresses.keySet());
        for (Thing document : get(
                "balancer",
                documents.stream().map(d -> NativeId.of("balancer", d)).toList())) {
            world.documents.put(document.id().value(), document);
        }
        get("address", List.copyOf(addresses)).forEach(t -> world.addresses.put(t.id(), t));
        proven(scope.memory().made(), true);
        proven(scope.memory().doomed(), false);
    }

    private List<Thing> get(String type, List<NativeId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        try {
            return reads.once(Verb.GET.call(client.temper(), type), ids, () -> client.get(type, ids));
        } catch (PortolanException e) {
            blind(e);
            return List.of();
        }
    }

    private void proven(Map<NativeId, Key> ids, boolean hides) {
        ids.forEach((id, key) -> {
            boolean there = switch (id.part()) {
                case "address" -> world.addresses.containsKey(id);
                case "balancer" -> world.documents.containsKey(id.value());
                default ->
                    Optional.ofNullable(world.documents.get(Section.documentOf(id)))
                            .filter(d -> SharedWorld.sections(d).containsKey(Section.nameOf(id)))
                            .isPresent();
            };
            if (!there && world.blind.isEmpty()) {
                absent.add(id);
                // A section is read with its document; only a document or an address may still be on its way.
                boolean onItsWay = !id.part().equals("section") || !world.documents.containsKey(Section.documentOf(id));
                if (hides && onItsWay && !flaws.has(Broken.MADE_IS_FORGOTTEN)) {
                    world.hidden.put(key, id);
                }
            }
        });
    }

    private void sort(Thing document, String name, Section section) {
        NativeId id = Section.id(document.id().value(), name);
        String label = document.labels().get(Section.label(name));
        Mark mark = label == null ? null : Marks.fromText(label).orElse(null);
        world.sections.put(id, new Held(id, section, mark));
        if (mark != null && mark.owner().equals(scope.owner())) {
            List<Held> bag = world.held.computeIfAbsent(mark.key(), k -> new ArrayList<>(1));
            if (!flaws.has(Broken.FIRST_OF_THE_BAG) || bag.isEmpty()) {
                bag.add(new Held(id, section, mark));
            }
        }
    }

    private void sort(Thing address) {
        Marks.fromTags(address.labels())
                .filter(m -> m.key().is(LoadBalancer.KIND) && m.owner().equals(scope.owner()))
                .ifPresent(m -> own(m.key(), Part.marked(address, m)));
    }

    private void own(Key key, Part part) {
        if (world.parts.putIfAbsent(part.id(), part) == null) {
            world.own.computeIfAbsent(key, k -> new ArrayList<>(1)).add(part);
        }
    }

    private void believe(Map<NativeId, Key> ids) {
        ids.forEach((id, key) -> {
            Thing address = world.addresses.get(id);
            if (address != null && Marks.fromTags(address.labels()).isEmpty()) {
                own(key, Part.known(address, Mark.Origin.CREATED));
            }
        });
    }

    private Observation<SharedWorld> observation() {
        Observation.Builder<SharedWorld> observation = Observation.of(world);
        Set<Key> keys = new LinkedHashSet<>(world.held.keySet());
        keys.addAll(world.own.keySet());
        keys.addAll(world.hidden.keySet());
        for (Key key : keys) {
            observation.ours(
                    key,
                    found(
                            world.held.getOrDefault(key, List.of()),
                            world.own.getOrDefault(key, List.of()),
                            world.hidden.get(key)));
        }
        adoptable(observation);
        foreign(observation);
        blind.forEach(observation::blind);
        absent.forEach(observation::absent);
        return observation.build();
    }

    private void adoptable(Observation.Builder<SharedWorld> observation) {
        scope.adopt().forEach((key, text) -> {
            Held section = text.contains("/") ? world.sections.get(NativeId.of("section", text)) : null;
            if (section == null) {
                return;
            }
            Thing address = section.section().reserved()
                    ? null
                    : world.addresses.get(section.section().address());
            List<Part> parts = new ArrayList<>(1);
            if (address != null && !flaws.has(Broken.FIRST_PART_ADOPTED)) {
                Part known = world.parts.get(address.id());
                Part part = known != null ? known : Part.foreign(address);
                world.parts.put(address.id(), part);
                parts.add(part);
            }
            boolean ours = section.mark() != null && section.mark().owner().equals(scope.owner());
            if (!ours || parts.stream().anyMatch(Part::foreign)) {
                observation.adoptable(key, found(List.of(section), parts, null));
            }
        });
    }

    private void foreign(Observation.Builder<SharedWorld> observation) {
        Set<Claim> wanted = new HashSet<>();
        scope.wanted().values().forEach(spec -> wanted.addAll(BalancerFields.claims(spec, scope.references())));
        if (wanted.isEmpty()) {
            return;
        }
        for (Held held : world.sections.values()) {
            if (held.mark() != null && held.mark().owner().equals(scope.owner())) {
                continue;
            }
            claims(held).stream()
                    .filter(wanted::contains)
                    .forEach(claim -> observation.foreign(claim, found(List.of(held), List.of(), null)));
        }
    }

    private static Set<Claim> claims(Held held) {
        Set<Claim> claims = new TreeSet<>();
        held.section()
                .listeners()
                .forEach(l -> claims.add(BalancerFields.claim(held.section().address(), l.port(), l.transport())));
        return claims;
    }

    private static Found found(List<Held> sections, List<Part> parts, @Nullable NativeId hidden) {
        Found.Builder found = Found.builder();
        for (Held held : sections) {
            found.part(held.id(), held.origin());
            if (held.mark() != null) {
                found.mark(held.mark());
            }
            claims(held).forEach(found::claim);
            if (held.section().reserved()) {
                found.uses(held.section().address());
            }
            if (held.section().firewall() != null) {
                found.uses(held.section().firewall());
            }
            String document = Section.documentOf(held.id());
            if (!document.equals(document(null))) {
                found.uses(NativeId.of("network", document.substring("balancer-of-".length())));
            }
        }
        for (Part part : parts) {
            found.part(part.id(), part.origin());
            if (part.mark() != null) {
                found.mark(part.mark());
            }
        }
        if (hidden != null) {
            found.part(hidden);
        }
        return found.build();
    }
}
