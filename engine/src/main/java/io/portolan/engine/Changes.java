package io.portolan.engine;

import io.portolan.Refusal;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change.Intent;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.ResourceDriver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what is wanted and what is there into one list of changes for one kind: what stays, comes, goes, is renamed, adopted or kept. */
final class Changes<S extends Spec, W> {
    /** A resource of the stack beside what is there of it. */
    private record Wanted<S>(
            Resource resource,
            S spec,
            Set<Claim> claims,
            @Nullable Found ours) {
        Key key() {
            return resource.key();
        }
    }

    /** What is to become of some of them. */
    private record Applied<S extends Spec>(List<KeyChange<S>> changes, List<Refusal> refusals) {}

    private final Stack stack;
    private final PlanOptions options;
    private final Inventory inventory;
    private final ResourceDriver<S, W> driver;
    private final Observation<W> observation;
    private final Set<Ref<?>> missing;
    private final Map<Key, Refusal> refused;
    private final Workers workers;
    private final List<KeyChange<S>> changes;
    private final Map<Key, Key> handedOver = new HashMap<>();
    private final Map<Key, Key> earlier = new HashMap<>();

    Changes(
            Stack stack,
            PlanOptions options,
            Inventory inventory,
            Inventory.Seen<S, W> seen,
            Set<Ref<?>> missing,
            Map<Key, Refusal> refused,
            Workers workers) {
        this.stack = stack;
        this.options = options;
        this.inventory = inventory;
        this.driver = seen.driver();
        this.observation = seen.observation();
        this.missing = missing;
        this.refused = refused;
        this.workers = workers;
        this.changes = new ArrayList<>(observation.ours().size());
    }

    /**
     * The changes in the order of the stack, then what the stack does not name.
     *
     * @param resources those of the stack that are of this kind; all of them, in order
     */
    List<KeyChange<S>> list(List<Resource> resources) {
        List<Wanted<S>> wanted = new ArrayList<>(resources.size());
        workers.slices(resources, this::beside).forEach(wanted::addAll);
        long there = wanted.stream().filter(each -> each.ours != null).count();
        Map<Key, Found> left = there == observation.ours().size() ? Map.of() : left(wanted);
        refuseSharedClaims(wanted);
        if (!left.isEmpty()) {
            handOver(wanted, left);
        }
        for (Applied<S> slice : workers.slices(wanted, this::apply)) {
            changes.addAll(slice.changes);
            slice.refusals.forEach(refusal -> refusal.key().ifPresent(key -> refuse(key, refusal)));
        }
        left.forEach((key, found) -> {
            if (!handedOver.containsKey(key) && !observation.unread().containsKey(key)) {
                leave(key, found);
            }
        });
        return changes;
    }

