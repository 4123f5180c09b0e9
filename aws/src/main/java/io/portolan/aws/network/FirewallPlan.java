package io.portolan.aws.network;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.FirewallRule;
import io.portolan.network.Network;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Things;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Plans every change of firewalls. Pure. Rules come before others go, so that there is no moment in which both are missing; a group that is named by
 * another one which goes too is let go of first.
 */
final class FirewallPlan {
    private final Things<AwsThing> world;
    private final List<Change<Firewall>> changes;
    private final Planning planning;
    private final FirewallCalls calls;
    private final TagSteps tags;
    private final Map<Key, NativeId> adopting = new HashMap<>();
    private final Map<AwsThing, Key> going = new LinkedHashMap<>();

    FirewallPlan(Service<Ec2Client> ec2, Things<AwsThing> world, List<Change<Firewall>> changes, Planning planning) {
        this.world = world;
        this.changes = changes;
        this.planning = planning;
        this.calls = new FirewallCalls(ec2);
        this.tags = new TagSteps(ec2);
        for (Change<Firewall> change : changes) {
            change.adopted()
                    .flatMap(found -> found.part(FirewallDriver.PART))
                    .ifPresent(id -> adopting.put(change.key(), id));
        }
    }

    void plan() {
        for (Change<Firewall> change : changes) {
            List<AwsThing> bag = world.of(change);
            switch (change.intent()) {
                case APPLY, ADOPT -> apply(change, bag);
                case KEEP, RELEASE -> planning.make(Steps.each(bag, thing -> marked(change, thing)));
                case DELETE -> bag.forEach(thing -> going.put(thing, change.key()));
            }
        }
        retire();
    }

    private Steps marked(Change<Firewall> change, AwsThing thing) {
        return tags.change(change.key(), Map.of(thing, TagSteps.wanted(change, thing, Map.of())));
    }

