package io.portolan.testkit.conformance;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Secret;
import io.portolan.model.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The specs of one kind that the kit works with. The kit has them for every kind of the model; a module that adds a kind adds its own.
 *
 * @param <S> the spec
 */
public abstract class KindCases<S extends Spec> {
    private final Declared declared;

    /** Cases for a provider that declares this. */
    protected KindCases(Declared declared) {
        this.declared = requireNonNull(declared, "declared");
    }

    /** What the provider declares. */
    protected final Declared declared() {
        return declared;
    }

    /** The kind. */
    public abstract Kind<S> kind();

    /** A simple spec that every provider of this kind should hold. Those of different numbers can stand side by side. */
    public abstract S spec(int n);

    /** A simple spec with the number 9 that has nothing in common with any other, not even what it refers to by a shared name. */
    public S elsewhere() {
        return spec(9);
    }

    /** Every change of {@code spec(0)} that the provider declares to hold on both sides. */
    public abstract List<Alteration<S>> alterations();

    /** Pairs of which the second leaves unsaid what the first gives: what is not given stays as it is. */
    public List<Alteration<S>> silences() {
        return List.of();
    }

    /** For every feature of the kind a spec with the number 0 that uses it, whatever the provider declares. */
    public abstract List<Sample<S>> samples();

    /** The output by which a resource is named when it is adopted; empty: its first part is. */
    public Optional<Output<NativeId>> id() {
        return Optional.empty();
    }

    /** The fields that a spec gives. */
    public abstract void words(S spec, Words words);

    /** A spec under another name that wants the same identity as this one; empty where the kind has none that can be shared. */
    public Optional<S> rival(S spec) {
        return Optional.empty();
    }

    /** A spec that carries this secret; empty where the kind has none. */
    public Optional<S> secretive(Secret secret) {
        return Optional.empty();
    }

    /** The name of the resource of a number, under which others refer to it. */
    public final String handle(int n) {
        return handle(kind(), n);
    }

    static String handle(Kind<?> kind, int n) {
        return kind.name().toLowerCase(Locale.ROOT) + n;
    }

    /** A reference to the resource of a number; the kit adds it to the stack. */
    protected static <T extends Spec> Ref<T> ref(Kind<T> kind, int n) {
        return Ref.to(kind, handle(kind, n));
    }

    /** Drops the alterations that the provider does not declare to hold. */
    protected final List<Alteration<S>> held(List<Alteration<S>> all) {
        return all.stream()
                .filter(a -> declared.holds(a.from()) && declared.holds(a.to()))
                .toList();
    }

    @Override
    public String toString() {
        return kind().toString();
    }
}
