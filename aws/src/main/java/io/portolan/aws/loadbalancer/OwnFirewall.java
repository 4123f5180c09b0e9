package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Tags;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.network.Firewall;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * The security group that a balancer has of its own where it is under no firewall of the stack: open on the listeners' ports to the source ranges. An NLB is
 * always made with one, because it can't get one later.
 */
final class OwnFirewall {
    private static final String MADE_FOR = "Load balancer ";
    /** Stands for the group itself among the ranges: the entrance of an ALB looks at its health. */
    private static final String ITSELF = "itself";

    private static final Cidr EVERYBODY = Cidr.parse("0.0.0.0/0");
    private static final Cidr EVERYBODY_V6 = Cidr.parse("::/0");
    /** The interfaces of a deleted balancer linger for minutes, and hold the group (aws-load-balancer-controller#2220). */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Traffic that is let in: one range on one port. */
    private record Opening(String protocol, int port, String range) implements Comparable<Opening> {
        @Override
        public int compareTo(Opening o) {
            int byPort = Integer.compare(port, o.port);
            int byProtocol = byPort != 0 ? byPort : protocol.compareTo(o.protocol);
            return byProtocol != 0 ? byProtocol : range.compareTo(o.range);
        }
    }

    private final Draft draft;
    private final Service<Ec2Client> ec2;
    private final Optional<AwsThing> there;

    OwnFirewall(Draft draft) {
        this.draft = draft;
        this.ec2 = draft.account.ec2();
        this.there = draft.spec.firewall().isPresent()
                ? Optional.empty()
                : draft.all(Parts.FIREWALL).stream()
                        .filter(t -> draft.site
                                .vpc()
                                .now()
                                .filter(t.object(SecurityGroup.class).vpcId()::equals)
                                .isPresent())
                        .findFirst();
    }

    /** Whether a group was made for a balancer: by its description, which outlives tags. */
    static boolean isOwn(SecurityGroup group) {
        return group.description() != null && group.description().startsWith(MADE_FOR);
    }

    Optional<AwsThing> there() {
        return there;
    }

    /** The ids of the groups that the balancer is to have. */
    Value<List<String>> groups() {
        if (draft.spec.firewall().isPresent()) {
            return draft.change
                    .references()
                    .of(draft.spec.firewall().get(), Firewall.ID)
                    .map(id -> List.of(id.value()));
        }
        return id().map(List::of);
    }

    private Value<String> id() {
        return there.map(t -> Value.of(t.nativeId().value()))
                .orElseGet(() -> Value.later(draft.key(), Parts.OWN_FIREWALL));
    }

    /** Makes the group, and opens what is not open. */
    Steps make() {
        if (draft.spec.firewall().isPresent()) {
            return Steps.none();
        }
        Set<Opening> missing = new TreeSet<>(wanted());
        missing.removeAll(open());
        List<Steps> steps = new ArrayList<>();
        if (there.isEmpty()) {
            steps.add(create());
        }
        if (!missing.isEmpty()) {
            Step step = ec2.step("AuthorizeSecurityGroupIngress", draft.key().name(), draft.key())
                    .with("GroupId", id())
                    .with("IpPermissions", id().map(id -> permissions(missing, id)))
                    .repeat(Repeat.PRECONDITION);
            there.ifPresent(t -> step.on(t.nativeId()));
            steps.add(step.call(run -> ec2.write(
                    step,
                    run,
                    AuthorizeSecurityGroupIngressRequest.builder(),
                    Ec2Client::authorizeSecurityGroupIngress)));
        }
        return Steps.sequence(steps);
    }

    private Steps create() {
        String name = Names.of("portolan", draft.change.mark().owner(), draft.key());
        for (int n = 1; isTaken(name); n++) {
            name = Names.of("portolan", draft.change.mark().owner(), draft.key(), n);
        }
        Step step = ec2.step("CreateSecurityGroup", draft.key().name(), draft.key())
                .with("GroupName", name)
                .with(
                        "Description",
                        MADE_FOR + draft.change.mark().owner() + " "
                                + draft.key().name())
                .with("VpcId", draft.site.vpc())
                .with(
                        "TagSpecifications",
                        List.of(TagSpecification.builder()
                                .resourceType(ResourceType.SECURITY_GROUP)
                                .tags(Tags.list(
                                        draft.newTags(Map.of()),
                                        (k, v) -> Tag.builder().key(k).value(v).build()))
                                .build()))
                .repeat(Repeat.PRECONDITION)
                .fills(draft.key(), Parts.OWN_FIREWALL);
        return step.call(run -> {
            var made = ec2.write(step, run, CreateSecurityGroupRequest.builder(), Ec2Client::createSecurityGroup);
            run.made(draft.key(), NativeId.of(Parts.FIREWALL, made.groupId()));
            run.fill(draft.key(), Parts.OWN_FIREWALL, made.groupId());
            return made;
        });
    }

    /** Whether a group of another key, or another one of ours, has this name; in another VPC it could be had again, but names are for people too. */
    private boolean isTaken(String name) {
        return draft.world.all().stream()
                .anyMatch(t -> t.is(Parts.FIREWALL)
                        && t.object(SecurityGroup.class).groupName().equals(name));
    }

