package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two networks joined: whatever is in one reaches the addresses of the other, by routes on both sides. What may pass is the firewalls' to say.
 *
 * <p>A link joins these two and no third: it is not passed on. The blocks of the two networks do not overlap. How they are joined is the
 * provider's choice, by where they are: peering, a tunnel. The order of the two means nothing.
 */
public final class Link implements Spec {
    /** The kind. */
    public static final Kind<Link> KIND = Kind.of("Link", Link.class);

    /** The provider's id of the link. */
    public static final Output<NativeId> ID = Output.of("Link", "id", NativeId.class);

    private record State(List<Ref<Network>> networks) {}

    private final State s;

    private Link(State s) {
        this.s = s;
    }

    /** A link between these two. */
    public static Link between(Ref<Network> one, Ref<Network> other) {
        return of(List.of(requireNonNull(one, "one"), requireNonNull(other, "other")));
    }

    /** A link between the networks of a list; that there are two is checked by {@code validate}, not here. */
    public static Link of(List<Ref<Network>> networks) {
        return new Link(new State(List.copyOf(networks)));
    }

    /** The two networks. */
    public List<Ref<Network>> networks() {
        return s.networks;
    }

    @Override
    public Kind<Link> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return List.copyOf(s.networks);
    }

    @Override
    public List<Use> uses() {
        return NetworkFeatures.of(this);
    }

    @Override
    public List<Problem> validate() {
        return NetworkRules.problems(this);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Link other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Link" + s.toString().substring("State".length());
    }
}
