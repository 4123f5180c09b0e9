package io.portolan.loadbalancer;

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
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A load balancer: listeners in front, pools of targets behind. L4 with TCP, UDP and TLS listeners, L7 with HTTP and HTTPS; not both in one. */
public final class LoadBalancer implements Spec {
    /** The kind. */
    public static final Kind<LoadBalancer> KIND = Kind.of("LoadBalancer", LoadBalancer.class);

    /** The provider's id of the balancer. */
    public static final Output<NativeId> ID = Output.of("LoadBalancer", "id", NativeId.class);

    /** Where clients reach it. */
    public static final Output<BalancerAddress> ADDRESS = Output.of("LoadBalancer", "address", BalancerAddress.class);

    /** The form that the address will have, known before it exists: decides between A and CNAME. */
    public static final Output<BalancerAddress.Form> ADDRESS_FORM =
            Output.of("LoadBalancer", "addressForm", BalancerAddress.Form.class);

    /** How long a silent connection stays, where nothing else is given. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);

    private record State(
            @Nullable Ref<Network> network,
            List<String> subnets,
            Field<Scheme> scheme,
            @Nullable Ref<Address> address,
            @Nullable Ref<Firewall> firewall,
            Field<List<Cidr>> sourceRanges,
            Field<Duration> idleTimeout,
            Field<ClientIp> clientIp,
            List<Listener> listeners,
            List<Pool> pools) {}

    private final State s;

    private LoadBalancer(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The network that it stands in; empty: the provider's default, or none at all. */
    public Optional<Ref<Network>> network() {
        return Optional.ofNullable(s.network);
    }

    /** The names of the network's subnets that it stands in; none: all that fit. */
    public List<String> subnets() {
        return s.subnets;
    }

    /** Whether it is reached from outside; default public. */
    public Field<Scheme> scheme() {
        return s.scheme;
    }

    /** A reserved address; empty: one of the provider's choice that goes with the balancer. */
    public Optional<Ref<Address>> address() {
        return Optional.ofNullable(s.address);
    }

    /** The firewall that it is under; empty: its own, open on the listeners' ports to the source ranges. */
    public Optional<Ref<Firewall>> firewall() {
        return Optional.ofNullable(s.firewall);
    }

    /** Who may connect; default everybody. */
    public Field<List<Cidr>> sourceRanges() {
        return s.sourceRanges;
    }

    /** How long a connection may be silent; default 60s. */
    public Field<Duration> idleTimeout() {
        return s.idleTimeout;
    }

    /** Whether targets see the client's address on the packets; default the provider's way. */
    public Field<ClientIp> clientIp() {
        return s.clientIp;
    }

    /** The listeners, at least one; each port and transport only once. */
    public List<Listener> listeners() {
        return s.listeners;
    }

    /** The pools; every one is used by a listener. */
    public List<Pool> pools() {
        return s.pools;
    }

    /** From where it is reached. */
    public enum Scheme {
        /** From the internet. */
        PUBLIC,
        /** From its network only. */
        INTERNAL
    }

    /** What targets see as the source of packets. */
    public enum ClientIp {
        /** The client. */
        PRESERVE,
        /** The balancer. */
        REPLACE
    }

    /** The pool of this name. */
    public Optional<Pool> pool(String name) {
        for (Pool pool : s.pools) {
            if (pool.name().equals(name)) {
                return Optional.of(pool);
            }
        }
        return Optional.empty();
    }

