package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import io.portolan.model.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a load balancer is reached: fixed addresses, a host name whose addresses change, or an address for each zone. */
public final class BalancerAddress {
    /** The three forms. */
    public enum Form {
        /** Fixed addresses. */
        IPS,
        /** A host name; the addresses behind it change. */
        HOST_NAME,
        /** A fixed address for each zone, and a host name over them. */
        ZONAL
    }

    private final Form form;
    private final List<IpAddress> ips;
    private final @Nullable String hostName;
    private final Map<String, IpAddress> zones;

    private BalancerAddress(Form form, List<IpAddress> ips, @Nullable String hostName, Map<String, IpAddress> zones) {
        this.form = form;
        this.ips = List.copyOf(ips);
        this.hostName = hostName;
        this.zones = java.util.Collections.unmodifiableMap(new TreeMap<>(zones));
    }

    /** Fixed addresses, at least one. */
    public static BalancerAddress ips(List<IpAddress> ips) {
        return new BalancerAddress(Form.IPS, ips, null, Map.of());
    }

    /** A host name, absolute with the final dot. */
    public static BalancerAddress hostName(String name) {
        return new BalancerAddress(Form.HOST_NAME, List.of(), requireNonNull(name, "name"), Map.of());
    }

    /** Addresses by zone, under a host name. */
    public static BalancerAddress zonal(String hostName, Map<String, IpAddress> zones) {
        return new BalancerAddress(
                Form.ZONAL, List.copyOf(new TreeMap<>(zones).values()), requireNonNull(hostName, "hostName"), zones);
    }

    /** Which of the three it is. */
    public Form form() {
        return form;
    }

    /** The fixed addresses, in the order of zones where there are any; empty for a host name. */
    public List<IpAddress> ips() {
        return ips;
    }

    /** The host name; empty for plain addresses. */
    public Optional<String> hostName() {
        return Optional.ofNullable(hostName);
    }

    /** The addresses by zone; empty for the other forms. */
    public Map<String, IpAddress> zones() {
        return zones;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof BalancerAddress a
                && form == a.form
                && ips.equals(a.ips)
                && Objects.equals(hostName, a.hostName)
                && zones.equals(a.zones);
    }

    @Override
    public int hashCode() {
        return Objects.hash(form, ips, hostName, zones);
    }

    @Override
    public String toString() {
        return form == Form.HOST_NAME
                ? String.valueOf(hostName)
                : String.join(", ", ips.stream().map(IpAddress::toString).toList());
    }
}
