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
import java.util.Optional;
import java.util.Set;

/** Turns what is wanted and what is there into one list of changes for one kind: what stays, comes, goes, is renamed, adopted or kept. */
final class Changes<S extends Spec, W> {
    private final Stack stack;
    private final PlanOptions options;
    private final Inventory inventory;
    private final ResourceDriver<S, W> driver;
    private final Observation<W> observation;
    private final Set<Ref<?>> missing;
    private final Map<Key, Refusal> refused;
    private final Map<Key, KeyChange<S>> changes = new LinkedHashMap<>();
    private final Map<Key, Key> handedOver = new HashMap<>();
    private final Map<Key, Key> earlier = new HashMap<>();

    Changes(
            Stack stack,
            PlanOptions options,
            Inventory inventory,
            Inventory.Seen<S, W> seen,
            Set<Ref<?>> missing,
            Map<Key, Refusal> refused) {
        this.stack = stack;
        this.options = options;
        this.inventory = inventory;
        this.driver = seen.driver();
        this.observation = seen.observation();
        this.missing = missing;
        this.refused = refused;
    }

    /** The changes in the order of the stack, then what the stack does not name. */
    Map<Key, KeyChange<S>> list() {
        Map<Key, Resource> wanted = options.isDestroy() ? Map.of() : wanted();
        Map<Key, Set<Claim>> claims = new HashMap<>();
        wanted.forEach((key, r) -> claims.put(key, driver.claims(spec(r), inventory)));
        refuseSharedClaims(claims);
        handOver(wanted, claims);
        wanted.forEach((key, resource) -> {
            if (!observation.unread().containsKey(key)) {
                apply(resource, claims.getOrDefault(key, Set.of()));
            }
        });
        observation.ours().forEach((key, found) -> {
            if (!wanted.containsKey(key)
                    && !handedOver.containsKey(key)
                    && !observation.unread().containsKey(key)) {
                leave(key, found);
            }
        });
        return changes;
    }

    private Map<Key, Resource> wanted() {
        Map<Key, Resource> wanted = new LinkedHashMap<>();
        stack.resources().forEach((key, resource) -> {
            if (key.is(driver.kind())) {
                wanted.put(key, resource);
            }
        });
        return wanted;
    }

    private S spec(Resource resource) {
        return driver.kind().type().cast(resource.spec());
    }

    private void refuseSharedClaims(Map<Key, Set<Claim>> claims) {
        Map<Claim, Key> first = new HashMap<>();
        claims.forEach((key, own) -> own.forEach(claim -> {
            Key other = first.putIfAbsent(claim, key);
            if (other != null) {
                refuse(
                        key,
                        Refusal.of(
                                Refusal.Why.CLAIMED,
                                key,
                                other + " wants the same: " + claim,
                                "only one of the two can have it"));
                refuse(
                        other,
                        Refusal.of(
                                Refusal.Why.CLAIMED,
                                other,
                                key + " wants the same: " + claim,
                                "only one of the two can have it"));
            }
        }));
    }

    private void refuse(Key key, Refusal refusal) {
        refused.putIfAbsent(key, refusal);
    }

    /** A key that is gone and a new one with its claim, or that says where it came from, are one resource that was renamed. */
    private void handOver(Map<Key, Resource> wanted, Map<Key, Set<Claim>> claims) {
        Map<Claim, Key> left = new HashMap<>();
        observation.ours().forEach((key, found) -> {
            if (!wanted.containsKey(key)) {
                found.claims().forEach(claim -> left.put(claim, key));
            }
        });
        wanted.forEach((key, resource) -> {
            if (observation.ours().containsKey(key)) {
                return;
            }
            Optional<Key> before = resource.lifecycle()
                    .movedFrom()
                    .map(name -> Key.of(driver.kind(), name))
                    .filter(k -> observation.ours().containsKey(k) && !wanted.containsKey(k));
            if (before.isEmpty()) {
                before = claims.getOrDefault(key, Set.of()).stream()
                        .map(left::get)
                        .filter(k -> k != null)
                        .findFirst();
            }
            before.filter(k -> !handedOver.containsKey(k)).ifPresent(k -> {
                handedOver.put(k, key);
                earlier.put(key, k);
                inventory.renamed(key, k);
            });
        });
    }

    private void apply(Resource resource, Set<Claim> claims) {
        Key key = resource.key();
        for (Ref<?> ref : resource.spec().references()) {
            if (missing.contains(ref)) {
                refuse(
                        key,
                        Refusal.of(
                                Refusal.Why.FOREIGN,
                                key,
                                "it refers to " + ref + ", which does not exist",
                                "correct the reference, or make it first"));
            }
        }
        Key before = earlier.getOrDefault(key, key);
        Found ours = observation.ours().get(before);
        Found adoptable = observation.adoptable().get(key);
        boolean adopting = resource.lifecycle().adopt().isPresent();
        if (adopting && ours == null && adoptable == null) {
            refuse(
                    key,
                    Refusal.of(
                            Refusal.Why.FOREIGN,
                            key,
                            "there is no " + key.kind() + " "
                                    + resource.lifecycle().adopt().orElse("") + " to adopt",
                            "correct lifecycle.adopt, or leave it away to have one made"));
        }
        if (!adopting) {
            List<Claim> taken = new ArrayList<>(0);
            for (Claim claim : claims) {
                if (observation.foreign().containsKey(claim)) {
                    taken.add(claim);
                }
            }
            if (!taken.isEmpty()) {
                Found foreign = observation.foreign().get(taken.get(0));
                String id = foreign == null || foreign.parts().isEmpty()
                        ? ""
                        : foreign.parts().keySet().iterator().next().value();
                refuse(
                        key,
                        Refusal.of(
                                Refusal.Why.FOREIGN,
                                key,
                                taken.get(0) + " is there and isn't ours",
                                "to take it over: portolan adopt " + key + " '" + id + "'",
                                "to leave it: take " + key + " out of the stack"));
            }
        }
        Mark mark = Mark.of(stack.owner(), key).hold(Guards.hold(resource));
        changes.put(
                key,
                new KeyChange<>(
                        adopting && adoptable != null ? Intent.ADOPT : Intent.APPLY,
                        spec(resource),
                        ours,
                        adopting ? adoptable : null,
                        mark,
                        inventory,
                        resource,
                        before.equals(key) ? null : before));
    }

    private void leave(Key key, Found found) {
        Mark.Hold hold = found.hold(stack.owner());
        boolean retained = hold == Mark.Hold.RETAINED || options.isDestroy() && retainedBySpec(key);
        Intent intent = options.isReleased(key)
                ? Intent.RELEASE
                : retained && !options.isWithRetained() ? Intent.KEEP : Intent.DELETE;
        Mark mark = Mark.of(stack.owner(), key).hold(retained ? Mark.Hold.RETAINED : hold);
        changes.put(key, new KeyChange<>(intent, null, found, null, mark, inventory, null, null));
    }

    private boolean retainedBySpec(Key key) {
        return stack.find(key).filter(r -> Guards.hold(r) == Mark.Hold.RETAINED).isPresent();
    }
}
