package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A balancer with listeners below it and pools beside it. */
final class TokenBalancer implements Blueprint<LoadBalancer> {
    @Override
    public Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }

    @Override
    public Support support() {
        return BalancerSupport.of(Temper.TOKENS);
    }

    @Override
    public List<String> types() {
        return List.of("pool", "balancer", "listener");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return role.equals("balancer") ? LoadBalancer.ID : Blueprint.super.idOutput(role);
    }

    @Override
    public String role(Thing thing) {
        return thing.get("part", String.class).orElseGet(() -> switch (thing.type()) {
            case "pool" -> "pool " + thing.name();
            case "listener" -> "listener " + thing.raw("port") + "/" + thing.raw("transport");
            default -> thing.type();
        });
    }

    @Override
    public Set<Claim> claims(LoadBalancer spec, References references) {
        return BalancerFields.claims(spec, references);
    }

    /** A listener has its port at the reserved address of its balancer. */
    @Override
    public Set<Claim> claims(Thing thing, PartWorld world) {
        Thing balancer = thing.raw("parent") instanceof NativeId parent ? world.find(parent) : null;
        return balancer != null && balancer.raw("address") instanceof NativeId address
                ? Set.of(BalancerFields.claim(
                        address, thing.get("port", Integer.class).orElse(0), String.valueOf(thing.raw("transport"))))
                : Set.of();
    }

    @Override
    public void draw(LoadBalancer spec, Drawing drawing) {
        Optional<Thing> there = drawing.found("balancer", "balancer");
        Map<String, Value<NativeId>> pools = new LinkedHashMap<>();
        for (Pool pool : spec.pools()) {
            pools.put(pool.name(), pool(pool, drawing));
        }
        boolean reserved = spec.address().isPresent();
        drawing.promise(
                LoadBalancer.ADDRESS_FORM, reserved ? BalancerAddress.Form.IPS : BalancerAddress.Form.HOST_NAME);
        Want balancer = drawing.want("balancer", "balancer")
                .with("scheme", BalancerFields.scheme(spec, drawing, there))
                .with("layer", spec.isHttp() ? "L7" : "L4")
                .maybe("network", BalancerFields.network(spec, drawing.references()))
                .maybe("address", BalancerFields.address(spec, drawing.references()));
        BalancerFields.common(spec, drawing, there, balancer);
        Value<NativeId> id = balancer.fills(LoadBalancer.ADDRESS, TokenBalancer::address)
                .costs(Impact.COSTS)
                .replacing(reserved ? new Impact[] {Impact.INTERRUPTS} : new Impact[] {Impact.LOSES_ADDRESS})
                .end();
        for (Listener listener : spec.listeners()) {
            listener(listener, id, pools, drawing);
        }
    }

    private static Value<NativeId> pool(Pool spec, Drawing drawing) {
        String role = "pool " + spec.name();
        Optional<Thing> there = drawing.found("pool", role);
        Pool pool = PoolFields.resolved(spec, there.flatMap(t -> t.get("pool", Pool.class)));
        return drawing.want("pool", role)
                .with("port", "pools." + spec.name() + ".port", pool.port())
                .with("proxyProtocol", pool.proxyProtocol())
                .with("pool", "pools." + spec.name(), pool)
                .named(spec.name())
                .end();
    }

    private static void listener(
            Listener spec, Value<NativeId> balancer, Map<String, Value<NativeId>> pools, Drawing drawing) {
        String role = "listener " + spec.port() + "/" + (spec.protocol().isDatagram() ? "udp" : "tcp");
        ListenerData data = ListenerData.of(
                spec, drawing.found("listener", role).flatMap(t -> t.get("listener", ListenerData.class)));
        Want want = drawing.want("listener", role)
                .with("parent", balancer)
                .with("port", data.port())
                .with("transport", data.transport())
                .with("listener", "listeners." + data.name(), data)
                .with("certificates", data.certificates())
                .with("pools", links(data, pools))
                .alone(balancer.now().orElse(null));
        BalancerFields.keys(spec, want);
        want.end();
    }

    /** The ids of the pools that a listener leads to, by name. */
    static Value<Map<String, NativeId>> links(ListenerData data, Map<String, Value<NativeId>> pools) {
        List<String> names = new ArrayList<>();
        List<Value<NativeId>> ids = new ArrayList<>();
        pools.forEach((name, id) -> {
            if (leads(data, name)) {
                names.add(name);
                ids.add(id);
            }
        });
        return Value.all(ids).map(all -> {
            Map<String, NativeId> links = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                links.put(names.get(i), all.get(i));
            }
            return links;
        });
    }

    private static boolean leads(ListenerData data, String pool) {
        return data.action() != null
                        && data.action().pools().stream().anyMatch(p -> p.pool().equals(pool))
                || data.routes().stream()
                        .anyMatch(r -> r.action().pools().stream()
                                .anyMatch(p -> p.pool().equals(pool)));
    }

    private static BalancerAddress address(Thing balancer) {
        return balancer.get("host name", String.class)
                .map(BalancerAddress::hostName)
                .orElseGet(() -> BalancerFields.ip(balancer));
    }

    @Override
    public Duration drain(Thing thing) {
        return thing.get("pool", Pool.class)
                .flatMap(p -> p.drainTimeout().value())
                .orElse(Duration.ZERO);
    }

    @Override
    public Optional<LoadBalancer> balancer(LoadBalancer spec) {
        return Optional.of(spec);
    }

    @Override
    public List<Impact> loss(Thing thing) {
        return thing.type().equals("balancer") && thing.raw("address") == null
                ? List.of(Impact.LOSES_ADDRESS)
                : List.of();
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return bag.first("balancer")
                .map(t -> output.equals(LoadBalancer.ID)
                        ? t.id()
                        : output.equals(LoadBalancer.ADDRESS)
                                ? address(t)
                                : address(t).form())
                .map(output.type()::cast);
    }

    @Override
    public Optional<LoadBalancer> view(Bag bag) {
        return bag.first("balancer").map(balancer -> {
            LoadBalancer.Builder view = BalancerFields.view(balancer);
            bag.all("pool").forEach(p -> p.get("pool", Pool.class).ifPresent(view::pool));
            bag.all("listener").stream()
                    .flatMap(l -> l.get("listener", ListenerData.class).stream())
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .forEach(l -> view.listener(l.view()));
            return view.build();
        });
    }
}
