package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stateful, allow-only set of rules that load balancers and machines are put under. */
public final class Firewall implements Spec {
    /** The kind. */
    public static final Kind<Firewall> KIND = Kind.of("Firewall", Firewall.class);

    /** The provider's id of the firewall. */
    public static final Output<NativeId> ID = Output.of("Firewall", "id", NativeId.class);

    private record State(Ref<Network> network, List<FirewallRule> ingress, Field<List<FirewallRule>> egress) {}

    private final State s;

    private Firewall(State s) {
        this.s = s;
    }

    /** A builder of a firewall in this network. */
    public static Builder in(Ref<Network> network) {
        return new Builder(network);
    }

    /** The network that it belongs to. */
    public Ref<Network> network() {
        return s.network;
    }

    /** What may come in; none: nothing. */
    public List<FirewallRule> ingress() {
        return s.ingress;
    }

    /** What may go out; default everything. */
    public Field<List<FirewallRule>> egress() {
        return s.egress;
    }

    @Override
    public Kind<Firewall> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        List<Ref<?>> refs = new ArrayList<>();
        refs.add(s.network);
        NetworkRules.rules(this)
                .forEach(rule -> rule.peers().forEach(p -> p.firewall().ifPresent(refs::add)));
        return List.copyOf(refs);
    }

    @Override
    public List<Use> uses() {
        return NetworkFeatures.of(this);
    }

    @Override
    public List<Problem> validate() {
        return NetworkRules.problems(this);
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.network);
        b.ingress = new ArrayList<>(s.ingress);
        b.egress = s.egress;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Firewall other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Firewall" + s.toString().substring("State".length());
    }

    /** Builds a {@link Firewall}. */
    public static final class Builder {
        private final Ref<Network> network;
        private List<FirewallRule> ingress = new ArrayList<>();
        private Field<List<FirewallRule>> egress = Field.unset();

        private Builder(Ref<Network> network) {
            this.network = requireNonNull(network, "network");
        }

        /** What may come in; none: nothing. Adds one. */
        public Builder ingress(FirewallRule value) {
            ingress.add(requireNonNull(value, "value"));
            return this;
        }

        /** What may come in; none: nothing. Replaces them all. */
        public Builder ingress(List<FirewallRule> values) {
            ingress = new ArrayList<>(values);
            return this;
        }

        /** What may go out; default everything. */
        public Builder egress(List<FirewallRule> value) {
            return egress(Field.of(value));
        }

        /** The same in three states. */
        public Builder egress(Field<List<FirewallRule>> value) {
            egress = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Firewall build() {
            return new Firewall(new State(network, List.copyOf(ingress), egress));
        }
    }
}