    private void apply(Change<Firewall> change, List<AwsThing> bag) {
        Firewall spec = change.desired().orElseThrow();
        Value<NativeId> network = change.references().of(spec.network(), Network.ID);
        Optional<AwsThing> there = bag.stream()
                .filter(thing -> network.now()
                        .map(thing.object(Group.class).network()::equals)
                        .orElse(false))
                .findFirst();
        if (there.isPresent()) {
            planning.make(update(change, spec, there.get()));
        } else if (change.adopted().isPresent()) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.UNSUPPORTED,
                    "the security group that is to be adopted is in another network",
                    "name that network, or leave lifecycle.adopt away to have one made");
            return;
        } else {
            Optional<String> name = name(change, network);
            if (name.isEmpty()) {
                return;
            }
            planning.make(create(change, spec, network, name.get(), !bag.isEmpty()));
        }
        bag.stream()
                .filter(thing -> !thing.equals(there.orElse(null)))
                .forEach(thing -> going.put(thing, change.key()));
    }

    private Value<NativeId> id(Change<Firewall> change, Ref<Firewall> ref) {
        Value<NativeId> known = change.references().of(ref, Firewall.ID);
        NativeId adopted = ref.key().map(adopting::get).orElse(null);
        return known.now().isPresent() || adopted == null ? known : Value.of(adopted);
    }

    /**
     * A name that is free in the network: groups of one VPC have different ones. A group of ours under another key may hold the one that belongs to this
     * key, from before it was renamed. Empty when it is refused.
     */
    private Optional<String> name(Change<Firewall> change, Value<NativeId> network) {
        Map<String, AwsThing> taken = new TreeMap<>();
        world.all().stream()
                .filter(thing -> network.now()
                        .map(id -> id.value()
                                .equals(thing.object(Group.class).group().vpcId()))
                        .orElse(false))
                .forEach(thing -> taken.put(thing.object(Group.class).group().groupName(), thing));
        String own = change.nativeName();
        AwsThing holder = taken.get(own);
        if (holder != null && holder.mark().isEmpty()) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.FOREIGN,
                    holder.nativeId() + " has the name " + own + " and isn't ours",
                    "to take it over: portolan adopt " + change.key() + " '"
                            + holder.nativeId().value() + "'");
            return Optional.empty();
        }
        String name = own;
        for (int n = 2; taken.containsKey(name); n++) {
            name = own + "-" + n;
        }
        return Optional.of(name);
    }

    private Steps create(
            Change<Firewall> change, Firewall spec, Value<NativeId> network, String name, boolean replaces) {
        Key key = change.key();
        Value<NativeId> group = Value.later(key, Firewall.ID);
        List<Steps> steps = new ArrayList<>();
        steps.add(calls.create(change, network, name, replaces));
        steps.add(calls.authorize(key, group, false, rules(change, spec.ingress())));
        Optional<List<FirewallRule>> egress = spec.egress().value();
        if (egress.isPresent()) {
            List<Value<GroupRule>> wanted = rules(change, egress.get());
            List<Value<GroupRule>> more = wanted.stream()
                    .filter(rule -> !rule.now().equals(Optional.of(GroupRule.EVERYTHING)))
                    .toList();
            steps.add(calls.authorize(key, group, true, more));
            if (more.size() == wanted.size()) {
                steps.add(calls.closeOutward(key, group));
            }
        }
        return Steps.sequence(steps);
    }

    private List<Value<GroupRule>> rules(Change<Firewall> change, List<FirewallRule> rules) {
        return PortableRules.split(rules, ref -> id(change, ref));
    }

    private Steps update(Change<Firewall> change, Firewall spec, AwsThing there) {
        if (change.intent() == Change.Intent.ADOPT) {
            planning.output(change.key(), Firewall.ID, Value.of(there.nativeId()));
        }
        Group group = there.object(Group.class);
        List<Steps> authorize = new ArrayList<>();
        List<Steps> revoke = new ArrayList<>();
        side(change, there, false, group.ingress(), rules(change, spec.ingress()), authorize, revoke);
        if (!spec.egress().isUnset()) {
            List<Value<GroupRule>> wanted =
                    spec.egress().value().map(rules -> rules(change, rules)).orElseGet(() -> everything(group));
            side(change, there, true, group.egress(), wanted, authorize, revoke);
        }
        return Steps.sequence(Steps.sequence(authorize), Steps.sequence(revoke), marked(change, there));
    }

    private static List<Value<GroupRule>> everything(Group group) {
        List<Value<GroupRule>> all = new ArrayList<>();
        all.add(Value.of(GroupRule.EVERYTHING));
        if (group.egress().containsKey(GroupRule.EVERYTHING_V6)) {
            all.add(Value.of(GroupRule.EVERYTHING_V6));
        }
        return all;
    }

    private void side(
            Change<Firewall> change,
            AwsThing there,
            boolean egress,
            Map<GroupRule, String> now,
            List<Value<GroupRule>> wanted,
            List<Steps> authorize,
            List<Steps> revoke) {
        Key key = change.key();
        List<Value<GroupRule>> missing = wanted.stream()
                .filter(rule -> rule.now().filter(now::containsKey).isEmpty())
                .toList();
        Set<GroupRule> known =
                wanted.stream().flatMap(rule -> rule.now().stream()).collect(Collectors.toSet());
        Map<GroupRule, String> tooMuch = new TreeMap<>(now);
        tooMuch.keySet().removeAll(known);
        if (!missing.isEmpty() || !tooMuch.isEmpty()) {
            planning.differs(
                    key,
                    FieldPath.of(egress ? "egress" : "ingress"),
                    tooMuch.isEmpty() ? "-" : tooMuch.keySet(),
                    missing.isEmpty() ? "-" : missing,
                    Planning.Reason.WANTED);
        }
        authorize.add(calls.authorize(key, Value.of(there.nativeId()), egress, missing));
        revoke.add(calls.revoke(key, there.nativeId(), egress, tooMuch.values()));
    }

    /** Groups that go. Where some of them name each other, the rules that do so go first. */
    private void retire() {
        Set<String> ids = going.keySet().stream()
                .map(thing -> thing.nativeId().value())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<AwsThing, Set<String>> named = new LinkedHashMap<>();
        Set<String> tied = new TreeSet<>();
        going.keySet().forEach(thing -> {
            Set<String> others = others(thing);
            others.retainAll(ids);
            named.put(thing, others);
            if (!others.isEmpty()) {
                tied.addAll(others);
                tied.add(thing.nativeId().value());
            }
        });
        List<Steps> untie = new ArrayList<>();
        List<Steps> after = new ArrayList<>();
        going.forEach((thing, key) -> {
            Steps delete = calls.delete(key, thing.nativeId(), Impact.DELETES);
            if (tied.contains(thing.nativeId().value())) {
                Set<String> others = named.getOrDefault(thing, Set.of());
                Group group = thing.object(Group.class);
                untie.add(calls.revoke(key, thing.nativeId(), false, of(group.ingress(), others)));
                untie.add(calls.revoke(key, thing.nativeId(), true, of(group.egress(), others)));
                after.add(delete);
            } else {
                planning.retire(delete);
            }
        });
        planning.retire(Steps.sequence(Steps.parallel(untie), Steps.parallel(after)));
    }

    /** The groups that the rules of this one name, itself not. */
    private static Set<String> others(AwsThing thing) {
        Group group = thing.object(Group.class);
        Set<String> peers = new TreeSet<>();
        for (Map<GroupRule, String> rules : List.of(group.ingress(), group.egress())) {
            rules.keySet().stream().filter(GroupRule::isOfGroup).forEach(rule -> peers.add(rule.peer()));
        }
        peers.remove(thing.nativeId().value());
        return peers;
    }

    private static Collection<String> of(Map<GroupRule, String> rules, Set<String> peers) {
        return rules.entrySet().stream()
                .filter(e -> peers.contains(e.getKey().peer()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
