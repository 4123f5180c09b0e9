package io.portolan.spi.driver;

import io.portolan.Health;
import io.portolan.Support;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one kind real on one provider. A driver observes and plans; it never acts: the engine sends what the plan says.
 *
 * <p>The engine guarantees: {@link #support} and {@link #check} have passed for every spec that {@link #plan} sees; {@code plan} gets every
 * change of a kind in one list, and may be asked again for any part of it; a foreign thing is in {@code plan}'s input only to adopt it.
 *
 * <p>One driver is asked on several threads: what it keeps, it keeps for good. Its worlds are its own to make and never change.
 *
 * <p>The driver's duties, proven by the conformance kit: everything but {@code observe} and {@code health} is pure; after the steps of
 * {@code plan} have run, {@code plan} over a new observation has no steps; after a kill between any two native calls, observing and planning
 * again leads there too, without an orphan and without a duplicate.
 *
 * @param <S> the spec
 * @param <W> the world: everything that was read, immutable; shared native documents stand in it once
 */
public interface ResourceDriver<S extends Spec, W> {

    /** The kind. */
    Kind<S> kind();

    /** What is held and how well. What it does not list is refused before {@link #plan}. Constant. */
    Support support();

    /**
     * Mistakes that {@link #support} can't express, such as two fields that exclude each other here. Pure, without I/O.
     *
     * <p>Before: support lists cookies up to 7 days. Input: a cookie of 8 days on an L4 listener. After: one problem, at the cookie.
     */
    default List<Problem> check(S spec) {
        return List.of();
    }

    /**
     * The identities that only one key may hold. Pure; the same for the same spec.
     *
     * <p>Input: the record set {@code www.shop.example. A}. After: one claim, {@code rrset shop.example. www.shop.example. A}. Two keys with one
     * claim are refused; a key that is gone and a new one with its claim are one resource that was renamed.
     */
    default Set<Claim> claims(S spec, References references) {
        return Set.of();
    }

    /**
     * Reads everything of this kind: all that carries the owner's mark, all that holds a claim of a wanted key, all that is to be adopted, all
     * that the memory names. The only I/O of a driver; writes nothing.
     *
     * <p>Kinds are observed side by side, on threads of the engine's: a reference to a kind that comes before this one waits for it.
     *
     * <p>Complete, or it says what it could not read: by key ({@code unread}) or by place ({@code blind}). Calls grow with pages and, where a
     * provider lists parts only under their parent, with parents; never with resources.
     *
     * <p>Before: 1,000 record sets, 300 a page. After: 4 reads. Before: page 3 fails. After: the zone is blind, and nothing in it is made or
     * deleted.
     */
    Observation<W> observe(Scope<S> scope, Reads reads);

    /**
     * What a resource of ours has as an output, as observed. Pure.
     *
     * <p>Input: {@code Network/main}, {@code Network.ID}. After: its id; empty when it is not there yet, or not assigned yet.
     */
    <T> Optional<T> output(W world, Key key, Output<T> output);

    /**
     * What a resource that is not this stack's has as an output, as observed: one by native id, by DNS name or of another stack, listed in
     * {@link Scope#existing()}. Pure.
     */
    default <T> Optional<T> lookup(W world, Ref<S> existing, Output<T> output) {
        return Optional.empty();
    }

    /**
     * A resource of ours in portable words, as observed. Pure.
     *
     * <p>{@code view(observe after apply(x))} holds {@code x}: every field that {@code x} gives has the value given, every other one what is there.
     */
    Optional<View<S>> view(W world, Key key);

    /**
     * Plans every change of this kind at once. Pure over the world and the changes; the order of the changes has no effect.
     *
     * <p>For every key it gives one of three answers: steps (none when it is as wanted), {@code refuse}, or {@code later}. What makes goes to
     * {@link Planning#make}; what takes away, once nobody uses it any more, to {@link Planning#retire}.
     *
     * <p>Before: {@code www CNAME}. Input: delete {@code www CNAME}, apply {@code www A}. After: one step, one native batch with both.
     */
    void plan(W world, List<Change<S>> changes, Planning planning);

    /**
     * How these are doing right now. Reads in bulk; writes nothing. Where nothing is known about a key, it is absent.
     *
     * <p>The parts of a load balancer are its targets, named {@code address:port (pool)}, or {@code instance:port (pool)}: the engine's guard of the
     * last healthy target goes by these names.
     */
    default Map<Key, Health> health(W world, Set<Key> keys, Reads reads) {
        return Map.of();
    }
}
