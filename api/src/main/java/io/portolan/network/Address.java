package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import io.portolan.model.FieldPath;
import io.portolan.model.IpAddress;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reserved address with a life of its own, used by load balancers. */
public final class Address implements Spec {
    /** The kind. */
    public static final Kind<Address> KIND = Kind.of("Address", Address.class);

    /** The provider's id of the first native address. */
    public static final Output<NativeId> ID = Output.of("Address", "id", NativeId.class);

    /** The address itself, as text of an {@link IpAddress}; several where a provider reserves one for each zone. */
    public static final Output<Reserved> RESERVED = Output.of("Address", "address", Reserved.class);

    private record State(
            Field<Family> family,
            @Nullable Ref<Network> network,
            @Nullable String subnet) {}

    private final State s;

    private Address(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The family; default IPv4. */
    public Field<Family> family() {
        return s.family;
    }

    /** For an internal address its network; empty: a public one. */
    public Optional<Ref<Network>> network() {
        return Optional.ofNullable(s.network);
    }

    /** For an internal address the subnet's name; empty: the first. */
    public Optional<String> subnet() {
        return Optional.ofNullable(s.subnet);
    }

    /** The families of addresses. */
    public enum Family {
        /** IPv4. */
        IPV4,
        /** IPv6. */
        IPV6
    }

    /** The addresses that were reserved, in the order of zones. */
    public static final class Reserved {
        private final List<IpAddress> addresses;

        private Reserved(List<IpAddress> addresses) {
            this.addresses = List.copyOf(addresses);
        }

        /** These addresses, at least one. */
        public static Reserved of(List<IpAddress> addresses) {
            return new Reserved(addresses);
        }

        /** The addresses. */
        public List<IpAddress> addresses() {
            return addresses;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Reserved r && addresses.equals(r.addresses);
        }

        @Override
        public int hashCode() {
            return addresses.hashCode();
        }

        @Override
        public String toString() {
            return addresses.toString();
        }
    }

    @Override
    public Kind<Address> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return s.network == null ? List.of() : List.of(s.network);
    }

    @Override
    public List<Use> uses() {
        return NetworkFeatures.of(this);
    }

    @Override
    public List<Problem> validate() {
        return s.subnet != null && s.network == null
                ? List.of(Problem.of("P011", FieldPath.of("subnet"), "a subnet is named, but no network")
                        .help("add `network`, or leave `subnet` away for a public address"))
                : List.of();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.family = s.family;
        b.network = s.network;
        b.subnet = s.subnet;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Address other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Address" + s.toString().substring("State".length());
    }

    /** Builds a {@link Address}. */
    public static final class Builder {
        private Field<Family> family = Field.unset();
        private @Nullable Ref<Network> network;
        private @Nullable String subnet;

        private Builder() {}

        /** The family; default IPv4. */
        public Builder family(Family value) {
            return family(Field.of(value));
        }

        /** The same in three states. */
        public Builder family(Field<Family> value) {
            family = requireNonNull(value, "value");
            return this;
        }

        /** For an internal address its network; empty: a public one. */
        public Builder network(Ref<Network> value) {
            network = requireNonNull(value, "value");
            return this;
        }

        /** For an internal address the subnet's name; empty: the first. */
        public Builder subnet(String value) {
            subnet = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Address build() {
            return new Address(new State(family, network, subnet));
        }
    }
}
