package io.portolan.network;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Cidr;
import io.portolan.model.IpAddress;
import org.jspecify.annotations.Nullable;

/** A route of a network to a block outside of it, by the address of a machine inside. */
public final class Route {

    private record State(Cidr destination, IpAddress nextHop) {}

    private final State s;

    private Route(State s) {
        this.s = s;
    }

    /** A route. */
    public static Route of(Cidr destination, IpAddress nextHop) {
        return new Route(new State(requireNonNull(destination, "destination"), requireNonNull(nextHop, "nextHop")));
    }

    /** Where to. */
    public Cidr destination() {
        return s.destination;
    }

    /** By which machine of the network. */
    public IpAddress nextHop() {
        return s.nextHop;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Route other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Route" + s.toString().substring("State".length());
    }
}
