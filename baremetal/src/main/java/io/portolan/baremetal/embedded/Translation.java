package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Secret;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one kind reads in the cloud's words and back. Pure: {@link ThingDriver} does what all kinds have in common. */
interface Translation<S extends Spec> {
    Kind<S> kind();

    /** The cloud's word for it: the part of its ids, the first half of its calls. */
    String part();

    default String createCall() {
        return part() + ".create";
    }

    default String deleteCall() {
        return part() + ".delete";
    }

    Support support();

    default List<Problem> check(S spec) {
        return List.of();
    }

    default Set<Claim> claims(S spec, References references) {
        return Set.of();
    }

    /** The claims that a thing holds. */
    default Set<Claim> held(Native thing) {
        return Set.of();
    }

    /** The things of other kinds that a thing uses. */
    default Set<NativeId> uses(Native thing) {
        return Set.of();
    }

    /**
     * Every field of the thing as it should be. A field that the spec leaves open is as it is there, or the default where nothing is.
     *
     * @param there the thing as it is; empty while it is to be made
     */
    Map<String, Value<NativeValue>> fields(Key key, S spec, References references, Optional<Native> there);

    /** Secrets that go beside the fields, by the place that they go to, as {@code listeners[0].tls.certificates[0].privateKey}. */
    default Map<String, Secret> secrets(S spec, Optional<Native> there) {
        return Map.of();
    }

    /** Fields that make it another thing when they change. */
    default Set<String> fixed(Optional<Native> there) {
        return Set.of();
    }

    /** Whether the old one must go before the new one can be. */
    default boolean retiresFirst() {
        return false;
    }

    /** Whether it holds data, so that of two that claim to be it none is deleted. */
    default boolean holdsData() {
        return false;
    }

    /** A few words on what is made. */
    String summary(S spec, World world);

    /** What it begins with what is left open, when something else is there than the default: field of the spec, and what is there. */
    default Map<String, Object> left(S spec, Native there) {
        return Map.of();
    }

    /** What its answer fills when it is made. */
    List<Output<?>> assigned();

    /** Promises what is known before it is made or changed. */
    default void promise(Planning planning, Key key, S spec, References references, Optional<Native> there) {}

    <T> Optional<T> output(Native thing, Output<T> output);

    /** The thing in portable words. */
    S spec(Native thing, World world);

    /** Lines on the native thing, for people. */
    List<String> describe(Native thing);
}
