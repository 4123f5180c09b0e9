package io.portolan.aws.network;

import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Tags;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.Things;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Firewalls: a security group each. Default groups stay as they are. */
final class FirewallDriver implements ResourceDriver<Firewall, Things<AwsThing>> {
    static final String PART = "security-group";

    private static final Support SUPPORT = Support.builder()
            .natively(NetworkFeatures.INGRESS, NetworkFeatures.EGRESS, NetworkFeatures.GROUPS)
            .build();

    private final Service<Ec2Client> ec2;

    FirewallDriver(Account account) {
        this.ec2 = account.ec2();
    }

    @Override
    public Kind<Firewall> kind() {
        return Firewall.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public Observation<Things<AwsThing>> observe(Scope<Firewall> scope, Reads reads) {
        Ec2Reads read = new Ec2Reads(ec2, reads);
        Things.Builder<AwsThing> seen = Things.of(this, scope);
        List<SecurityGroup> groups = seen.read(
                        Place.of("list", "security-groups"), scope.wanted().keySet(), read::groups)
                .orElse(List.of());
        Set<String> mine = new TreeSet<>();
        Set<Key> keys = new TreeSet<>(scope.wanted().keySet());
        for (SecurityGroup group : groups) {
            AwsThing thing = thing(Group.of(group), scope);
            thing.mark()
                    .filter(m -> m.owner().equals(scope.owner()))
                    .map(Mark::key)
                    .ifPresent(key -> {
                        mine.add(group.groupId());
                        keys.add(key);
                    });
            if (scope.adopt().containsValue(group.groupId())) {
                mine.add(group.groupId());
            }
        }
        Map<String, List<SecurityGroupRule>> rules = mine.isEmpty()
                ? Map.of()
                : seen.read(Place.of("list", "security-group-rules"), keys, () -> read.rules(List.copyOf(mine)))
                        .orElse(Map.of());
        groups.forEach(group ->
                seen.add(thing(new Group(group, rules.getOrDefault(group.groupId(), List.of())), scope)));
        seen.remembered(id -> thing(
                new Group(
                        read.group(id.value()), read.rules(List.of(id.value())).getOrDefault(id.value(), List.of())),
                scope));
        return seen.observation().build();
    }

    private static AwsThing thing(Group group, Scope<?> scope) {
        String id = group.group().groupId();
        AwsThing.Builder thing = AwsThing.of(PART, id, group)
                .tags(Tags.map(group.group().tags(), Tag::key, Tag::value))
                .remembered(scope)
                .output(Firewall.ID, NativeId.of(PART, id));
        if (group.group().vpcId() != null) {
            thing.uses(group.network());
        }
        return thing.build();
    }

    @Override
    public <T> Optional<T> output(Things<AwsThing> world, Key key, Output<T> output) {
        return world.of(key).stream().findFirst().flatMap(group -> output(group, output));
    }

    @Override
    public <T> Optional<T> lookup(Things<AwsThing> world, Ref<Firewall> existing, Output<T> output) {
        return world.find(existing).flatMap(group -> output(group, output));
    }

    private static <T> Optional<T> output(AwsThing group, Output<T> output) {
        return Optional.ofNullable(group.outputs().get(output)).map(output.type()::cast);
    }

    @Override
    public Optional<View<Firewall>> view(Things<AwsThing> world, Key key) {
        return world.of(key).stream()
                .findFirst()
                .map(thing -> View.of(spec(thing.object(Group.class)))
                        .output(Firewall.ID, thing.nativeId())
                        .line(0, thing.nativeId().toString()));
    }

    private static Firewall spec(Group group) {
        Firewall.Builder spec = Firewall.in(Ref.id(Network.KIND, group.network().value()))
                .ingress(PortableRules.join(group.ingress().keySet()));
        if (!group.isOpenOutward()) {
            spec.egress(PortableRules.join(group.egress().keySet()));
        }
        return spec.build();
    }

    @Override
    public void plan(Things<AwsThing> world, List<Change<Firewall>> changes, Planning planning) {
        new FirewallPlan(ec2, world, changes, planning).plan();
    }
}
