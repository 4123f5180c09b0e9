package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.model.HealthCheck;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Address;
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

/** Six kinds of things: checks, services with a group each, a map, an address, and a frontend for each listener. A group can't carry a mark. */
final class OperationBalancer implements Blueprint<LoadBalancer> {
    @Override
    public Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }

    @Override
    public Support support() {
        return BalancerSupport.of(Temper.OPERATIONS);
    }

    @Override
    public List<String> types() {
        return List.of("check", "group", "service", "map", "address", "frontend");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return role.equals("map") ? LoadBalancer.ID : Blueprint.super.idOutput(role);
    }

    @Override
    public Set<Claim> claims(LoadBalancer spec, References references) {
        return BalancerFields.claims(spec, references);
    }

    @Override
    public Set<Claim> claims(Thing thing) {
        return thing.type().equals("frontend") && thing.raw("address") instanceof NativeId address
                ? Set.of(BalancerFields.claim(
                        address, thing.get("port", Integer.class).orElse(0), String.valueOf(thing.raw("transport"))))
                : Set.of();
    }

    @Override
    public void draw(LoadBalancer spec, Drawing drawing) {
        Optional<Thing> there = drawing.found("map", "map");
        Map<String, Value<NativeId>> services = new LinkedHashMap<>();
        for (Pool pool : spec.pools()) {
            services.put(pool.name(), service(pool, drawing));
        }
        List<ListenerData> listeners = new ArrayList<>();
        List<Value<Map<String, NativeId>>> links = new ArrayList<>();
        for (Listener listener : spec.listeners()) {
            ListenerData data = ListenerData.of(listener, before(there, listener));
            listeners.add(data);
            links.add(TokenBalancer.links(data, services));
        }
        drawing.promise(LoadBalancer.ADDRESS_FORM, BalancerAddress.Form.IPS);
        LoadBalancer.Scheme scheme = BalancerFields.scheme(spec, drawing, there);
        Want map = drawing.want("map", "map")
                .with("scheme", scheme)
                .with("listeners", listeners)
                .with("services", Value.all(links).map(OperationBalancer::union))
                .maybe("network", BalancerFields.network(spec, drawing.references()));
        BalancerFields.common(spec, drawing, there, map);
        Value<NativeId> id = map.end();
        Value<NativeId> address = address(spec, scheme, drawing);
        for (int i = 0; i < listeners.size(); i++) {
            frontend(spec, i, listeners.get(i), scheme, id, address, drawing);
        }
    }

    private static Optional<ListenerData> before(Optional<Thing> map, Listener listener) {
        return map.flatMap(t -> listeners(t).stream()
                .filter(d -> d.port() == listener.port()
                        && d.protocol().isDatagram() == listener.protocol().isDatagram())
                .findFirst());
    }

    private static List<ListenerData> listeners(Thing map) {
        return map.raw("listeners") instanceof List<?> all
                ? all.stream().map(ListenerData.class::cast).toList()
                : List.of();
    }

    private static Map<String, NativeId> union(List<Map<String, NativeId>> links) {
        Map<String, NativeId> all = new LinkedHashMap<>();
        links.forEach(all::putAll);
        return all;
    }

    /** The service first, then the group that bears its name, then the service leads to the group: no group is ever without an owner. */
    private static Value<NativeId> service(Pool spec, Drawing drawing) {
        String name = spec.name();
        Optional<Thing> there = drawing.found("service", "service " + name);
        Pool pool = PoolFields.resolved(spec, there.flatMap(t -> t.get("pool", Pool.class)));
        Optional<HealthCheck> check = pool.healthCheck();
        Want service = drawing.want("service", "service " + name)
                .with("port", "pools." + name + ".port", pool.port())
                .with(
                        "pool",
                        "pools." + name,
                        pool.toBuilder().targets(List.of()).build());
        if (check.isPresent()) {
            service.with(
                    "check",
                    drawing.want("check", "check " + name)
                            .with("protocol", check.get().protocol())
                            .with("check", "pools." + name + ".healthCheck", check.get())
                            .end());
        }
        String of = drawing.nameOf(service);
        Value<NativeId> group = drawing.bag().stream()
                .map(Part::thing)
                .filter(t -> t.type().equals("group") && t.name().equals(of))
                .findFirst()
                .map(t -> Value.of(t.id()))
                .orElseGet(() -> Value.later(drawing.key(), drawing.output("group " + name)));
        Value<NativeId> id = service.deferrable("group", group).end();
        drawing.want("group", "group " + name)
                .named(of)
                .with("of", of)
                .with("targets", "pools." + name + ".targets", pool.targets())
                .end();
        return id;
    }

    private static Value<NativeId> address(LoadBalancer spec, LoadBalancer.Scheme scheme, Drawing drawing) {
        Value<NativeId> reserved = BalancerFields.address(spec, drawing.references());
        return reserved != null
                ? reserved
                : drawing.want("address", "address")
                        .with("scheme", scheme)
                        .costs(Impact.COSTS)
                        .replacing(Impact.LOSES_ADDRESS)
                        .end();
    }

    private static void frontend(
            LoadBalancer spec,
            int i,
            ListenerData data,
            LoadBalancer.Scheme scheme,
            Value<NativeId> map,
            Value<NativeId> address,
            Drawing drawing) {
        Want want = drawing.want("frontend", "frontend " + data.name())
                .with("port", data.port())
                .with("transport", data.transport())
                .with("protocol", "listeners." + data.name() + ".protocol", data.protocol())
                .with("certificates", data.certificates())
                .with("scheme", scheme)
                .with("address", address)
                .with("map", map)
                .costs(Impact.COSTS)
                .replacing(spec.address().isPresent() ? Impact.CUTS_CONNECTIONS : Impact.LOSES_ADDRESS);
        if (i == 0) {
            want.fills(LoadBalancer.ADDRESS, BalancerFields::ip);
        }
        BalancerFields.keys(spec.listeners().get(i), want);
        want.end();
    }

    @Override
    public boolean areKin(Thing thing, Thing other) {
        return thing.type().equals("map") && thing.id().equals(other.raw("map"));
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
        return thing.type().equals("address") ? List.of(Impact.LOSES_ADDRESS) : List.of();
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        Optional<Object> value = output.equals(LoadBalancer.ID)
                ? bag.first("map").map(Thing::id)
                : output.equals(LoadBalancer.ADDRESS)
                        ? bag.first("frontend").map(BalancerFields::ip)
                        : bag.first("map").map(t -> BalancerAddress.Form.IPS);
        return value.map(output.type()::cast);
    }

    @Override
    public Optional<LoadBalancer> view(Bag bag) {
        return bag.first("map").map(map -> {
            LoadBalancer.Builder view = BalancerFields.view(map);
            bag.first("frontend")
                    .flatMap(f -> f.get("address", NativeId.class))
                    .filter(a -> bag.parts().stream().noneMatch(p -> p.id().equals(a)))
                    .ifPresent(a -> view.address(Ref.id(Address.KIND, a.value())));
            for (Thing service : bag.all("service")) {
                List<Target> targets = new ArrayList<>();
                bag.all("group").stream()
                        .filter(g -> g.name().equals(service.name()))
                        .findFirst()
                        .flatMap(g -> g.get("targets"))
                        .ifPresent(t -> ((List<?>) t).forEach(x -> targets.add((Target) x)));
                service.get("pool", Pool.class)
                        .ifPresent(p -> view.pool(p.toBuilder().targets(targets).build()));
            }
            listeners(map).forEach(l -> view.listener(l.view()));
            return view.build();
        });
    }
}
