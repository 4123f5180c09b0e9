package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a listener speaks TLS. */
public final class Tls {

    private record State(List<Certificate> certificates, Field<Version> minVersion) {}

    private final State s;

    private Tls(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** TLS with one certificate. */
    public static Tls of(Certificate certificate) {
        return builder().certificate(certificate).build();
    }

    /** The certificates; chosen by server name, the first where none fits. At least one. */
    public List<Certificate> certificates() {
        return s.certificates;
    }

    /** The oldest version spoken; default {@link Version#V1_2}. */
    public Field<Version> minVersion() {
        return s.minVersion;
    }

    /** Versions of TLS. */
    public enum Version {
        /** TLS 1.2. */
        V1_2,
        /** TLS 1.3. */
        V1_3
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.certificates = new ArrayList<>(s.certificates);
        b.minVersion = s.minVersion;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Tls other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Tls" + s.toString().substring("State".length());
    }

    /** Builds a {@link Tls}. */
    public static final class Builder {
        private List<Certificate> certificates = new ArrayList<>();
        private Field<Version> minVersion = Field.unset();

        private Builder() {}

        /** Adds one of certificates. */
        public Builder certificate(Certificate value) {
            certificates.add(requireNonNull(value, "value"));
            return this;
        }

        /** The certificates; chosen by server name, the first where none fits. At least one. Replaces them all. */
        public Builder certificates(List<Certificate> values) {
            certificates = new ArrayList<>(values);
            return this;
        }

        /** The oldest version spoken; default {@link Version#V1_2}. */
        public Builder minVersion(Version value) {
            return minVersion(Field.of(value));
        }

        /** The same in three states. */
        public Builder minVersion(Field<Version> value) {
            minVersion = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Tls build() {
            return new Tls(new State(List.copyOf(certificates), minVersion));
        }
    }
}
