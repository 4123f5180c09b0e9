package io.portolan.dns;

import static java.util.Objects.requireNonNull;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Field;
import io.portolan.model.Kind;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All records of one name and type: the unit of DNS. For its (name, type) the zone afterwards holds exactly the given answers. Before: {@code www A 192.0.2.1}, {@code www A 192.0.2.2}. Wanted: {@code www A 192.0.2.9}. After: {@code www A 192.0.2.9}. */
public final class RecordSet implements Spec {
    /** The kind. */
    public static final Kind<RecordSet> KIND = Kind.of("RecordSet", RecordSet.class);

    private record State(
            Ref<DnsZone> zone,
            DnsName name,
            @Nullable RecordType type,
            Field<Duration> ttl,
            Policy policy,
            List<Answer> answers) {}

    private final State s;
    private final List<Ref<?>> references;

    private RecordSet(State s) {
        this.s = s;
        List<Ref<?>> refs = new ArrayList<>(2);
        refs.add(s.zone);
        s.answers.forEach(a -> a.alias().ifPresent(refs::add));
        this.references = List.copyOf(refs);
    }

    /** A builder of the record set of this absolute name (with the final dot) in this zone. */
    public static Builder of(Ref<DnsZone> zone, String absoluteName) {
        return new Builder(zone, DnsName.absolute(absoluteName));
    }

    /** A builder of the record set of this name in this zone. */
    public static Builder of(Ref<DnsZone> zone, DnsName name) {
        return new Builder(zone, name);
    }

    /** The zone. */
    public Ref<DnsZone> zone() {
        return s.zone;
    }

    /** The absolute name. */
    public DnsName name() {
        return s.name;
    }

    /** The type; empty: an alias, whose type follows from the load balancer's address. */
    public Optional<RecordType> type() {
        return Optional.ofNullable(s.type);
    }

    /** How long answers may be kept; default the zone's. */
    public Field<Duration> ttl() {
        return s.ttl;
    }

    /** How one of several answers is chosen. */
    public Policy policy() {
        return s.policy;
    }

    /** The answers; exactly one with {@code SIMPLE}, in order with {@code FAILOVER}. */
    public List<Answer> answers() {
        return s.answers;
    }

    /** How one of several answers is chosen. */
    public enum Policy {
        /** There is one. */
        SIMPLE,
        /** By weight. */
        WEIGHTED,
        /** The first healthy one. */
        FAILOVER,
        /** By where the client is. */
        GEO,
        /** The nearest. */
        LATENCY
    }

    /** {@code alias} or the type, as the last word of the key. */
    public String typeWord() {
        return s.type == null ? "alias" : s.type.toString();
    }

    @Override
    public Kind<RecordSet> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return references;
    }

    @Override
    public List<Use> uses() {
        return DnsFeatures.of(this);
    }

    @Override
    public List<Problem> validate() {
        return RecordSetRules.problems(this);
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.zone, s.name);
        b.type = s.type;
        b.ttl = s.ttl;
        b.policy = s.policy;
        b.answers = new ArrayList<>(s.answers);
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof RecordSet other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "RecordSet" + s.toString().substring("State".length());
    }

    /** Builds a {@link RecordSet}. */
    public static final class Builder {
        private final Ref<DnsZone> zone;
        private final DnsName name;
        private @Nullable RecordType type;
        private Field<Duration> ttl = Field.unset();
        private Policy policy = Policy.SIMPLE;
        private List<Answer> answers = new ArrayList<>();

        private Builder(Ref<DnsZone> zone, DnsName name) {
            this.zone = requireNonNull(zone, "zone");
            this.name = requireNonNull(name, "name");
        }

        /** The type; empty: an alias, whose type follows from the load balancer's address. */
        public Builder type(RecordType value) {
            type = requireNonNull(value, "value");
            return this;
        }

        /** How long answers may be kept; default the zone's. */
        public Builder ttl(Duration value) {
            return ttl(Field.of(value));
        }

        /** The same in three states. */
        public Builder ttl(Field<Duration> value) {
            ttl = requireNonNull(value, "value");
            return this;
        }

        /** How one of several answers is chosen. */
        public Builder policy(Policy value) {
            policy = requireNonNull(value, "value");
            return this;
        }

        /** Adds one of answers. */
        public Builder answer(Answer value) {
            answers.add(requireNonNull(value, "value"));
            return this;
        }

        /** The answers; exactly one with {@code SIMPLE}, in order with {@code FAILOVER}. Replaces them all. */
        public Builder answers(List<Answer> values) {
            answers = new ArrayList<>(values);
            return this;
        }

        /** The one answer: these values. */
        public Builder values(String... values) {
            policy = Policy.SIMPLE;
            return answers(List.of(Answer.of(values)));
        }

        /** The one answer: this load balancer's address. */
        public Builder alias(Ref<LoadBalancer> loadBalancer) {
            policy = Policy.SIMPLE;
            return answers(List.of(Answer.alias(loadBalancer)));
        }

        /** The value; it is checked by {@code validate}, not here. */
        public RecordSet build() {
            return new RecordSet(new State(zone, name, type, ttl, policy, List.copyOf(answers)));
        }
    }
}
