package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.model.IpAddress;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Address;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The same file on every host, all behind one virtual address, which the driver chooses: one that nobody has. */
final class HostBalancer implements Blueprint<LoadBalancer> {
    private final List<String> hosts;

    HostBalancer(CloudOptions options) {
        this.hosts = options.hosts();
    }

    @Override
    public Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }

    @Override
    public Support support() {
        return BalancerSupport.of(Temper.HOST);
    }

    @Override
    public List<String> types() {
        return List.of("balancer");
    }

    @Override
    public boolean isSpread() {
        return true;
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return role.equals(role(hosts.get(0))) ? LoadBalancer.ID : Blueprint.super.idOutput(role);
    }

    private static String role(String host) {
        return "file on " + host;
    }

    @Override
    public Set<Claim> claims(LoadBalancer spec, References references) {
        return BalancerFields.claims(spec, references);
    }

    @Override
    public Set<Claim> claims(Thing thing) {
        Set<Claim> claims = new HashSet<>();
        if (thing.raw("address") instanceof NativeId address) {
            listeners(thing).forEach(l -> claims.add(BalancerFields.claim(address, l.port(), l.transport())));
        }
        return claims;
    }

    @Override
    public void draw(LoadBalancer spec, Drawing drawing) {
        Optional<Thing> any = drawing.bag().stream().map(Part::thing).findFirst();
        List<Pool> pools = new ArrayList<>();
        for (Pool pool : spec.pools()) {
            pools.add(PoolFields.resolved(pool, any.flatMap(t -> pool(t, pool.name()))));
        }
        List<ListenerData> listeners = new ArrayList<>();
        for (Listener listener : spec.listeners()) {
            listeners.add(ListenerData.of(listener, any.flatMap(t -> listener(t, listener))));
        }
        LoadBalancer.Scheme scheme = BalancerFields.scheme(spec, drawing, any);
        Value<IpAddress> vip = vip(spec, scheme, drawing);
        drawing.promise(LoadBalancer.ADDRESS_FORM, BalancerAddress.Form.IPS);
        drawing.promised(LoadBalancer.ADDRESS, vip.map(ip -> BalancerAddress.ips(List.of(ip))));
        Value<NativeId> address = BalancerFields.address(spec, drawing.references());
        for (String host : hosts) {
            Optional<Thing> there = drawing.found("balancer", role(host));
            Want want = drawing.want("balancer", role(host))
                    .with("host", host)
                    .with("scheme", scheme)
                    .with("vip", vip)
                    .maybe("network", BalancerFields.network(spec, drawing.references()))
                    .maybe("address", address)
                    .with("listeners", listeners)
                    .with(
                            "certificates",
                            listeners.stream().map(ListenerData::certificates).toList())
                    .with("pools", pools)
                    .replacing(address != null ? Impact.INTERRUPTS : Impact.LOSES_ADDRESS);
            BalancerFields.common(spec, drawing, there.isPresent() ? there : any, want);
            spec.listeners().forEach(listener -> BalancerFields.keys(listener, want));
            want.end();
        }
    }

    /** The reserved one; else the one that it has, if that is of the right kind; else a free one. */
    private static Value<IpAddress> vip(LoadBalancer spec, LoadBalancer.Scheme scheme, Drawing drawing) {
        if (spec.address().isPresent()) {
            return drawing.references()
                    .of(spec.address().get(), Address.RESERVED)
                    .map(reserved -> reserved.addresses().get(0));
        }
        return drawing.bag().stream()
                .map(Part::thing)
                .filter(t -> scheme.equals(t.raw("scheme")) && t.raw("address") == null)
                .flatMap(t -> t.get("vip", IpAddress.class).stream())
                .findFirst()
                .map(Value::of)
                .orElseGet(() -> Value.of(drawing.free().next(scheme)));
    }

    private static Optional<Pool> pool(Thing thing, String name) {
        return pools(thing).stream().filter(p -> p.name().equals(name)).findFirst();
    }

    private static List<Pool> pools(Thing thing) {
        return thing.raw("pools") instanceof List<?> pools
                ? pools.stream().map(Pool.class::cast).toList()
                : List.of();
    }

    private static Optional<ListenerData> listener(Thing thing, Listener listener) {
        return listeners(thing).stream()
                .filter(d -> d.port() == listener.port()
                        && d.protocol().isDatagram() == listener.protocol().isDatagram())
                .findFirst();
    }

    private static List<ListenerData> listeners(Thing thing) {
        return thing.raw("listeners") instanceof List<?> all
                ? all.stream().map(ListenerData.class::cast).toList()
                : List.of();
    }

    private static BalancerAddress address(Thing thing) {
        return BalancerAddress.ips(List.of(thing.get("vip", IpAddress.class).orElseThrow()));
    }

    @Override
    public boolean areKin(Thing thing, Thing other) {
        return thing.raw("vip") != null && thing.get("vip").equals(other.get("vip"));
    }

    @Override
    public Duration drain(Thing thing) {
        return pools(thing).stream()
                .flatMap(p -> p.drainTimeout().value().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public Optional<LoadBalancer> balancer(LoadBalancer spec) {
        return Optional.of(spec);
    }

    @Override
    public List<Impact> loss(Thing thing) {
        return thing.raw("address") == null ? List.of(Impact.LOSES_ADDRESS) : List.of();
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        // The file that gave the id when it was made, not the one whose name comes first.
        return bag.all("balancer").stream()
                .filter(t -> hosts.get(0).equals(t.raw("host")))
                .findFirst()
                .or(() -> bag.first("balancer"))
                .map(t -> output.equals(LoadBalancer.ID)
                        ? t.id()
                        : output.equals(LoadBalancer.ADDRESS) ? address(t) : BalancerAddress.Form.IPS)
                .map(output.type()::cast);
    }

    @Override
    public Optional<LoadBalancer> view(Bag bag) {
        return bag.first("balancer").map(file -> {
            LoadBalancer.Builder view = BalancerFields.view(file);
            pools(file).forEach(view::pool);
            listeners(file).forEach(l -> view.listener(l.view()));
            return view.build();
        });
    }
}
