package io.portolan.testkit.memory;

import io.portolan.Health;
import io.portolan.Support;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The driver of a kind that is made of parts. */
final class PartDriver<S extends Spec> implements ResourceDriver<S, PartWorld> {
    private final Blueprint<S> blueprint;
    private final MemoryClient client;
    private final Flaws flaws;
    private final PartPlanner<S> planner;
    private final Support support;

    PartDriver(Blueprint<S> blueprint, MemoryClient client, Flaws flaws) {
        this.blueprint = blueprint;
        this.client = client;
        this.flaws = flaws;
        this.support = blueprint.support();
        this.planner = new PartPlanner<>(blueprint, client, flaws);
    }

    @Override
    public Kind<S> kind() {
        return blueprint.kind();
    }

    @Override
    public Support support() {
        return support;
    }

    @Override
    public List<Problem> check(S spec) {
        return blueprint.check(spec);
    }

    @Override
    public Set<Claim> claims(S spec, References references) {
        return flaws.has(Broken.NO_CLAIMS) ? Set.of() : blueprint.claims(spec, references);
    }

    @Override
    public Observation<PartWorld> observe(Scope<S> scope, Reads reads) {
        return new PartReader<>(blueprint, client, flaws, scope, reads).observe();
    }

    @Override
    public <T> Optional<T> output(PartWorld world, Key key, Output<T> output) {
        List<Part> bag = world.bag(key);
        NativeId hidden = world.hidden.get(key);
        if (bag.isEmpty() && hidden != null && blueprint.idOutput(hidden.part()).equals(output)) {
            return Optional.of(output.type().cast(hidden));
        }
        return bag.isEmpty() ? Optional.empty() : blueprint.output(new Bag(bag), output);
    }

    @Override
    public <T> Optional<T> lookup(PartWorld world, Ref<S> existing, Output<T> output) {
        if (existing.form() == Ref.Form.STACK) {
            List<Part> bag = world.others.getOrDefault(existing.stack().orElse("") + " " + existing.value(), List.of());
            return bag.isEmpty() ? Optional.empty() : blueprint.output(new Bag(bag), output);
        }
        for (String type : blueprint.types()) {
            for (Thing thing : world.all(type)) {
                if (blueprint.means(existing, thing)) {
                    return blueprint.output(new Bag(List.of(Part.foreign(thing))), output);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<View<S>> view(PartWorld world, Key key) {
        List<Part> parts = world.bag(key);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Bag bag = new Bag(parts);
        return blueprint.view(bag).map(spec -> {
            View<S> view = View.of(spec);
            for (Part part : bag.parts()) {
                view = view.line(0, part.id().toString());
            }
            return view;
        });
    }

    @Override
    public Map<Key, Health> health(PartWorld world, Set<Key> keys, Reads reads) {
        Map<Key, LoadBalancer> balancers = new LinkedHashMap<>();
        for (Key key : keys) {
            List<Part> bag = world.bag(key);
            if (!bag.isEmpty()) {
                blueprint.view(new Bag(bag)).flatMap(blueprint::balancer).ifPresent(b -> balancers.put(key, b));
            }
        }
        return new TargetHealth(client).of(balancers, reads);
    }

    @Override
    public void plan(PartWorld world, List<Change<S>> changes, Planning planning) {
        planner.plan(world, changes, planning);
    }
}
