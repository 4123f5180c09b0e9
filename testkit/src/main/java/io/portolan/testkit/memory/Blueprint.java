package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kind is made of on one temper. Pure. The reader, the planner and the driver around it are the same for every kind.
 *
 * @param <S> the spec
 */
interface Blueprint<S extends Spec> {
    Kind<S> kind();

    Support support();

    /** The types of its parts; what others use comes first. */
    List<String> types();

    /** Draws the parts of a resource, what others use first. */
    void draw(S spec, Drawing drawing);

    /** What a resource has as an output, from its parts; the first of a type is the one in use. */
    <T> Optional<T> output(Bag bag, Output<T> output);

    /** A resource in portable words. */
    Optional<S> view(Bag bag);

    /** What a part is for, within its resource. */
    default String role(Thing thing) {
        return thing.get("part", String.class).orElse(thing.type());
    }

    /** The output that gives the id of this part to those who refer to it. */
    default Output<NativeId> idOutput(String role) {
        return Output.of(kind().name(), "id of " + role, NativeId.class);
    }

    /** For how long what a part serves may go on when it goes. */
    default Duration drain(Thing thing) {
        return Duration.ZERO;
    }

    /** The balancer that serves; empty for every other kind. */
    default Optional<LoadBalancer> balancer(S spec) {
        return Optional.empty();
    }

    /** Whether it holds data, so that duplicates are not cleaned away. */
    default boolean isStateful() {
        return false;
    }

    /** What is emptied before the deletes, because it may hold what holds it. */
    default Map<String, Object> ties(Thing thing) {
        return Map.of();
    }

    /** What it needs alone while it goes. */
    default @Nullable NativeId alone(Thing thing) {
        return thing.raw("parent") instanceof NativeId parent ? parent : null;
    }

    /** Whether one resource has parts on several hosts. */
    default boolean isSpread() {
        return false;
    }

    /** What is lost with a part, beyond the part. */
    default List<Impact> loss(Thing thing) {
        return List.of();
    }

    default List<Problem> check(S spec) {
        return List.of();
    }

    default Set<Claim> claims(S spec, References references) {
        return Set.of();
    }

    /** The claims that a native thing holds. */
    default Set<Claim> claims(Thing thing) {
        return Set.of();
    }

    /** The same, where other things have to be looked at. */
    default Set<Claim> claims(Thing thing, PartWorld world) {
        return claims(thing);
    }

    /** Whether the other one belongs to whatever this one belongs to, though this one does not use it. */
    default boolean areKin(Thing thing, Thing other) {
        return false;
    }

    /** The thing that this reference means. */
    default boolean means(Ref<S> ref, Thing thing) {
        return ref.form() == Ref.Form.ID && ref.value().equals(thing.id().value());
    }
}
