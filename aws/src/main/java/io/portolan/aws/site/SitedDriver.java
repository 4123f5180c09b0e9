package io.portolan.aws.site;

import io.portolan.Health;
import io.portolan.Refusal;
import io.portolan.Support;
import io.portolan.aws.account.Sites;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Value;
import io.portolan.spi.driver.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The drivers of one kind in all sites as one: what is there is looked for in every site, what is wanted goes to its own. One that is to be in another site
 * is made there, then retired here.
 *
 * @param <S> the spec
 * @param <W> what one site's driver reads
 */
public final class SitedDriver<S extends Spec, W> implements ResourceDriver<S, SitedWorld<W>> {
    private final Map<String, ResourceDriver<S, W>> sites;
    private final ResourceDriver<S, W> home;

    private SitedDriver(Map<String, ResourceDriver<S, W>> sites, ResourceDriver<S, W> home) {
        this.sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
        this.home = home;
    }

    /** These drivers of one kind, by their sites; home is among them. */
    @SuppressWarnings("unchecked") // drivers of one kind and one class have one world
    public static ResourceDriver<?, ?> of(Map<String, ResourceDriver<?, ?>> sites) {
        Map<String, ResourceDriver<Spec, Object>> all = new LinkedHashMap<>();
        sites.forEach((site, driver) -> all.put(site, (ResourceDriver<Spec, Object>) driver));
        ResourceDriver<Spec, Object> home = all.get(Sites.HOME);
        if (home == null) {
            throw new IllegalArgumentException("there is no driver at home");
        }
        return new SitedDriver<>(all, home);
    }

    @Override
    public Kind<S> kind() {
        return home.kind();
    }

    @Override
    public Support support() {
        return home.support();
    }

    @Override
    public List<Problem> check(S spec) {
        return home.check(spec);
    }

    @Override
    public Set<Claim> claims(S spec, References references) {
        return home.claims(spec, references);
    }

    @Override
    public Observation<SitedWorld<W>> observe(Scope<S> scope, Reads reads) {
        Map<String, Observation<W>> first = new LinkedHashMap<>();
        sites.forEach((site, driver) -> first.put(site, driver.observe(new SiteScope<>(scope, Map.of()), reads)));
        Map<String, Observation<W>> seen = new LinkedHashMap<>();
        sites.forEach((site, driver) -> {
            // What another site shows as ours is not there; what none shows is asked for by id. The lists are not read
            // again.
            Map<NativeId, Key> made = new LinkedHashMap<>(scope.memory().made());
            first.forEach((other, observation) -> {
                if (!other.equals(site)) {
                    observation
                            .ours()
                            .values()
                            .forEach(found ->
                                    made.keySet().removeAll(found.parts().keySet()));
                }
            });
            seen.put(site, driver.observe(new SiteScope<>(scope, made), reads));
        });
        return merge(seen);
    }

    private Observation<SitedWorld<W>> merge(Map<String, Observation<W>> seen) {
        Observation.Builder<SitedWorld<W>> all = Observation.of(new SitedWorld<>(seen));
        Map<Key, List<Found>> ours = new LinkedHashMap<>();
        Map<NativeId, Integer> absent = new HashMap<>();
        Map<Ref<?>, Integer> missing = new HashMap<>();
        Set<NativeId> present = new HashSet<>();
        seen.forEach((site, one) -> {
            one.ours().forEach((key, found) -> {
                ours.computeIfAbsent(key, k -> new ArrayList<>(1)).add(found);
                present.addAll(found.parts().keySet());
            });
            one.foreign().forEach(all::foreign);
            one.adoptable().forEach(all::adoptable);
            one.unread().forEach(all::unread);
            one.blind().forEach((place, why) -> all.blind(Place.of(place.kind(), place.id() + " of " + site), why));
            one.absent().forEach(id -> absent.merge(id, 1, Integer::sum));
            one.missing().forEach(ref -> missing.merge(ref, 1, Integer::sum));
        });
        ours.forEach((key, found) -> all.ours(key, found.size() == 1 ? found.get(0) : join(found)));
        absent.forEach((id, times) -> {
            if (!present.contains(id)) {
                all.absent(id);
            }
        });
        missing.forEach((ref, times) -> {
            if (times == sites.size()) {
                all.missing(ref);
            }
        });
        return all.build();
    }

    private static Found join(List<Found> all) {
        Found.Builder joined = Found.builder();
        for (Found found : all) {
            found.parts().forEach(joined::part);
            found.marks().forEach(joined::mark);
            found.uses().forEach(used -> joined.uses(used, found.linger(used)));
            found.claims().forEach(joined::claim);
        }
        return joined.build();
    }

