package io.portolan.baremetal.proxy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One listening address and what happens to connections made to it.
 *
 * <p>The listening socket belongs to the address: a frontend that changes protocol, routes or certificates, or even moves to another
 * balancer, keeps it, so no connection is refused in between. With port 0 the system chooses a port once, and the frontend of that
 * name keeps it; {@link ProxyStatus} tells which.
 */
public final class FrontendConfig {
    private final String name;
    private final InetSocketAddress address;
    private final Protocol protocol;
    private final List<RouteConfig> routes;
    private final @Nullable TlsConfig tls;
    private final List<String> sourceRanges;

    private FrontendConfig(
            String name,
            InetSocketAddress address,
            Protocol protocol,
            List<RouteConfig> routes,
            @Nullable TlsConfig tls,
            List<String> sourceRanges) {
        this.name = Objects.requireNonNull(name, "name");
        this.address = Objects.requireNonNull(address, "address");
        this.protocol = protocol;
        this.routes = List.copyOf(routes);
        this.tls = tls;
        this.sourceRanges = List.copyOf(sourceRanges);
    }

    /** Forwards every connection, byte for byte, to a pool. */
    public static FrontendConfig tcp(String name, InetSocketAddress address, ForwardAction action) {
        return new FrontendConfig(name, address, Protocol.TCP, List.of(RouteConfig.any(action)), null, List.of());
    }

    /** Ends TLS and forwards the bytes inside to a pool. With TLS 1.2 a client that ends its half ends both, as TLS 1.2 has it. */
    public static FrontendConfig tls(String name, InetSocketAddress address, TlsConfig tls, ForwardAction action) {
        return new FrontendConfig(
                name,
                address,
                Protocol.TLS,
                List.of(RouteConfig.any(action)),
                Objects.requireNonNull(tls, "tls"),
                List.of());
    }

    /** Answers HTTP/1.1 by the first route that matches; 404 where none does. */
    public static FrontendConfig http(String name, InetSocketAddress address, List<RouteConfig> routes) {
        return new FrontendConfig(name, address, Protocol.HTTP, routes, null, List.of());
    }

    /** Ends TLS and answers HTTP/1.1 inside by the first route that matches; 404 where none does. */
    public static FrontendConfig https(
            String name, InetSocketAddress address, TlsConfig tls, List<RouteConfig> routes) {
        return new FrontendConfig(name, address, Protocol.HTTPS, routes, Objects.requireNonNull(tls, "tls"), List.of());
    }

    /**
     * The same, open to these clients only: one from elsewhere is closed when it is accepted.
     *
     * @param sourceRanges CIDRs of IPv4 or IPv6; none lets everybody in
     */
    public FrontendConfig from(List<String> sourceRanges) {
        return new FrontendConfig(name, address, protocol, routes, tls, sourceRanges);
    }

    public String name() {
        return name;
    }

    public InetSocketAddress address() {
        return address;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** In the order in which they are tried; exactly one, matching everything, for TCP and TLS. */
    public List<RouteConfig> routes() {
        return routes;
    }

    /** From where clients are let in; empty for everywhere. */
    public List<String> sourceRanges() {
        return sourceRanges;
    }

    /** Present for TLS and HTTPS. */
    public Optional<TlsConfig> tls() {
        return Optional.ofNullable(tls);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FrontendConfig that
                && name.equals(that.name)
                && address.equals(that.address)
                && protocol == that.protocol
                && routes.equals(that.routes)
                && Objects.equals(tls, that.tls)
                && sourceRanges.equals(that.sourceRanges);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, address, protocol, routes, tls, sourceRanges);
    }

    @Override
    public String toString() {
        return name + " " + protocol + " " + address;
    }

    /** What a frontend speaks with its clients. */
    public enum Protocol {
        TCP,
        TLS,
        HTTP,
        HTTPS;

        boolean secure() {
            return this == TLS || this == HTTPS;
        }

        boolean http() {
            return this == HTTP || this == HTTPS;
        }
    }
}
