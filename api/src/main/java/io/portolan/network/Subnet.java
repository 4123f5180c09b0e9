package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Cidr;
import io.portolan.model.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a network, in one zone. */
public final class Subnet {

    private record State(String name, Cidr cidr, @Nullable String zone, Field<Egress> egress) {}

    private final State s;

    private Subnet(State s) {
        this.s = s;
    }

    /** A builder of a subnet. */
    public static Builder of(String name, Cidr cidr) {
        return new Builder(name, cidr);
    }

    /** The name within the network; others refer to it by this. */
    public String name() {
        return s.name;
    }

    /** Its block, inside one of the network's. */
    public Cidr cidr() {
        return s.cidr;
    }

    /** The zone: a name of the provider, or a letter that is mapped to its zones in order. Empty: the provider's choice. */
    public Optional<String> zone() {
        return Optional.ofNullable(s.zone);
    }

    /** How traffic leaves; default {@link Egress#NONE}. */
    public Field<Egress> egress() {
        return s.egress;
    }

    /** How traffic leaves a subnet. */
    public enum Egress {
        /** Not at all. */
        NONE,
        /** To the internet, with addresses of its own. */
        INTERNET,
        /** To the internet through address translation. */
        NAT
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.name, s.cidr);
        b.zone = s.zone;
        b.egress = s.egress;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Subnet other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Subnet" + s.toString().substring("State".length());
    }

    /** Builds a {@link Subnet}. */
    public static final class Builder {
        private final String name;
        private final Cidr cidr;
        private @Nullable String zone;
        private Field<Egress> egress = Field.unset();

        private Builder(String name, Cidr cidr) {
            this.name = requireNonNull(name, "name");
            this.cidr = requireNonNull(cidr, "cidr");
        }

        /** The zone: a name of the provider, or a letter that is mapped to its zones in order. Empty: the provider's choice. */
        public Builder zone(String value) {
            zone = requireNonNull(value, "value");
            return this;
        }

        /** How traffic leaves; default {@link Egress#NONE}. */
        public Builder egress(Egress value) {
            return egress(Field.of(value));
        }

        /** The same in three states. */
        public Builder egress(Field<Egress> value) {
            egress = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Subnet build() {
            return new Subnet(new State(name, cidr, zone, egress));
        }
    }
}
