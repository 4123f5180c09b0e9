package io.portolan.dns;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import io.portolan.model.FieldPath;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import io.portolan.network.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A zone that is served authoritatively. */
public final class DnsZone implements Spec {
    /** The kind. */
    public static final Kind<DnsZone> KIND = Kind.of("DnsZone", DnsZone.class);

    /** The provider's id of the zone. */
    public static final Output<NativeId> ID = Output.of("DnsZone", "id", NativeId.class);

    /** The zone's name; known before the zone exists. */
    public static final Output<DnsName> DNS_NAME = Output.of("DnsZone", "dnsName", DnsName.class);

    /** The servers to give to the registrar: absolute names, or {@code address:port}. */
    public static final Output<NameServers> NAME_SERVERS = Output.of("DnsZone", "nameServers", NameServers.class);

    /** The TTL of its record sets that give none; known before the zone exists. */
    public static final Output<Duration> TTL = Output.of("DnsZone", "ttl", Duration.class);

    /** The TTL of record sets where neither they nor the zone give one. */
    public static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

    private record State(DnsName dnsName, Field<Duration> ttl, List<Ref<Network>> networks) {}

    private final State s;

    private DnsZone(State s) {
        this.s = s;
    }

    /** A builder of a zone of this name, with or without the final dot. */
    public static Builder named(String dnsName) {
        return new Builder(DnsName.parse(dnsName));
    }

    /** A builder of a zone of this name. */
    public static Builder named(DnsName dnsName) {
        return new Builder(dnsName);
    }

    /** Its name. */
    public DnsName dnsName() {
        return s.dnsName;
    }

    /** The TTL of record sets that give none; default 5m. */
    public Field<Duration> ttl() {
        return s.ttl;
    }

    /** The networks that see it; none: a public zone. */
    public List<Ref<Network>> networks() {
        return s.networks;
    }

    @Override
    public Kind<DnsZone> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return List.copyOf(s.networks);
    }

    @Override
    public List<Use> uses() {
        Use seen = Use.of(
                s.networks.isEmpty() ? DnsFeatures.PUBLIC_ZONE : DnsFeatures.PRIVATE_ZONE, FieldPath.of("networks"));
        return s.ttl.value()
                .map(ttl -> List.of(seen, Use.of(DnsFeatures.ZONE_TTL, FieldPath.of("ttl"), ttl)))
                .orElse(List.of(seen));
    }

    @Override
    public List<Problem> validate() {
        List<Problem> problems = new ArrayList<>(0);
        if (s.dnsName.labels() == 0) {
            problems.add(Problem.of("P011", FieldPath.of("dnsName"), "the root is no zone of ours"));
        }
        RecordSetRules.ttl(s.ttl).ifPresent(problems::add);
        return problems;
    }

    /** The servers of a zone. */
    public static final class NameServers {
        private final List<String> servers;

        private NameServers(List<String> servers) {
            this.servers = List.copyOf(servers);
        }

        /** These servers. */
        public static NameServers of(List<String> servers) {
            return new NameServers(servers);
        }

        /** Absolute names, or {@code address:port}. */
        public List<String> servers() {
            return servers;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof NameServers n && servers.equals(n.servers);
        }

        @Override
        public int hashCode() {
            return servers.hashCode();
        }

        @Override
        public String toString() {
            return String.join(", ", servers);
        }
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.dnsName);
        b.ttl = s.ttl;
        b.networks = new ArrayList<>(s.networks);
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DnsZone other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "DnsZone" + s.toString().substring("State".length());
    }

    /** Builds a {@link DnsZone}. */
    public static final class Builder {
        private final DnsName dnsName;
        private Field<Duration> ttl = Field.unset();
        private List<Ref<Network>> networks = new ArrayList<>();

        private Builder(DnsName dnsName) {
            this.dnsName = requireNonNull(dnsName, "dnsName");
        }

        /** The TTL of record sets that give none; default 5m. */
        public Builder ttl(Duration value) {
            return ttl(Field.of(value));
        }

        /** The same in three states. */
        public Builder ttl(Field<Duration> value) {
            ttl = requireNonNull(value, "value");
            return this;
        }

        /** Adds one of networks. */
        public Builder network(Ref<Network> value) {
            networks.add(requireNonNull(value, "value"));
            return this;
        }

        /** The networks that see it; none: a public zone. Replaces them all. */
        public Builder networks(List<Ref<Network>> values) {
            networks = new ArrayList<>(values);
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public DnsZone build() {
            return new DnsZone(new State(dnsName, ttl, List.copyOf(networks)));
        }
    }
}
