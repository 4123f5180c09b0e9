package io.portolan.engine.manifest;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Cidr;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Link;
import io.portolan.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold between the resources of one stack, whether it comes from YAML or from Java. */
public final class StackRules {
    private final Stack stack;
    private final Map<Key, List<Problem>> problems = new LinkedHashMap<>();

    private StackRules(Stack stack) {
        this.stack = stack;
    }

    /**
     * Every problem of a stack that was made in Java: of each spec alone, of references, and between resources. Keys without problems
     * are absent.
     */
    public static Map<Key, List<Problem>> problems(Stack stack) {
        return together(alone(stack), between(stack));
    }

    /** Problems of each spec alone, and of references that lead nowhere. */
    public static Map<Key, List<Problem>> alone(Stack stack) {
        StackRules rules = new StackRules(stack);
        for (Resource resource : stack.resources().values()) {
            resource.spec().validate().forEach(p -> rules.add(resource.key(), p));
            for (Ref<?> ref : resource.spec().references()) {
                if (ref.key().filter(k -> stack.find(k).isEmpty()).isPresent()) {
                    rules.add(
                            resource.key(),
                            Problem.of(
                                    "P020",
                                    FieldPath.ROOT,
                                    "there is no " + ref.kind() + " \"" + ref.value() + "\" in stack " + stack.name()));
                }
            }
        }
        return rules.problems;
    }

    /** One list a key, of the first problems before the second. */
    public static Map<Key, List<Problem>> together(Map<Key, List<Problem>> first, Map<Key, List<Problem>> second) {
        Map<Key, List<Problem>> all = new LinkedHashMap<>(first);
        second.forEach((key, problems) -> all.merge(
                key, problems, (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        return all;
    }

    /** Only what must hold between resources. */
    public static Map<Key, List<Problem>> between(Stack stack) {
        StackRules rules = new StackRules(stack);
        rules.between();
        return rules.problems;
    }

    private void add(Key key, Problem problem) {
        problems.computeIfAbsent(key, k -> new ArrayList<>(1)).add(problem);
    }

    private void between() {
        Map<List<Object>, List<Resource>> names = new HashMap<>();
        Map<Set<Ref<Network>>, Key> links = new HashMap<>();
        for (Resource resource : stack.resources().values()) {
            if (resource.spec() instanceof LoadBalancer balancer) {
                balancer.network().ifPresent(n -> subnets(resource, n, balancer.subnets(), "subnets"));
            } else if (resource.spec() instanceof Address address) {
                address.network()
                        .ifPresent(n ->
                                subnets(resource, n, address.subnet().stream().toList(), "subnet"));
            } else if (resource.spec() instanceof Link link) {
                link(resource.key(), link, links);
            } else if (resource.spec() instanceof RecordSet set) {
                apex(resource, set);
                names.computeIfAbsent(List.of(set.zone(), set.name()), x -> new ArrayList<>(1))
                        .add(resource);
            }
        }
        names.values().stream().filter(same -> same.size() > 1).forEach(this::atOneName);
    }

    private Optional<Network> network(Ref<Network> network) {
        return network.key()
                .flatMap(stack::find)
                .map(Resource::spec)
                .filter(Network.class::isInstance)
                .map(Network.class::cast);
    }

    /** Routes of a link lead to the other network's blocks: they can't be the network's own, and two links would fight over them. */
    private void link(Key key, Link link, Map<Set<Ref<Network>>, Key> links) {
        if (!link.validate().isEmpty()) {
            return;
        }
        FieldPath at = FieldPath.of("networks");
        Key twin = links.putIfAbsent(Set.copyOf(link.networks()), key);
        if (twin != null) {
            add(key, Problem.of("P021", at, twin + " joins these two networks already"));
        }
        Ref<Network> one = link.networks().get(0);
        Ref<Network> other = link.networks().get(1);
        List<Cidr> there = network(other).map(Network::cidrs).orElse(List.of());
        for (Cidr block : network(one).map(Network::cidrs).orElse(List.of())) {
            there.stream()
                    .filter(block::overlaps)
                    .forEach(
                            b -> add(
                                    key,
                                    Problem.of(
                                                    "P012",
                                                    at.index(1),
                                                    b + " of Network/" + other.value() + " overlaps " + block
                                                            + " of Network/" + one.value())
                                            .help(
                                                    "give one of them another block: networks that are joined share no address")));
        }
    }

    private void subnets(Resource resource, Ref<Network> network, List<String> wanted, String field) {
        Optional<Network> spec = network(network);
        for (int i = 0; spec.isPresent() && i < wanted.size(); i++) {
            String name = wanted.get(i);
            if (spec.get().subnet(name).isEmpty()) {
                List<String> known =
                        spec.get().subnets().stream().map(s -> s.name()).toList();
                FieldPath at = FieldPath.of(field);
                Problem problem = Problem.of(
                        "P020",
                        field.equals("subnets") ? at.index(i) : at,
                        "there is no subnet \"" + Texts.shorten(name) + "\" in Network/" + network.value());
                Optional<String> meant = Nearest.to(name, known);
                add(resource.key(), meant.isPresent() ? problem.meant(meant.get()) : known(problem, known));
            }
        }
    }

    private static Problem known(Problem problem, List<String> names) {
        return names.isEmpty() || names.size() > 8 ? problem : problem.because("there is " + String.join(", ", names));
    }

    private void apex(Resource resource, RecordSet set) {
        boolean cname = set.type().filter(RecordType.CNAME::equals).isPresent();
        Optional<DnsName> zone = zoneName(set);
        if (!cname || zone.isEmpty() || !zone.get().equals(set.name())) {
            return;
        }
        String balancer = stack.resources().values().stream()
                .filter(r -> r.key().is(LoadBalancer.KIND))
                .map(r -> r.key().name())
                .findFirst()
                .orElse("...");
        String apex = Texts.withoutDot(zone.get());
        add(
                resource.key(),
                Problem.of(
                                "P051",
                                FieldPath.of("type"),
                                "a CNAME can't stand at the apex of zone " + apex + ": SOA and NS are there")
                        .help("one of our load balancers: alias: {loadBalancer: " + balancer
                                + "}; else give its addresses as type A"));
    }

    private Optional<DnsName> zoneName(RecordSet set) {
        Ref<DnsZone> zone = set.zone();
        if (zone.form() == Ref.Form.DNS_NAME) {
            return Optional.of(DnsName.parse(zone.value()));
        }
        return zone.key()
                .flatMap(stack::find)
                .map(Resource::spec)
                .filter(DnsZone.class::isInstance)
                .map(s -> ((DnsZone) s).dnsName());
    }

    /** A CNAME stands alone at its name, and an alias answers with addresses. */
    private void atOneName(List<Resource> same) {
        for (Resource resource : same) {
            String word = ((RecordSet) resource.spec()).typeWord();
            for (Resource other : same) {
                String beside = ((RecordSet) other.spec()).typeWord();
                boolean cname = word.equals("CNAME") && other != resource;
                boolean addresses = word.equals("alias") && beside.equals("A");
                if (cname || addresses) {
                    add(
                            resource.key(),
                            Problem.of(
                                            "P056",
                                            FieldPath.of(cname ? "type" : "alias"),
                                            cname
                                                    ? "a CNAME stands alone at its name"
                                                    : "an alias answers with addresses, and so does " + other.key())
                                    .because(other.key() + " stands there too"));
                    break;
                }
            }
        }
    }
}
