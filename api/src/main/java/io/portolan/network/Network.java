package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Cidr;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A private network: blocks of addresses, subnets, routes. */
public final class Network implements Spec {
    /** The kind. */
    public static final Kind<Network> KIND = Kind.of("Network", Network.class);

    /** The provider's id of the network. */
    public static final Output<NativeId> ID = Output.of("Network", "id", NativeId.class);

    private record State(List<Cidr> cidrs, List<Subnet> subnets, Field<List<Route>> routes) {}

    private final State s;

    private Network(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A network of these blocks, without subnets. */
    public static Network of(String... cidrs) {
        Builder b = builder();
        for (String cidr : cidrs) {
            b.cidr(Cidr.parse(cidr));
        }
        return b.build();
    }

    /** The blocks, IPv4 and IPv6, at least one. */
    public List<Cidr> cidrs() {
        return s.cidrs;
    }

    /** The subnets; their names are unique. */
    public List<Subnet> subnets() {
        return s.subnets;
    }

    /** Routes beyond the network's own; default none. */
    public Field<List<Route>> routes() {
        return s.routes;
    }

    /** The subnet of this name. */
    public Optional<Subnet> subnet(String name) {
        return s.subnets.stream().filter(x -> x.name().equals(name)).findFirst();
    }

    @Override
    public Kind<Network> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return List.of();
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
        Builder b = new Builder();
        b.cidrs = new ArrayList<>(s.cidrs);
        b.subnets = new ArrayList<>(s.subnets);
        b.routes = s.routes;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Network other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Network" + s.toString().substring("State".length());
    }

    /** Builds a {@link Network}. */
    public static final class Builder {
        private List<Cidr> cidrs = new ArrayList<>();
        private List<Subnet> subnets = new ArrayList<>();
        private Field<List<Route>> routes = Field.unset();

        private Builder() {}

        /** Adds one of cidrs. */
        public Builder cidr(Cidr value) {
            cidrs.add(requireNonNull(value, "value"));
            return this;
        }

        /** The blocks, IPv4 and IPv6, at least one. Replaces them all. */
        public Builder cidrs(List<Cidr> values) {
            cidrs = new ArrayList<>(values);
            return this;
        }

        /** Adds one of subnets. */
        public Builder subnet(Subnet value) {
            subnets.add(requireNonNull(value, "value"));
            return this;
        }

        /** The subnets; their names are unique. Replaces them all. */
        public Builder subnets(List<Subnet> values) {
            subnets = new ArrayList<>(values);
            return this;
        }

        /** Routes beyond the network's own; default none. */
        public Builder routes(List<Route> value) {
            return routes(Field.of(value));
        }

        /** The same in three states. */
        public Builder routes(Field<List<Route>> value) {
            routes = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Network build() {
            return new Network(new State(List.copyOf(cidrs), List.copyOf(subnets), routes));
        }
    }
}
