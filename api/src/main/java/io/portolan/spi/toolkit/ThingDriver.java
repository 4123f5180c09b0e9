package io.portolan.spi.toolkit;

import io.portolan.model.Key;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.View;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A driver whose resources are one native thing each, without data that a duplicate could hold: it says how one is made, changed and deleted, and leaves
 * the rest to these defaults.
 *
 * @param <S> the spec
 * @param <T> the native thing
 */
public interface ThingDriver<S extends Spec, T extends NativeThing> extends ResourceDriver<S, Things<T>> {

    /** The steps that make it, with {@code REPLACES} where the change has another one already. Pure; may promise outputs. */
    Steps create(Change<S> change, Planning planning);

    /**
     * The steps that take one to what is wanted, none when it is so. Pure; may show what differs. Without a spec (KEEP, RELEASE) only its mark is to
     * change: {@link Change#mark(io.portolan.model.NativeId)}, or none on a release.
     */
    Steps update(Change<S> change, T there, Planning planning);

    /** The steps that delete one. Pure. */
    Steps delete(Change<S> change, T there);

    /** One in portable words, as {@link #view(Things, Key)} gives it together with its outputs. Pure. */
    S spec(T there);

    /** Makes what is missing, changes the one that holds the wanted claims, and retires every other one that the key has. */
    @Override
    default void plan(Things<T> world, List<Change<S>> changes, Planning planning) {
        for (Change<S> change : changes) {
            List<T> things = world.of(change);
            switch (change.intent()) {
                case APPLY, ADOPT -> {
                    Set<Claim> claims = claims(change.desired().orElseThrow(), change.references());
                    Optional<T> there = things.stream()
                            .filter(thing -> claims.isEmpty() || !Collections.disjoint(claims, thing.claims()))
                            .findFirst();
                    planning.make(there.map(thing -> update(change, thing, planning))
                            .orElseGet(() -> create(change, planning)));
                    planning.retire(Steps.each(
                            things.stream()
                                    .filter(thing -> !thing.equals(there.orElse(null)))
                                    .toList(),
                            thing -> delete(change, thing)));
                }
                case KEEP, RELEASE -> planning.make(Steps.each(things, thing -> update(change, thing, planning)));
                case DELETE -> planning.retire(Steps.each(things, thing -> delete(change, thing)));
            }
        }
    }

    @Override
    default <O> Optional<O> output(Things<T> world, Key key, Output<O> output) {
        return world.of(key).stream().findFirst().flatMap(thing -> Things.output(thing, output));
    }

    @Override
    default <O> Optional<O> lookup(Things<T> world, Ref<S> existing, Output<O> output) {
        return world.find(existing).flatMap(thing -> Things.output(thing, output));
    }

    @Override
    default Optional<View<S>> view(Things<T> world, Key key) {
        return world.of(key).stream().findFirst().map(thing -> {
            View<S> view = View.of(spec(thing));
            for (Output<?> output : thing.outputs().keySet()) {
                view = Things.with(view, thing, output);
            }
            return view;
        });
    }
}
