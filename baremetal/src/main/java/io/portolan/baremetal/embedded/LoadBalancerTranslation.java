package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Cidr;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Secret;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Load balancers: one document of the cloud each, served by its proxy. */
final class LoadBalancerTranslation implements Translation<LoadBalancer> {
    private final PortRules ports;

    LoadBalancerTranslation(PortRules ports) {
        this.ports = ports;
    }

    @Override
    public Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }

    @Override
    public String part() {
        return "balancer";
    }

    @Override
    public Support support() {
        return LoadBalancerSupport.TABLE;
    }

    @Override
    public List<Problem> check(LoadBalancer spec) {
        return ports.check(spec);
    }

    /** Two balancers may share a reserved address, but not a port of it. */
    @Override
    public Set<Claim> claims(LoadBalancer spec, References references) {
        Set<Claim> claims = new TreeSet<>();
        spec.address().ifPresent(address -> {
            String id = Outputs.id(references, address)
                    .now()
                    .map(NativeValue::toString)
                    .orElse(address.toString());
            spec.listeners().forEach(listener -> claims.add(claim(id, listener.port())));
        });
        return claims;
    }

    @Override
    public Set<Claim> held(Native thing) {
        Set<Claim> claims = new TreeSet<>();
        thing.optionalText("address")
                .ifPresent(address -> thing.objects("listeners")
                        .forEach(listener -> claims.add(
                                claim(address, listener.number("port").orElse(0L)))));
        return claims;
    }

    private static Claim claim(String address, long port) {
        return Claim.of("port of address", address, Long.toString(port));
    }

    @Override
    public Set<NativeId> uses(Native thing) {
        Set<NativeId> uses = new TreeSet<>();
        thing.reference("network", "network").ifPresent(uses::add);
        thing.reference("address", "address").ifPresent(uses::add);
        thing.texts("firewalls").forEach(firewall -> uses.add(NativeId.of("firewall", firewall)));
        return uses;
    }

    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, LoadBalancer spec, References references, Optional<Native> there) {
        Value<NativeValue> none = Value.of(NativeValue.NONE);
        var fields = new LinkedHashMap<String, Value<NativeValue>>();
        fields.put(
                "network", spec.network().map(it -> Outputs.id(references, it)).orElse(none));
        fields.put("subnets", value(spec.subnets()));
        fields.put(
                "address", spec.address().map(it -> Outputs.id(references, it)).orElse(none));
        fields.put(
                "firewalls",
                Value.all(spec.firewall().stream()
                                .map(it -> Outputs.id(references, it))
                                .toList())
                        .map(ids -> NativeValue.of(
                                ids.stream().map(NativeValue::json).toList())));
        Optional<LoadBalancer.Scheme> scheme =
                there.flatMap(thing -> thing.optionalText("scheme")).map(LoadBalancer.Scheme::valueOf);
        fields.put(
                "scheme",
                value(spec.scheme().resolve(scheme, LoadBalancer.Scheme.PUBLIC).name()));
        Optional<List<Cidr>> ranges = there.map(
                thing -> thing.texts("sourceRanges").stream().map(Cidr::parse).toList());
        fields.put(
                "sourceRanges",
                value(spec.sourceRanges().resolve(ranges, List.of()).stream()
                        .map(Cidr::toString)
                        .toList()));
        fields.put(
                "idleTimeout",
                value(spec.idleTimeout()
                        .resolve(idle(there), LoadBalancer.DEFAULT_IDLE_TIMEOUT)
                        .toMillis()));
        fields.put("listeners", value(ListenerTranslation.listeners(spec, there)));
        fields.put("pools", value(PoolTranslation.pools(spec, there)));
        return fields;
    }

    private static Value<NativeValue> value(Object json) {
        return Value.of(NativeValue.of(json));
    }

    private static Optional<Duration> idle(Optional<Native> there) {
        return there.flatMap(thing -> thing.number("idleTimeout")).map(Duration::ofMillis);
    }

    @Override
    public Map<String, Secret> secrets(LoadBalancer spec, Optional<Native> there) {
        return ListenerTranslation.newKeys(spec, there);
    }

    /** The scheme decides where an address comes from that is not reserved. */
    @Override
    public Set<String> fixed(Optional<Native> there) {
        boolean reserved = there.map(thing -> thing.has("address")).orElse(false);
        return reserved ? Set.of("address") : Set.of("address", "scheme");
    }

    @Override
    public String summary(LoadBalancer spec, World world) {
        List<String> listeners = spec.listeners().stream()
                .map(listener -> Integer.toString(listener.port()))
                .toList();
        int targets =
                spec.pools().stream().mapToInt(pool -> pool.targets().size()).sum();
        return (listeners.size() == 1 ? "listener " : "listeners ") + String.join(", ", listeners) + ", "
                + spec.pools().size() + (spec.pools().size() == 1 ? " pool, " : " pools, ") + targets
                + (targets == 1 ? " target" : " targets");
    }

    @Override
    public Map<String, Object> left(LoadBalancer spec, Native there) {
        var left = new LinkedHashMap<String, Object>();
        idle(Optional.of(there))
                .filter(had -> spec.idleTimeout().isUnset() && !had.equals(LoadBalancer.DEFAULT_IDLE_TIMEOUT))
                .ifPresent(had -> left.put("idleTimeout", had));
        if (spec.sourceRanges().isUnset() && !there.texts("sourceRanges").isEmpty()) {
            left.put("sourceRanges", there.texts("sourceRanges"));
        }
        PoolTranslation.left(spec, there, left);
        return left;
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(LoadBalancer.ID, LoadBalancer.ADDRESS);
    }

    /** The form of the address is known before the balancer exists. */
    @Override
    public void promise(Planning planning, Key key, LoadBalancer spec, References references, Optional<Native> there) {
        planning.output(key, LoadBalancer.ADDRESS_FORM, Value.of(BalancerAddress.Form.IPS));
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        Object value = null;
        if (output.equals(LoadBalancer.ID)) {
            value = thing.id();
        } else if (output.equals(LoadBalancer.ADDRESS)) {
            value = BalancerAddress.ips(List.of(IpAddress.parse(thing.text("ip"))));
        } else if (output.equals(LoadBalancer.ADDRESS_FORM)) {
            value = BalancerAddress.Form.IPS;
        }
        return Optional.ofNullable(value).map(output.type()::cast);
    }

    @Override
    public LoadBalancer spec(Native thing, World world) {
        return LoadBalancerView.of(thing, world);
    }

    @Override
    public List<String> describe(Native thing) {
        var lines = new ArrayList<String>();
        lines.add("balancer " + thing.text("id") + " " + thing.text("ip"));
        thing.objects("endpoints")
                .forEach(endpoint ->
                        lines.add("port " + endpoint.number("port").orElse(0L) + " at " + endpoint.text("at")));
        thing.map("targets").forEach((target, at) -> lines.add("target " + target + " at " + at));
        thing.objects("certificates")
                .forEach(certificate -> lines.add("certificate " + certificate.text("subject") + " serial "
                        + certificate.text("serial") + " until " + certificate.text("notAfter")));
        return lines;
    }
}
