package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Tags;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.network.Address;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Names;
import io.portolan.spi.toolkit.Things;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** One change of one balancer while it is planned: what is there, what is wanted, and which balancer of those there goes on. */
final class Draft {
    final Account account;
    final Things<AwsThing> world;
    final Change<LoadBalancer> change;
    final Planning planning;
    final LoadBalancer spec;
    final LoadBalancer.Scheme scheme;
    final Site site;
    /** The elastic address that is asked for: of the NLB itself, or of the entrance of an ALB. */
    final Optional<Value<String>> allocation;
    /** Everything that the key has, and what it is to take over. */
    final List<AwsThing> things;
    /** The balancer that goes on; empty where a new one is made. */
    final Optional<AwsThing> current;

    Draft(Account account, Things<AwsThing> world, Change<LoadBalancer> change, Planning planning) {
        this.account = account;
        this.world = world;
        this.change = change;
        this.planning = planning;
        this.spec = change.desired().orElseThrow();
        this.things = world.of(change);
        List<AwsThing> balancers = all(Parts.BALANCER).stream()
                .sorted(Comparator.comparing((AwsThing t) -> balancer(t).lb().createdTime())
                        .reversed()
                        .thenComparing(AwsThing::nativeId))
                .toList();
        Optional<Balancer> newest = balancers.stream().map(Draft::balancer).findFirst();
        this.scheme = spec.scheme()
                .resolve(
                        BalancerView.reached(things).map(Draft::balancer).map(Balancer::scheme),
                        LoadBalancer.Scheme.PUBLIC);
        this.allocation =
                spec.address().map(a -> change.references().of(a, Address.ID).map(NativeId::value));
        Optional<DefaultVpc> standard = world.all().stream()
                .filter(t -> t.is(Parts.DEFAULT_VPC))
                .map(t -> t.object(DefaultVpc.class))
                .findFirst();
        this.site = Site.of(spec, scheme, change.references(), newest, standard);
        this.current = balancers.stream().filter(b -> fits(balancer(b))).findFirst();
    }

    static Balancer balancer(AwsThing thing) {
        return thing.object(Balancer.class);
    }

    static Group group(AwsThing thing) {
        return thing.object(Group.class);
    }

    AwsLoadBalancerOptions options() {
        return change.options(AwsLoadBalancerOptions.class).orElse(AwsLoadBalancerOptions.NONE);
    }

    Key key() {
        return change.key();
    }

    Service<ElasticLoadBalancingV2Client> balancing() {
        return account.balancing();
    }

    /** The key's things of this part; entrances and the groups behind them are no part. */
    List<AwsThing> all(String part) {
        return things.stream()
                .filter(t -> t.is(part) && !BalancerView.isEntrance(t))
                .toList();
    }

    /** The entrances that the key has, or the groups that lead from them to an ALB. */
    List<AwsThing> entrances(String part) {
        return things.stream()
                .filter(t -> t.is(part) && BalancerView.isEntrance(t))
                .toList();
    }

    /** Whether the balancer is an ALB with a fixed address, which only an NLB before it can have. */
    boolean hasEntrance() {
        return spec.isHttp() && allocation.isPresent();
    }

    /** How the balancer itself is reached: behind an entrance from inside only. */
    LoadBalancer.Scheme ownScheme() {
        return hasEntrance() ? LoadBalancer.Scheme.INTERNAL : scheme;
    }

    /** The elastic address of the balancer itself. */
    Optional<Value<String>> ownAllocation() {
        return hasEntrance() ? Optional.empty() : allocation;
    }

    /** Whether something that is there has the elastic address that is asked for. */
    boolean holdsAddress(AwsThing balancer) {
        return isOurs(balancer)
                && allocation
                        .flatMap(Value::now)
                        .filter(balancer(balancer).allocations()::contains)
                        .isPresent();
    }

    /** Whether a thing is ours, not only to be taken over: what is foreign and not needed is left alone. */
    boolean isOurs(AwsThing thing) {
        return thing.mark()
                .map(Mark::owner)
                .filter(change.mark().owner()::equals)
                .isPresent();
    }

    /** Whether a balancer can become what is wanted: type, scheme, VPC and elastic addresses are given when it is made, and whether it has groups. */
    private boolean fits(Balancer b) {
        boolean scheme = b.scheme() == ownScheme();
        boolean vpc = site.vpc().now().filter(b.lb().vpcId()::equals).isPresent();
        boolean addresses = ownAllocation()
                .map(a ->
                        a.now().filter(id -> b.allocations().equals(Set.of(id))).isPresent())
                .orElseGet(() -> b.allocations().isEmpty());
        return b.isHttp() == spec.isHttp() && scheme && vpc && addresses && (hasGroups(b) || !asksForGroups());
    }

    /** An NLB gets security groups when it is made, or never. */
    static boolean hasGroups(Balancer b) {
        return b.isHttp() || !b.lb().securityGroups().isEmpty();
    }

    private boolean asksForGroups() {
        return spec.firewall().isPresent() || spec.sourceRanges().value().isPresent();
    }

    /** The ARN of the balancer, known or to be filled. */
    Value<String> arn() {
        return current.map(t -> Value.of(balancer(t).arn()))
                .orElseGet(() -> Value.later(key(), LoadBalancer.ID).map(NativeId::value));
    }

    /** The name of the balancer; of a new one by what can't be changed, so that it can stand beside an old one. */
    Value<String> name() {
        if (current.isPresent()) {
            return Value.of(balancer(current.get()).lb().loadBalancerName());
        }
        Value<String> place = ownAllocation()
                .map(a -> Value.all(List.of(site.vpc(), a)).map(Object::toString))
                .orElse(site.vpc());
        return place.map(p -> {
            String name = Names.of("portolan", change.mark().owner(), key(), spec.isHttp(), ownScheme(), p);
            for (int n = 1; isTaken(name); n++) {
                name = Names.of("portolan", change.mark().owner(), key(), spec.isHttp(), ownScheme(), p, n);
            }
            return name;
        });
    }

    /** Whether a balancer has this name that is known to be another's, or one of ours that can't go on. One without a mark may be ours, made a moment ago. */
    private boolean isTaken(String name) {
        return world.all().stream()
                .filter(t -> t.is(Parts.BALANCER)
                        && balancer(t).lb().loadBalancerName().equals(name))
                .anyMatch(t -> t.mark().isPresent());
    }

    /** The tags of something new, with these of its own. */
    List<Tag> tags(Map<String, String> more) {
        return Tags.list(newTags(more), (k, v) -> Tag.builder().key(k).value(v).build());
    }

    Map<String, String> newTags(Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(Tags.ofNew(change));
        tags.putAll(more);
        return tags;
    }

    void differs(String path, Object from, Object to) {
        planning.differs(key(), FieldPath.of(path), from, to, Planning.Reason.WANTED);
    }
}