    /** Whether it understands HTTP (L7). */
    public boolean isHttp() {
        for (Listener listener : s.listeners) {
            if (listener.protocol().isHttp()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Kind<LoadBalancer> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        List<Ref<?>> refs = new ArrayList<>();
        network().ifPresent(refs::add);
        address().ifPresent(refs::add);
        firewall().ifPresent(refs::add);
        return List.copyOf(refs);
    }

    @Override
    public List<Use> uses() {
        return LoadBalancerFeatures.of(this);
    }

    @Override
    public List<Problem> validate() {
        return LoadBalancerRules.problems(this);
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.network = s.network;
        b.subnets = new ArrayList<>(s.subnets);
        b.scheme = s.scheme;
        b.address = s.address;
        b.firewall = s.firewall;
        b.sourceRanges = s.sourceRanges;
        b.idleTimeout = s.idleTimeout;
        b.clientIp = s.clientIp;
        b.listeners = new ArrayList<>(s.listeners);
        b.pools = new ArrayList<>(s.pools);
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof LoadBalancer other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "LoadBalancer" + s.toString().substring("State".length());
    }

    /** Builds a {@link LoadBalancer}. */
    public static final class Builder {
        private @Nullable Ref<Network> network;
        private List<String> subnets = new ArrayList<>();
        private Field<Scheme> scheme = Field.unset();
        private @Nullable Ref<Address> address;
        private @Nullable Ref<Firewall> firewall;
        private Field<List<Cidr>> sourceRanges = Field.unset();
        private Field<Duration> idleTimeout = Field.unset();
        private Field<ClientIp> clientIp = Field.unset();
        private List<Listener> listeners = new ArrayList<>();
        private List<Pool> pools = new ArrayList<>();

        private Builder() {}

        /** The network that it stands in; empty: the provider's default, or none at all. */
        public Builder network(Ref<Network> value) {
            network = requireNonNull(value, "value");
            return this;
        }

        /** Adds one of subnets. */
        public Builder subnet(String value) {
            subnets.add(requireNonNull(value, "value"));
            return this;
        }

        /** The names of the network's subnets that it stands in; none: all that fit. Replaces them all. */
        public Builder subnets(List<String> values) {
            subnets = new ArrayList<>(values);
            return this;
        }

        /** Whether it is reached from outside; default public. */
        public Builder scheme(Scheme value) {
            return scheme(Field.of(value));
        }

        /** The same in three states. */
        public Builder scheme(Field<Scheme> value) {
            scheme = requireNonNull(value, "value");
            return this;
        }

        /** A reserved address; empty: one of the provider's choice that goes with the balancer. */
        public Builder address(Ref<Address> value) {
            address = requireNonNull(value, "value");
            return this;
        }

        /** The firewall that it is under; empty: its own, open on the listeners' ports to the source ranges. */
        public Builder firewall(Ref<Firewall> value) {
            firewall = requireNonNull(value, "value");
            return this;
        }

        /** Who may connect; default everybody. */
        public Builder sourceRanges(List<Cidr> value) {
            return sourceRanges(Field.of(value));
        }

        /** The same in three states. */
        public Builder sourceRanges(Field<List<Cidr>> value) {
            sourceRanges = requireNonNull(value, "value");
            return this;
        }

        /** How long a connection may be silent; default 60s. */
        public Builder idleTimeout(Duration value) {
            return idleTimeout(Field.of(value));
        }

        /** The same in three states. */
        public Builder idleTimeout(Field<Duration> value) {
            idleTimeout = requireNonNull(value, "value");
            return this;
        }

        /** Whether targets see the client's address on the packets; default the provider's way. */
        public Builder clientIp(ClientIp value) {
            return clientIp(Field.of(value));
        }

        /** The same in three states. */
        public Builder clientIp(Field<ClientIp> value) {
            clientIp = requireNonNull(value, "value");
            return this;
        }

        /** Adds one of listeners. */
        public Builder listener(Listener value) {
            listeners.add(requireNonNull(value, "value"));
            return this;
        }

        /** The listeners, at least one; each port and transport only once. Replaces them all. */
        public Builder listeners(List<Listener> values) {
            listeners = new ArrayList<>(values);
            return this;
        }

        /** Adds one of pools. */
        public Builder pool(Pool value) {
            pools.add(requireNonNull(value, "value"));
            return this;
        }

        /** The pools; every one is used by a listener. Replaces them all. */
        public Builder pools(List<Pool> values) {
            pools = new ArrayList<>(values);
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public LoadBalancer build() {
            return new LoadBalancer(new State(
                    network,
                    List.copyOf(subnets),
                    scheme,
                    address,
                    firewall,
                    sourceRanges,
                    idleTimeout,
                    clientIp,
                    List.copyOf(listeners),
                    List.copyOf(pools)));
        }
    }
}
