package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.model.Cidr;
import io.portolan.model.Field;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.PortRange;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.network.Peer;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Firewalls: held against the clients of load balancers, kept and shown for everything else. */
final class FirewallTranslation implements Translation<Firewall> {
    @Override
    public Kind<Firewall> kind() {
        return Firewall.KIND;
    }

    @Override
    public String part() {
        return "firewall";
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(NetworkFeatures.INGRESS)
                .degraded(
                        NetworkFeatures.GROUPS,
                        "held where traffic passes a load balancer; packets straight to a target are not filtered")
                .degraded(NetworkFeatures.EGRESS, "the rules are kept and shown; nothing that goes out is filtered")
                .build();
    }

    @Override
    public Set<NativeId> uses(Native thing) {
        Set<NativeId> uses = new TreeSet<>();
        thing.reference("network", "network").ifPresent(uses::add);
        for (String direction : List.of("ingress", "egress")) {
            for (Native rule : thing.objects(direction)) {
                rule.texts("groups").forEach(group -> uses.add(NativeId.of("firewall", group)));
            }
        }
        uses.remove(thing.id());
        return uses;
    }

    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, Firewall spec, References references, Optional<Native> there) {
        var fields = new LinkedHashMap<String, Value<NativeValue>>();
        fields.put("network", Outputs.id(references, spec.network()));
        fields.put("ingress", rules(spec.ingress(), references));
        switch (spec.egress().state()) {
            case UNSET ->
                fields.put(
                        "egress",
                        Value.of(there.map(thing -> thing.value("egress")).orElse(NativeValue.NONE)));
            case DEFAULT -> fields.put("egress", Value.of(NativeValue.NONE));
            case VALUE -> fields.put("egress", rules(spec.egress().orElse(List.of()), references));
        }
        return fields;
    }

    private static Value<NativeValue> rules(List<FirewallRule> rules, References references) {
        return Value.all(rules.stream().map(rule -> rule(rule, references)).toList())
                .map(values ->
                        NativeValue.of(values.stream().map(NativeValue::json).toList()));
    }

    private static Value<NativeValue> rule(FirewallRule rule, References references) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "protocol",
                rule.protocol() == FirewallRule.Protocol.ANY
                        ? "ALL"
                        : rule.protocol().name());
        json.put(
                "ports",
                rule.ports().stream()
                        .map(range -> Map.of("from", (long) range.first(), "to", (long) range.last()))
                        .toList());
        json.put(
                "cidrs",
                rule.peers().stream()
                        .flatMap(peer -> peer.cidr().stream())
                        .map(Cidr::toString)
                        .toList());
        return Value.all(rule.peers().stream()
                        .flatMap(peer -> peer.firewall().stream())
                        .map(group -> Outputs.id(references, group))
                        .toList())
                .map(groups -> {
                    var whole = new LinkedHashMap<>(json);
                    whole.put("groups", groups.stream().map(NativeValue::json).toList());
                    return NativeValue.of(whole);
                });
    }

    @Override
    public Set<String> fixed(Optional<Native> there) {
        return Set.of("network");
    }

    @Override
    public String summary(Firewall spec, World world) {
        int rules = spec.ingress().size();
        return rules == 0 ? "nothing comes in" : rules + (rules == 1 ? " rule" : " rules");
    }

    @Override
    public Map<String, Object> left(Firewall spec, Native there) {
        return spec.egress().isUnset() && there.has("egress") ? Map.of("egress", there.value("egress")) : Map.of();
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(Firewall.ID);
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        return output.equals(Firewall.ID) ? Optional.of(output.type().cast(thing.id())) : Optional.empty();
    }

    @Override
    public Firewall spec(Native thing, World world) {
        NativeId network = thing.reference("network", "network").orElse(NativeId.of("network", "none"));
        Firewall.Builder spec = Firewall.in(world.reference(Network.KIND, network));
        spec.ingress(
                thing.objects("ingress").stream().map(rule -> rule(rule, world)).toList());
        if (thing.has("egress")) {
            spec.egress(Field.of(thing.objects("egress").stream()
                    .map(rule -> rule(rule, world))
                    .toList()));
        }
        return spec.build();
    }

    private static FirewallRule rule(Native rule, World world) {
        String protocol = rule.text("protocol");
        FirewallRule.Builder spec = FirewallRule.of(
                protocol.equals("ALL") ? FirewallRule.Protocol.ANY : FirewallRule.Protocol.valueOf(protocol));
        rule.objects("ports")
                .forEach(range -> spec.port(PortRange.of(
                        Math.toIntExact(range.number("from").orElse(0L)),
                        Math.toIntExact(range.number("to").orElse(0L)))));
        var peers = new ArrayList<Peer>();
        rule.texts("cidrs").forEach(cidr -> peers.add(Peer.of(Cidr.parse(cidr))));
        rule.texts("groups")
                .forEach(group -> peers.add(Peer.of(world.reference(Firewall.KIND, NativeId.of("firewall", group)))));
        return spec.peers(peers).build();
    }

    @Override
    public List<String> describe(Native thing) {
        return List.of("firewall " + thing.text("id"));
    }
}
