package io.portolan.baremetal.embedded;

import io.portolan.Health;
import io.portolan.Support;
import io.portolan.model.Key;
import io.portolan.model.Kind;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drives a kind whose resources are one thing of the cloud each. */
final class ThingDriver<S extends Spec> implements ResourceDriver<S, World> {
    private final Translation<S> translation;
    private final CloudWire wire;

    ThingDriver(Translation<S> translation, CloudWire wire) {
        this.translation = translation;
        this.wire = wire;
    }

    @Override
    public Kind<S> kind() {
        return translation.kind();
    }

    @Override
    public Support support() {
        return translation.support();
    }

    @Override
    public List<Problem> check(S spec) {
        return translation.check(spec);
    }

    @Override
    public Set<Claim> claims(S spec, References references) {
        return translation.claims(spec, references);
    }

    @Override
    public Observation<World> observe(Scope<S> scope, Reads reads) {
        return new ThingReader<>(translation, wire, scope, reads).observe();
    }

    @Override
    public <T> Optional<T> output(World world, Key key, Output<T> output) {
        return world.of(key).flatMap(thing -> translation.output(thing, output));
    }

    @Override
    public <T> Optional<T> lookup(World world, Ref<S> existing, Output<T> output) {
        return world.existing(existing).flatMap(thing -> translation.output(thing, output));
    }

    @Override
    public Optional<View<S>> view(World world, Key key) {
        return world.of(key).map(thing -> {
            View<S> view = View.of(translation.spec(thing, world));
            for (Output<?> output : translation.assigned()) {
                view = with(view, thing, output);
            }
            List<String> lines = translation.describe(thing);
            for (int i = 0; i < lines.size(); i++) {
                view = view.line(i == 0 ? 0 : 1, lines.get(i));
            }
            return view;
        });
    }

    private <T> View<S> with(View<S> view, Native thing, Output<T> output) {
        return translation
                .output(thing, output)
                .map(value -> view.output(output, value))
                .orElse(view);
    }

    @Override
    public void plan(World world, List<Change<S>> changes, Planning planning) {
        new ThingPlanner<>(translation, wire, world, planning).plan(changes);
    }

    @Override
    public Map<Key, Health> health(World world, Set<Key> keys, Reads reads) {
        return translation.part().equals("balancer") ? BalancerHealth.of(world, keys, wire, reads) : Map.of();
    }
}
