package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import io.portolan.model.IpAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a pool's traffic goes: an address, or a machine of the provider. */
public final class Target {

    private record State(
            @Nullable IpAddress address,
            @Nullable String instance,
            @Nullable Integer port,
            Field<Integer> weight) {}

    private final State s;

    private Target(State s) {
        this.s = s;
    }

    /** An address. */
    public static Target of(IpAddress address) {
        return new Target(new State(requireNonNull(address, "address"), null, null, Field.unset()));
    }

    /** An address, from its text. */
    public static Target of(String address) {
        return of(IpAddress.parse(address));
    }

    /** A machine of the provider. */
    public static Target ofInstance(String instance) {
        return new Target(new State(null, requireNonNull(instance, "instance"), null, Field.unset()));
    }

    /** The same with this weight. */
    public Target weight(Field<Integer> weight) {
        return new Target(new State(s.address, s.instance, s.port, weight));
    }

    /** The same with a port of its own. */
    public Target port(int port) {
        return new Target(new State(s.address, s.instance, port, s.weight));
    }

    /** The address or the instance, as text. */
    public String where() {
        return s.address != null ? s.address.toString() : s.instance != null ? s.instance : "";
    }

    /** The address; empty when it is an instance. */
    public Optional<IpAddress> address() {
        return Optional.ofNullable(s.address);
    }

    /** The provider's id of a machine; empty when it is an address. */
    public Optional<String> instance() {
        return Optional.ofNullable(s.instance);
    }

    /** A port of its own; empty: the pool's. */
    public Optional<Integer> port() {
        return Optional.ofNullable(s.port);
    }

    /** Its share within the pool, 0 to 256; default 1. 0: drained, nothing new goes there. */
    public Field<Integer> weight() {
        return s.weight;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Target other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Target" + s.toString().substring("State".length());
    }
}
