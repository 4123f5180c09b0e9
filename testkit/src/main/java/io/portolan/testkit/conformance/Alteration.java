package io.portolan.testkit.conformance;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Spec;

/**
 * A change of one resource that the kit asks for. Whether the provider changes it in place or replaces it is the provider's to say, in the plan.
 *
 * @param <S> the spec
 */
public final class Alteration<S extends Spec> {
    private final String name;
    private final S from;
    private final S to;

    private Alteration(String name, S from, S to) {
        this.name = requireNonNull(name, "name");
        this.from = requireNonNull(from, "from");
        this.to = requireNonNull(to, "to");
    }

    /** A change, named by what changes. */
    public static <S extends Spec> Alteration<S> of(String name, S from, S to) {
        return new Alteration<>(name, from, to);
    }

    /** What changes. */
    public String name() {
        return name;
    }

    /** Before. */
    public S from() {
        return from;
    }

    /** After. */
    public S to() {
        return to;
    }

    @Override
    public String toString() {
        return name;
    }
}