    private ResourceDriver<S, W> at(String site) {
        return sites.getOrDefault(site, home);
    }

    @Override
    public <T> Optional<T> output(SitedWorld<W> world, Key key, Output<T> output) {
        List<String> where = world.of(key);
        if (output.equals(Sites.output(kind()))) {
            return where.stream().findFirst().map(output.type()::cast);
        }
        return where.stream()
                .flatMap(site -> at(site).output(world.at(site).world(), key, output).stream())
                .findFirst();
    }

    @Override
    public <T> Optional<T> lookup(SitedWorld<W> world, Ref<S> existing, Output<T> output) {
        return sites.keySet().stream()
                .filter(site -> !world.at(site).missing().contains(existing))
                .flatMap(site -> output.equals(Sites.output(kind()))
                        ? Optional.of(output.type().cast(site)).stream()
                        : at(site).lookup(world.at(site).world(), existing, output).stream())
                .findFirst();
    }

    @Override
    public Optional<View<S>> view(SitedWorld<W> world, Key key) {
        return world.of(key).stream()
                .flatMap(site -> at(site).view(world.at(site).world(), key).stream())
                .findFirst();
    }

    @Override
    public Map<Key, Health> health(SitedWorld<W> world, Set<Key> keys, Reads reads) {
        Map<Key, Health> health = new LinkedHashMap<>();
        sites.forEach((site, driver) -> {
            Set<Key> there = new LinkedHashSet<>(keys);
            there.retainAll(world.at(site).ours().keySet());
            health.putAll(driver.health(world.at(site).world(), there, reads));
        });
        return health;
    }

    @Override
    public void plan(SitedWorld<W> world, List<Change<S>> changes, Planning planning) {
        Map<String, List<Change<S>>> bySite = new LinkedHashMap<>();
        sites.keySet().forEach(site -> bySite.put(site, new ArrayList<>()));
        for (Change<S> change : changes) {
            boolean wanted = change.intent() == Change.Intent.APPLY || change.intent() == Change.Intent.ADOPT;
            String own = wanted ? site(change) : "";
            if (wanted && !sites.containsKey(own)) {
                planning.refuse(
                        change.key(),
                        Refusal.Why.UNSUPPORTED,
                        "there is no site " + own,
                        "give the provider that site, or name one of " + sites.keySet());
                continue;
            }
            Optional<String> elsewhere = adoptedIn(change, world).filter(site -> wanted && !site.equals(own));
            if (elsewhere.isPresent()) {
                planning.refuse(
                        change.key(),
                        Refusal.Why.UNSUPPORTED,
                        "what is to be adopted is in site " + elsewhere.get() + ", not in " + own,
                        "name that site in its options, or leave lifecycle.adopt away to have one made");
                continue;
            }
            if (wanted) {
                planning.output(change.key(), Sites.output(kind()), Value.of(own));
            }
            bySite.forEach((site, list) -> split(change, site, own, world).ifPresent(list::add));
        }
        bySite.forEach((site, list) -> at(site).plan(world.at(site).world(), list, planning));
    }

    /** What a change is to one site; empty where it is nothing. */
    private Optional<Change<S>> split(Change<S> change, String site, String own, SitedWorld<W> world) {
        Found ours = change.ours().flatMap(parts -> world.ours(site, parts)).orElse(null);
        Found adopted =
                change.adopted().flatMap(parts -> world.adoptable(site, parts)).orElse(null);
        if (site.equals(own)) {
            return Optional.of(new SiteChange<>(change, change.intent(), ours, adopted));
        }
        if (ours == null) {
            return Optional.empty();
        }
        return Optional.of(
                new SiteChange<>(change, own.isEmpty() ? change.intent() : Change.Intent.DELETE, ours, null));
    }

    private Optional<String> adoptedIn(Change<S> change, SitedWorld<W> world) {
        return change.adopted()
                .flatMap(parts -> sites.keySet().stream()
                        .filter(site -> world.adoptable(site, parts).isPresent())
                        .findFirst());
    }

    /** Where it is to be: as its options say, else where what it refers to is, else at home. */
    private static String site(Change<?> change) {
        Optional<String> named = change.resource().stream()
                .flatMap(resource -> resource.options().stream())
                .filter(Placed.class::isInstance)
                .flatMap(options -> ((Placed) options).site().stream())
                .findFirst();
        return named.or(() -> change.desired().stream()
                        .flatMap(spec -> spec.references().stream())
                        .flatMap(ref -> change.references().of(ref, Sites.output(ref.kind())).now().stream())
                        .findFirst())
                .orElse(Sites.HOME);
    }
}
