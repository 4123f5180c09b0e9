package io.portolan.dns;

import static java.util.Objects.requireNonNull;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.HealthCheck;
import io.portolan.model.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the answers of a record set: values, or whatever a load balancer's address is. */
public final class Answer {

    private record State(
            List<String> values,
            @Nullable Ref<LoadBalancer> alias,
            int weight,
            @Nullable HealthCheck healthCheck,
            @Nullable String location) {}

    private final State s;

    private Answer(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** These values. */
    public static Answer of(String... values) {
        return builder().values(List.of(values)).build();
    }

    /** Whatever this load balancer's address is. */
    public static Answer alias(Ref<LoadBalancer> loadBalancer) {
        return builder().alias(loadBalancer).build();
    }

    /** Values in presentation form, as in a master file: {@code 10 mx1.mail.example.}; names in them are absolute. */
    public List<String> values() {
        return s.values;
    }

    /** A load balancer that is answered with; empty where there are values. */
    public Optional<Ref<LoadBalancer>> alias() {
        return Optional.ofNullable(s.alias);
    }

    /** With {@code WEIGHTED}: its share, 0 to 255. */
    public int weight() {
        return s.weight;
    }

    /** A check; an answer that fails it is not given while another is healthy. */
    public Optional<HealthCheck> healthCheck() {
        return Optional.ofNullable(s.healthCheck);
    }

    /** With {@code GEO}: a continent, country or {@code default}; with {@code LATENCY}: a region of the provider. */
    public Optional<String> location() {
        return Optional.ofNullable(s.location);
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.values = new ArrayList<>(s.values);
        b.alias = s.alias;
        b.weight = s.weight;
        b.healthCheck = s.healthCheck;
        b.location = s.location;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Answer other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Answer" + s.toString().substring("State".length());
    }

    /** Builds a {@link Answer}. */
    public static final class Builder {
        private List<String> values = new ArrayList<>();
        private @Nullable Ref<LoadBalancer> alias;
        private int weight = 1;
        private @Nullable HealthCheck healthCheck;
        private @Nullable String location;

        private Builder() {}

        /** Adds one of values. */
        public Builder value(String value) {
            values.add(requireNonNull(value, "value"));
            return this;
        }

        /** Values in presentation form, as in a master file: {@code 10 mx1.mail.example.}; names in them are absolute. Replaces them all. */
        public Builder values(List<String> all) {
            values = new ArrayList<>(all);
            return this;
        }

        /** A load balancer that is answered with; empty where there are values. */
        public Builder alias(Ref<LoadBalancer> value) {
            alias = requireNonNull(value, "value");
            return this;
        }

        /** With {@code WEIGHTED}: its share, 0 to 255. */
        public Builder weight(int value) {
            weight = value;
            return this;
        }

        /** A check; an answer that fails it is not given while another is healthy. */
        public Builder healthCheck(HealthCheck value) {
            healthCheck = requireNonNull(value, "value");
            return this;
        }

        /** With {@code GEO}: a continent, country or {@code default}; with {@code LATENCY}: a region of the provider. */
        public Builder location(String value) {
            location = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Answer build() {
            return new Answer(new State(List.copyOf(values), alias, weight, healthCheck, location));
        }
    }
}