    private List<Wanted<S>> beside(List<Resource> resources) {
        List<Wanted<S>> wanted = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            S spec = driver.kind().type().cast(resource.spec());
            Found ours = observation.ours().get(resource.key());
            wanted.add(new Wanted<>(resource, spec, driver.claims(spec, inventory), ours));
        }
        return wanted;
    }

    private static int capacity(int entries) {
        return entries * 4 / 3 + 1;
    }

    /** What is ours and not wanted. */
    private Map<Key, Found> left(List<Wanted<S>> wanted) {
        Map<Key, Found> left = new LinkedHashMap<>(observation.ours());
        wanted.forEach(each -> left.remove(each.key()));
        return left;
    }

    private void refuseSharedClaims(List<Wanted<S>> wanted) {
        Map<Claim, Key> first = new HashMap<>(capacity(wanted.size()));
        for (Wanted<S> each : wanted) {
            for (Claim claim : each.claims) {
                Key other = first.putIfAbsent(claim, each.key());
                if (other != null) {
                    refuse(each.key(), claimed(each.key(), other, claim));
                    refuse(other, claimed(other, each.key(), claim));
                }
            }
        }
    }

    private static Refusal claimed(Key key, Key other, Claim claim) {
        return Refusal.of(
                Refusal.Why.CLAIMED, key, other + " wants the same: " + claim, "only one of the two can have it");
    }

    private void refuse(Key key, Refusal refusal) {
        refused.putIfAbsent(key, refusal);
    }

    /**
     * A key that is gone and a new one with its claim, or that says where it came from, are one resource that was renamed. So are the rest of a key and
     * one that has some parts already, when a rename stopped half way: the lifecycle says so, or the journal.
     */
    private void handOver(List<Wanted<S>> wanted, Map<Key, Found> left) {
        Map<Claim, Key> held = new HashMap<>();
        left.forEach((key, found) -> found.claims().forEach(claim -> held.put(claim, key)));
        for (Wanted<S> each : wanted) {
            before(each, held, left.keySet())
                    .filter(k -> !handedOver.containsKey(k))
                    .ifPresent(k -> {
                        handedOver.put(k, each.key());
                        earlier.put(each.key(), k);
                        Found rest = Objects.requireNonNull(left.get(k), "left");
                        inventory.renamed(each.key(), k, each.ours == null ? rest : together(each.ours, rest));
                    });
        }
    }

    private Optional<Key> before(Wanted<S> each, Map<Claim, Key> held, Set<Key> left) {
        Optional<Key> said = each.resource
                .lifecycle()
                .movedFrom()
                .map(name -> Key.of(driver.kind(), name))
                .or(() -> inventory.renameBegun(each.key()))
                .filter(left::contains);
        if (said.isPresent() || each.ours != null) {
            return said;
        }
        return each.claims.stream()
                .flatMap(c -> Optional.ofNullable(held.get(c)).stream())
                .findFirst();
    }

    /** Both bags as one. */
    private static Found together(Found first, Found second) {
        Found.Builder both = Found.builder();
        for (Found found : List.of(first, second)) {
            found.parts().forEach(both::part);
            found.marks().forEach(both::mark);
            found.claims().forEach(both::claim);
            found.uses().stream()
                    .filter(id ->
                            !first.parts().containsKey(id) && !second.parts().containsKey(id))
                    .forEach(id -> both.uses(id, found.linger(id)));
        }
        return both.condition(first.condition()).build();
    }

    private Applied<S> apply(List<Wanted<S>> wanted) {
        Applied<S> applied = new Applied<>(new ArrayList<>(wanted.size()), new ArrayList<>(0));
        for (Wanted<S> each : wanted) {
            if (!observation.unread().containsKey(each.key())) {
                applied.changes.add(apply(each, applied.refusals));
            }
        }
        return applied;
    }

    private KeyChange<S> apply(Wanted<S> wanted, List<Refusal> refusals) {
        Resource resource = wanted.resource;
        Key key = resource.key();
        if (!missing.isEmpty()) {
            refuseMissing(resource, refusals);
        }
        Key before = earlier.get(key);
        Found ours = before == null ? wanted.ours : inventory.ours(key).orElse(null);
        Found adoptable = observation.adoptable().get(key);
        boolean adopting = resource.lifecycle().adopt().isPresent();
        if (adopting && ours == null && adoptable == null) {
            refusals.add(Refusal.of(
                    Refusal.Why.FOREIGN,
                    key,
                    "there is no " + key.kind() + " "
                            + resource.lifecycle().adopt().orElse("") + " to adopt",
                    "correct lifecycle.adopt, or leave it away to have one made"));
        }
        if (!adopting && !observation.foreign().isEmpty()) {
            List<Claim> taken = new ArrayList<>(0);
            for (Claim claim : wanted.claims) {
                if (observation.foreign().containsKey(claim)) {
                    taken.add(claim);
                }
            }
            if (!taken.isEmpty()) {
                Found foreign = observation.foreign().get(taken.get(0));
                String id = foreign == null || foreign.parts().isEmpty()
                        ? ""
                        : foreign.parts().keySet().iterator().next().value();
                refusals.add(Refusal.of(
                        Refusal.Why.FOREIGN,
                        key,
                        taken.get(0) + " is there and isn't ours" + (foreign == null ? "" : of(foreign)),
                        "to take it over: portolan adopt " + key + " '" + id + "'",
                        "to leave it: take " + key + " out of the stack"));
            }
        }
        Mark mark = Mark.of(stack.owner(), key).hold(Guards.hold(resource));
        return new KeyChange<>(
                adopting && adoptable != null ? Intent.ADOPT : Intent.APPLY,
                wanted.spec,
                ours,
                adopting ? adoptable : null,
                mark,
                inventory,
                resource,
                before);
    }

    private static String of(Found foreign) {
        return foreign.marks().isEmpty() ? "" : " but " + foreign.marks().get(0).owner() + "'s";
    }

    private void refuseMissing(Resource resource, List<Refusal> refusals) {
        for (Ref<?> ref : resource.spec().references()) {
            if (missing.contains(ref)) {
                refusals.add(Refusal.of(
                        Refusal.Why.FOREIGN,
                        resource.key(),
                        "it refers to " + ref + ", which does not exist",
                        "correct the reference, or make it first"));
            }
        }
    }

    private void leave(Key key, Found found) {
        Mark.Hold hold = found.hold(stack.owner());
        boolean retained = hold == Mark.Hold.RETAINED || options.isDestroy() && retainedBySpec(key);
        Intent intent = options.isReleased(key)
                ? Intent.RELEASE
                : retained && !options.isWithRetained() ? Intent.KEEP : Intent.DELETE;
        Mark mark = Mark.of(stack.owner(), key).hold(retained ? Mark.Hold.RETAINED : hold);
        changes.add(new KeyChange<>(intent, null, found, null, mark, inventory, null, null));
    }

    private boolean retainedBySpec(Key key) {
        return stack.find(key).filter(r -> Guards.hold(r) == Mark.Hold.RETAINED).isPresent();
    }
}
