package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.AwsThing;
import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.IpAddress;
import io.portolan.model.Ref;
import io.portolan.model.Secret;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import io.portolan.spi.driver.View;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** A balancer in portable words, as it was read. Pure. */
final class BalancerView {
    private final Balancer balancer;
    private final Map<String, Group> groups = new TreeMap<>();
    private final Map<String, String> pools = new HashMap<>();
    private final Map<String, String> chains = new HashMap<>();
    private final List<AwsThing> things;

    private BalancerView(Balancer balancer, List<AwsThing> things) {
        this.balancer = balancer;
        this.things = things;
        for (AwsThing thing : things) {
            if (thing.is(Parts.GROUP) && !isEntrance(thing)) {
                Group group = thing.object(Group.class);
                String pool = poolName(thing);
                pools.put(group.arn(), pool);
                if (group.group().loadBalancerArns().contains(balancer.arn())) {
                    groups.put(pool, group);
                } else if (group.group().loadBalancerArns().isEmpty()) {
                    groups.putIfAbsent(pool, group);
                }
            } else if (thing.is(Parts.CERTIFICATE)) {
                StoredCertificate certificate = thing.object(StoredCertificate.class);
                chains.put(certificate.arn(), certificate.chain());
            }
        }
    }

    /** The name of a group's pool; of one that somebody else made, its own name. */
    static String poolName(AwsThing group) {
        return group.tags()
                .getOrDefault(Parts.POOL_TAG, group.object(Group.class).group().targetGroupName());
    }

    /** The balancer that goes on, of those that a key has: the newest. */
    static Optional<AwsThing> newest(List<AwsThing> things) {
        return newest(things, false);
    }

    /** Where clients come in: the entrance where there is one, else the balancer itself. */
    static Optional<AwsThing> reached(List<AwsThing> things) {
        return newest(things, true).or(() -> newest(things));
    }

    /** Whether it is an NLB that stands before an ALB, or a group that leads to it. */
    static boolean isEntrance(AwsThing thing) {
        return thing.is(Parts.BALANCER) && Draft.balancer(thing).isEntrance()
                || thing.is(Parts.GROUP) && Draft.group(thing).isEntrance();
    }

    private static Optional<AwsThing> newest(List<AwsThing> things, boolean entrance) {
        return things.stream()
                .filter(t -> t.is(Parts.BALANCER) && isEntrance(t) == entrance)
                .max(Comparator.comparing((AwsThing t) -> Draft.balancer(t).lb().createdTime())
                        .thenComparing(AwsThing::nativeId));
    }

    static Optional<View<LoadBalancer>> of(List<AwsThing> things) {
        return newest(things).map(t -> new BalancerView(Draft.balancer(t), things).view());
    }

    private View<LoadBalancer> view() {
        LoadBalancer.Builder spec = LoadBalancer.builder()
                .network(Ref.id(Network.KIND, balancer.lb().vpcId()))
                .subnets(balancer.subnetNames())
                .scheme(reached().scheme());
        reached().allocations().stream().findFirst().ifPresent(id -> spec.address(Ref.id(Address.KIND, id)));
        firewall(spec);
        idle(balancer).ifPresent(spec::idleTimeout);
        Set<LoadBalancer.ClientIp> seen = groups.values().stream()
                .flatMap(g -> GroupAttributes.clientIp(g).stream())
                .collect(Collectors.toSet());
        if (seen.size() == 1) {
            spec.clientIp(seen.iterator().next());
        }
        balancer.fronts().forEach(front -> listeners(front).forEach(spec::listener));
        groups.forEach((name, group) -> spec.pool(pool(name, group)));
        View<LoadBalancer> view = View.of(spec.build());
        view = view.line(0, balancer.lb().typeAsString() + " " + balancer.arn());
        if (reached() != balancer) {
            view = view.line(0, reached().lb().typeAsString() + " " + reached().arn());
        }
        for (Front front : balancer.fronts()) {
            view = view.line(1, "listener " + front.listener().protocolAsString() + " " + front.port());
        }
        for (Group group : groups.values()) {
            view = view.line(1, "target group " + group.arn());
        }
        return view;
    }

    private Balancer reached() {
        return reached(things).map(Draft::balancer).orElse(balancer);
    }

    private void firewall(LoadBalancer.Builder spec) {
        for (String id : balancer.lb().securityGroups()) {
            Optional<SecurityGroup> own = things.stream()
                    .filter(t -> t.is(Parts.FIREWALL) && t.nativeId().value().equals(id))
                    .map(t -> t.object(SecurityGroup.class))
                    .findFirst();
            own.ifPresentOrElse(group -> OwnFirewall.view(group, spec), () -> spec.firewall(Ref.id(Firewall.KIND, id)));
        }
    }

    /** How long a connection may be silent; empty where it is no choice. */
    static Optional<Duration> idle(Balancer balancer) {
        if (balancer.isHttp()) {
            return Optional.of(BalancerAttributes.idle(balancer.attributes()));
        }
        return balancer.fronts().stream()
                .filter(f -> f.listener().protocol() == ProtocolEnum.TCP)
                .map(f -> Duration.ofSeconds(Long.parseLong(f.attributes().getOrDefault(Front.IDLE, "350"))))
                .findFirst();
    }

    private List<Listener> listeners(Front front) {
        ProtocolEnum protocol = front.listener().protocol();
        if (protocol == ProtocolEnum.TCP_UDP) {
            return List.of(listener(front, Listener.Protocol.TCP), listener(front, Listener.Protocol.UDP));
        }
        return List.of(listener(front, Listener.Protocol.valueOf(protocol.name())));
    }

    private Listener listener(Front front, Listener.Protocol protocol) {
        Listener.Builder listener = Listener.of(front.port(), protocol);
        action(front.listener().defaultActions()).ifPresent(listener::action);
        for (Rule rule : front.rules()) {
            action(rule.actions()).ifPresent(a -> listener.route(Conditions.view(rule.conditions(), a)));
        }
        if (!front.certificates().isEmpty()) {
            Tls.Builder tls = Tls.builder();
            front.certificates()
                    .forEach(arn -> tls.certificate(Certificate.pem(chains.getOrDefault(arn, arn), Secret.of(""))));
            TlsPolicy.version(front.listener().sslPolicy()).ifPresent(tls::minVersion);
            listener.tls(tls.build());
        }
        return listener.build();
    }

    private Optional<Action> action(List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> actions) {
        return Actions.view(actions, arn -> pools.getOrDefault(arn, arn));
    }

    private static Pool pool(String name, Group group) {
        Pool.Builder pool = Pool.of(name, group.group().port());
        for (TargetDescription target : group.targets()) {
            pool.target(target(target, group.group().port()));
        }
        GroupCheck.of(group.group()).view().ifPresent(pool::healthCheck);
        GroupAttributes.view(group, pool);
        return pool.build();
    }

    private static Target target(TargetDescription there, int port) {
        Target target = IpAddress.isAddress(there.id()) ? Target.of(there.id()) : Target.ofInstance(there.id());
        return there.port() == null || there.port() == port ? target : target.port(there.port());
    }
}
