package io.portolan.testkit.memory;

import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.Cidr;
import io.portolan.model.IpAddress;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What balancers have in common, however many things they are made of. */
final class BalancerFields {
    private static final String EVERYBODY = "everybody";

    private BalancerFields() {}

    /** The fields of the balancer itself that can be changed in place. */
    static void common(LoadBalancer spec, Drawing drawing, Optional<Thing> there, Want want) {
        want.with("subnets", spec.subnets())
                .maybe(
                        "firewall",
                        spec.firewall()
                                .map(f -> drawing.references().of(f, Firewall.ID))
                                .orElse(null))
                .with("sourceRanges", sourceRanges(spec, there.map(t -> t.raw("sourceRanges"))))
                .with(
                        "idleTimeout",
                        drawing.resolve(
                                spec.idleTimeout(),
                                there,
                                "idleTimeout",
                                Duration.class,
                                LoadBalancer.DEFAULT_IDLE_TIMEOUT))
                .with(
                        "clientIp",
                        drawing.resolve(
                                spec.clientIp(),
                                there,
                                "clientIp",
                                LoadBalancer.ClientIp.class,
                                LoadBalancer.ClientIp.REPLACE));
    }

    static Object sourceRanges(LoadBalancer spec, Optional<Object> there) {
        Optional<List<Cidr>> given = spec.sourceRanges().value();
        return given.isPresent() ? given.get() : spec.sourceRanges().isUnset() ? there.orElse(EVERYBODY) : EVERYBODY;
    }

    static LoadBalancer.Scheme scheme(LoadBalancer spec, Drawing drawing, Optional<Thing> there) {
        return drawing.resolve(spec.scheme(), there, "scheme", LoadBalancer.Scheme.class, LoadBalancer.Scheme.PUBLIC);
    }

    static @Nullable Value<NativeId> network(LoadBalancer spec, References references) {
        return spec.network().map(n -> references.of(n, Network.ID)).orElse(null);
    }

    static @Nullable Value<NativeId> address(LoadBalancer spec, References references) {
        return spec.address().map(a -> references.of(a, Address.ID)).orElse(null);
    }

    static BalancerAddress ip(Thing thing) {
        return BalancerAddress.ips(List.of(thing.get("ip", IpAddress.class).orElseThrow()));
    }

    /** The private keys of a listener, each an argument of its own. */
    static void keys(Listener listener, Want want) {
        List<Certificate> certificates = listener.tls().map(Tls::certificates).orElse(List.of());
        for (int i = 0; i < certificates.size(); i++) {
            want.secret(
                    "key " + listener.port() + " " + (i + 1),
                    certificates.get(i).privateKey());
        }
    }

    /** A reserved address and a port have one user. */
    static Set<Claim> claims(LoadBalancer spec, References references) {
        Optional<NativeId> address =
                spec.address().flatMap(a -> references.of(a, Address.ID).now());
        if (address.isEmpty()) {
            return Set.of();
        }
        Set<Claim> claims = new TreeSet<>();
        for (Listener listener : spec.listeners()) {
            claims.add(claim(address.get(), listener.port(), listener.protocol().isDatagram() ? "udp" : "tcp"));
        }
        return claims;
    }

    static Claim claim(NativeId address, int port, String transport) {
        return Claim.of("frontend", address.value(), port + "/" + transport);
    }

    /** The view's fields of the balancer itself. */
    static LoadBalancer.Builder view(Thing thing) {
        LoadBalancer.Builder view = LoadBalancer.builder();
        thing.get("scheme", LoadBalancer.Scheme.class).ifPresent(view::scheme);
        thing.get("network", NativeId.class).ifPresent(id -> view.network(Ref.id(Network.KIND, id.value())));
        thing.get("address", NativeId.class).ifPresent(id -> view.address(Ref.id(Address.KIND, id.value())));
        thing.get("firewall", NativeId.class).ifPresent(id -> view.firewall(Ref.id(Firewall.KIND, id.value())));
        thing.get("idleTimeout", Duration.class).ifPresent(view::idleTimeout);
        thing.get("clientIp", LoadBalancer.ClientIp.class).ifPresent(view::clientIp);
        if (thing.raw("sourceRanges") instanceof List<?> ranges) {
            view.sourceRanges(ranges.stream().map(Cidr.class::cast).toList());
        }
        if (thing.raw("subnets") instanceof List<?> subnets) {
            view.subnets(subnets.stream().map(Object::toString).toList());
        }
        return view;
    }

    /** A pool's name, from its role. */
    static String poolName(String role) {
        return role.substring(role.indexOf(' ') + 1);
    }

    /** The names of targets as health reports them: {@code address:port (pool)}. */
    static List<String> targets(Pool pool) {
        return pool.targets().stream()
                .map(t -> t.where() + ":" + t.port().orElse(pool.port()) + " (" + pool.name() + ")")
                .toList();
    }
}
