package io.portolan.testkit.conformance;

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
import io.portolan.testkit.conformance.Tap.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A driver that tells the tap what it is in, and can be made to plan several times. */
final class WatchedDriver<S extends Spec, W> implements ResourceDriver<S, W> {
    private final ResourceDriver<S, W> driver;
    private final Tap tap;
    private final Audit audit;

    WatchedDriver(ResourceDriver<S, W> driver, Tap tap, Audit audit) {
        this.driver = driver;
        this.tap = tap;
        this.audit = audit;
    }

    @Override
    public Kind<S> kind() {
        return driver.kind();
    }

    @Override
    public Support support() {
        return driver.support();
    }

    @Override
    public List<Problem> check(S spec) {
        return tap.in(Phase.PURE, () -> driver.check(spec));
    }

    @Override
    public Set<Claim> claims(S spec, References references) {
        return tap.in(Phase.PURE, () -> driver.claims(spec, references));
    }

    @Override
    public Observation<W> observe(Scope<S> scope, Reads reads) {
        return tap.in(Phase.OBSERVING, () -> driver.observe(scope, reads));
    }

    @Override
    public <T> Optional<T> output(W world, Key key, Output<T> output) {
        return tap.in(Phase.PURE, () -> driver.output(world, key, output));
    }

    @Override
    public <T> Optional<T> lookup(W world, Ref<S> existing, Output<T> output) {
        return tap.in(Phase.PURE, () -> driver.lookup(world, existing, output));
    }

    @Override
    public Optional<View<S>> view(W world, Key key) {
        return tap.in(Phase.PURE, () -> driver.view(world, key));
    }

    @Override
    public void plan(W world, List<Change<S>> changes, Planning planning) {
        tap.in(Phase.PURE, () -> {
            audit.plan(driver, world, changes);
            driver.plan(world, changes, audit.between(planning));
            return true;
        });
    }

    @Override
    public Map<Key, Health> health(W world, Set<Key> keys, Reads reads) {
        return tap.in(Phase.OBSERVING, () -> driver.health(world, keys, reads));
    }
}