    /** Closes what is open and not wanted, and deletes groups that are not wanted any more. */
    Steps retire() {
        List<Steps> steps = new ArrayList<>();
        Set<Opening> open = new TreeSet<>(open());
        open.removeAll(wanted());
        if (there.isPresent() && !open.isEmpty()) {
            Step step = ec2.step("RevokeSecurityGroupIngress", draft.key().name(), draft.key())
                    .on(there.get().nativeId())
                    .with("GroupId", there.get().nativeId().value())
                    .with(
                            "IpPermissions",
                            permissions(open, there.get().nativeId().value()));
            steps.add(step.call(run -> ec2.write(
                    step, run, RevokeSecurityGroupIngressRequest.builder(), Ec2Client::revokeSecurityGroupIngress)));
        }
        for (AwsThing group : draft.all(Parts.FIREWALL)) {
            if (there.filter(group::equals).isEmpty() && draft.isOurs(group)) {
                steps.add(delete(draft, group));
            }
        }
        return Steps.sequence(steps);
    }

    static Steps delete(Draft draft, AwsThing group) {
        return delete(draft.account.ec2(), group.nativeId(), draft.key());
    }

    static Steps delete(Service<Ec2Client> ec2, NativeId id, io.portolan.model.Key key) {
        Step step = ec2.delete("DeleteSecurityGroup", id, key).patience(PATIENCE, Duration.ofSeconds(5));
        return step.call(run -> ec2.write(
                step,
                run,
                DeleteSecurityGroupRequest.builder().groupId(run.get("id", String.class)),
                Ec2Client::deleteSecurityGroup));
    }

    private Set<Opening> wanted() {
        Set<Opening> wanted = new TreeSet<>();
        if (draft.spec.firewall().isPresent()) {
            return wanted;
        }
        Collection<String> ranges = ranges();
        for (Listener listener : draft.spec.listeners()) {
            String protocol = listener.protocol().isDatagram() ? "udp" : "tcp";
            ranges.forEach(range -> wanted.add(new Opening(protocol, listener.port(), range)));
            if (draft.hasEntrance()) {
                wanted.add(new Opening(protocol, listener.port(), ITSELF));
            }
        }
        return wanted;
    }

    /** Who may connect: as given, as it is where nothing is said, everybody. */
    private Collection<String> ranges() {
        Optional<List<Cidr>> given = draft.spec.sourceRanges().value();
        if (given.isPresent()) {
            return given.get().stream().map(Cidr::toString).toList();
        }
        Set<String> before = new TreeSet<>();
        if (draft.spec.sourceRanges().isUnset()) {
            draft.all(Parts.FIREWALL)
                    .forEach(t -> openings(t.object(SecurityGroup.class)).forEach(o -> before.add(o.range())));
            before.remove(ITSELF);
        }
        return before.isEmpty() ? List.of(EVERYBODY.toString(), EVERYBODY_V6.toString()) : before;
    }

    private Set<Opening> open() {
        return there.map(t -> openings(t.object(SecurityGroup.class))).orElseGet(TreeSet::new);
    }

    private static Set<Opening> openings(SecurityGroup group) {
        Set<Opening> open = new TreeSet<>();
        for (IpPermission permission : group.ipPermissions()) {
            int port = permission.fromPort() == null ? -1 : permission.fromPort();
            boolean single =
                    permission.fromPort() != null && permission.fromPort().equals(permission.toPort());
            if (single) {
                permission.ipRanges().forEach(r -> open.add(new Opening(permission.ipProtocol(), port, r.cidrIp())));
                permission
                        .ipv6Ranges()
                        .forEach(r -> open.add(new Opening(permission.ipProtocol(), port, r.cidrIpv6())));
                permission.userIdGroupPairs().stream()
                        .filter(pair -> group.groupId().equals(pair.groupId()))
                        .forEach(pair -> open.add(new Opening(permission.ipProtocol(), port, ITSELF)));
            }
        }
        return open;
    }

    private static List<IpPermission> permissions(Set<Opening> openings, String itself) {
        Map<String, List<Opening>> ports = new LinkedHashMap<>();
        openings.forEach(o -> ports.computeIfAbsent(o.protocol() + o.port(), p -> new ArrayList<>())
                .add(o));
        return ports.values().stream()
                .map(some -> IpPermission.builder()
                        .ipProtocol(some.get(0).protocol())
                        .fromPort(some.get(0).port())
                        .toPort(some.get(0).port())
                        .ipRanges(some.stream()
                                .filter(o ->
                                        !o.range().contains(":") && !o.range().equals(ITSELF))
                                .map(o -> IpRange.builder().cidrIp(o.range()).build())
                                .toList())
                        .ipv6Ranges(some.stream()
                                .filter(o -> o.range().contains(":"))
                                .map(o ->
                                        Ipv6Range.builder().cidrIpv6(o.range()).build())
                                .toList())
                        .userIdGroupPairs(some.stream()
                                .filter(o -> o.range().equals(ITSELF))
                                .map(o -> UserIdGroupPair.builder()
                                        .groupId(itself)
                                        .build())
                                .toList())
                        .build())
                .toList();
    }

    /** Who may connect to a balancer with this group, in portable words. */
    static void view(SecurityGroup group, LoadBalancer.Builder view) {
        Set<String> ranges = new TreeSet<>();
        openings(group).forEach(o -> ranges.add(o.range()));
        ranges.remove(ITSELF);
        if (!ranges.isEmpty()) {
            view.sourceRanges(ranges.stream().map(Cidr::parse).toList());
        }
    }
}
