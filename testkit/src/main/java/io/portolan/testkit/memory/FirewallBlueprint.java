package io.portolan.testkit.memory;

import io.portolan.Support;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.network.Peer;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A firewall is one thing. Rules that name firewalls are set when those are there, so that two may name each other. */
final class FirewallBlueprint implements Blueprint<Firewall> {
    private final @Nullable String host;

    FirewallBlueprint(CloudOptions options) {
        this.host = options.temper() == Temper.HOST ? options.hosts().get(0) : null;
    }

    @Override
    public Kind<Firewall> kind() {
        return Firewall.KIND;
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(NetworkFeatures.INGRESS, NetworkFeatures.EGRESS, NetworkFeatures.GROUPS)
                .build();
    }

    @Override
    public List<String> types() {
        return List.of("firewall");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return Firewall.ID;
    }

    @Override
    public void draw(Firewall spec, Drawing drawing) {
        Optional<Thing> there = drawing.found("firewall", "firewall");
        Want want = drawing.want("firewall", "firewall")
                .with("network", drawing.references().of(spec.network(), Network.ID))
                .maybe("host", host)
                .deferrable("ingress", rules(spec.ingress(), drawing))
                .deferrable("peers", peers(spec, drawing));
        // Not given: what is there stays, and a new one lets everything out.
        if (spec.egress().value().isPresent()) {
            want.deferrable("egress", rules(spec.egress().orElse(List.of()), drawing));
        } else if (spec.egress().isUnset()) {
            want.maybe("egress", there.map(t -> t.raw("egress")).orElse("everything"));
        } else {
            want.with("egress", "everything");
        }
        want.end();
    }

    private static Value<List<FirewallRule>> rules(List<FirewallRule> rules, Drawing drawing) {
        List<Value<FirewallRule>> resolved = new ArrayList<>(rules.size());
        for (FirewallRule rule : rules) {
            List<Value<Peer>> peers = new ArrayList<>(rule.peers().size());
            for (Peer peer : rule.peers()) {
                Optional<Ref<Firewall>> group = peer.firewall();
                peers.add(
                        group.isEmpty()
                                ? Value.of(peer)
                                : drawing.refer(group.get(), Firewall.ID)
                                        .map(id -> Peer.of(Ref.id(Firewall.KIND, id.value()))));
            }
            resolved.add(Value.all(peers).map(all -> rule.toBuilder().peers(all).build()));
        }
        return Value.all(resolved);
    }

    private static Value<List<NativeId>> peers(Firewall spec, Drawing drawing) {
        List<FirewallRule> rules = new ArrayList<>(spec.ingress());
        rules.addAll(spec.egress().orElse(List.of()));
        List<Value<NativeId>> ids = rules.stream()
                .flatMap(rule -> rule.peers().stream())
                .flatMap(peer -> peer.firewall().stream())
                .distinct()
                .map(ref -> drawing.refer(ref, Firewall.ID))
                .toList();
        return Value.all(ids);
    }

    @Override
    public Map<String, Object> ties(Thing thing) {
        if (Arguments.ids(thing.raw("peers")).isEmpty()) {
            return Map.of();
        }
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("ingress", List.of());
        nothing.put("egress", List.of());
        nothing.put("peers", List.of());
        return nothing;
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return output.equals(Firewall.ID)
                ? bag.first("firewall").map(t -> output.type().cast(t.id()))
                : Optional.empty();
    }

    @Override
    public Optional<Firewall> view(Bag bag) {
        return bag.first("firewall").map(thing -> {
            Firewall.Builder view = Firewall.in(Ref.id(
                    Network.KIND,
                    thing.get("network", NativeId.class).map(NativeId::value).orElse("?")));
            view.ingress(rules(thing.raw("ingress")));
            if (thing.raw("egress") instanceof List<?> egress) {
                view.egress(rules(egress));
            }
            return view.build();
        });
    }

    private static List<FirewallRule> rules(@Nullable Object attribute) {
        return attribute instanceof List<?> rules
                ? rules.stream().map(FirewallRule.class::cast).toList()
                : List.of();
    }
}
