package io.portolan.engine;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.Waiting;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Slot;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts the steps of all drivers into one order: what is referred to before what refers to it, then what is taken away in reverse, when everything
 * that uses or used it has been made. Within one kind the order is the driver's; there only slots bind.
 */
final class Graph {
    private final Stack stack;
    private final Inventory inventory;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Key, List<Node>> making = new HashMap<>();
    private final Map<Key, List<Node>> retiring = new HashMap<>();
    private final Map<Slot, List<Node>> filling = new HashMap<>();
    private final Map<Key, Waiting> waiting = new HashMap<>();
    private final Set<Node> dropped = new HashSet<>();

    private Graph(Stack stack, Inventory inventory) {
        this.stack = stack;
        this.inventory = inventory;
    }

    /** The nodes in an order that can be run, numbered from 1; and what has to wait because something still uses it. */
    record Ordered(List<Node> nodes, Map<Key, Waiting> waiting) {}

    /**
     * Builds the graph.
     *
     * @param blocked keys that are refused, unread or waiting: what they use is not retired
     */
    static Ordered of(Stack stack, Inventory inventory, List<Steps> make, List<Steps> retire, Set<Key> blocked) {
        Graph graph = new Graph(stack, inventory);
        make.forEach(steps -> graph.flatten(steps, false, List.of()));
        retire.forEach(steps -> graph.flatten(steps, true, List.of()));
        graph.references();
        graph.slots();
        if (!graph.retiring.isEmpty()) {
            graph.retirement(blocked);
        }
        return new Ordered(graph.sorted(), graph.waiting);
    }

    /** Adds the calls of a tree behind these nodes; gives the nodes that the next of a sequence has to come behind. */
    private List<Node> flatten(Steps steps, boolean retire, List<Node> behind) {
        switch (steps.order()) {
            case CALL -> {
                Node node = new Node((Call<?>) steps, retire, nodes.size());
                node.before().addAll(behind);
                nodes.add(node);
                node.keys()
                        .forEach(k -> (retire ? retiring : making)
                                .computeIfAbsent(k, x -> new ArrayList<>(2))
                                .add(node));
                node.step()
                        .fills()
                        .forEach(slot -> filling.computeIfAbsent(slot, s -> new ArrayList<>(1))
                                .add(node));
                return List.of(node);
            }
            case SEQUENCE -> {
                List<Node> last = behind;
                for (Steps child : steps.children()) {
                    last = flatten(child, retire, last);
                }
                return last;
            }
            default -> {
                List<Node> ends = new ArrayList<>();
                for (Steps child : steps.children()) {
                    ends.addAll(flatten(child, retire, behind));
                }
                return ends.isEmpty() ? behind : ends;
            }
        }
    }

    private void references() {
        for (Node node : nodes) {
            if (node.isRetire()) {
                continue;
            }
            Set<Key> behind = new HashSet<>();
            for (Key key : node.keys()) {
                for (Ref<?> ref : refs(key)) {
                    ref.key().filter(k -> !k.kind().equals(key.kind())).ifPresent(behind::add);
                }
            }
            for (Key key : behind) {
                node.before().addAll(making.getOrDefault(key, List.of()));
            }
        }
    }

    private List<Ref<?>> refs(Key key) {
        return stack.find(key)
                .map(Resource::spec)
                .map(spec -> spec.references())
                .orElse(List.of());
    }

    private void slots() {
        Set<Node> starved = new HashSet<>();
        for (Node node : nodes) {
            List<Object> needed = new ArrayList<>(node.step().arguments().values());
            node.step().placeToBe().ifPresent(needed::add);
            for (Object argument : needed) {
                if (argument instanceof Value<?> value) {
                    for (Slot slot : value.slots()) {
                        List<Node> fillers = filling.getOrDefault(slot, List.of());
                        if (fillers.isEmpty()) {
                            starved.add(node);
                            node.keys()
                                    .forEach(k -> waiting.put(
                                            k,
                                            Waiting.of(
                                                    k,
                                                    "it needs " + slot + ", which nothing gives",
                                                    Duration.ofSeconds(5))));
                        }
                        fillers.stream().filter(n -> n != node).forEach(node.before()::add);
                    }
                }
            }
        }
        drop(starved);
    }

    private void retirement(Set<Key> blocked) {
        Map<NativeId, List<Key>> users = users();
        Map<Key, Set<Key>> wantedBy = wantedBy();
        Set<Key> held = new HashSet<>();
        for (Map.Entry<Key, List<Node>> entry : retiring.entrySet()) {
            Key key = entry.getKey();
            Set<Key> by = new HashSet<>(wantedBy.getOrDefault(key, Set.of()));
            Set<Key> seen = new HashSet<>();
            for (NativeId part : inventory.parts(key)) {
                seen.addAll(users.getOrDefault(part, List.of()));
            }
            seen.remove(key);
            by.addAll(seen);
            for (Key user : by) {
                if (user.kind().equals(key.kind())) {
                    continue;
                }
                if (blocked.contains(user)) {
                    held.add(key);
                    waiting.put(
                            key, Waiting.of(key, user + " still uses it and can't be changed", Duration.ofSeconds(30)));
                }
                bind(entry.getValue(), user, seen.contains(user) ? inventory.parts(key) : List.of());
            }
            entry.getValue().forEach(node -> {
                node.before().addAll(making.getOrDefault(key, List.of()));
                node.vacated().addAll(inventory.parts(key));
            });
        }
        Set<Node> unsafe = new HashSet<>();
        held.forEach(key -> unsafe.addAll(retiring.getOrDefault(key, List.of())));
        drop(unsafe);
    }

    private void bind(List<Node> retire, Key user, List<NativeId> used) {
        List<Node> first = new ArrayList<>(making.getOrDefault(user, List.of()));
        first.addAll(retiring.getOrDefault(user, List.of()));
        Found found = inventory.ours(user).orElse(null);
        for (Node node : first) {
            retire.stream().filter(r -> r != node).forEach(r -> r.before().add(node));
            if (found != null && !node.isWait()) {
                used.stream()
                        .filter(id -> !found.linger(id).isZero())
                        .forEach(id ->
                                node.lingering().merge(id, found.linger(id), (a, b) -> a.compareTo(b) > 0 ? a : b));
            }
        }
    }

    /** What is dropped takes what comes behind it along, also what is put behind it later. */
    private void drop(Set<Node> some) {
        dropped.addAll(some);
        boolean more = !dropped.isEmpty();
        while (more) {
            more = false;
            for (Node node : nodes) {
                if (!dropped.contains(node) && node.before().stream().anyMatch(dropped::contains)) {
                    dropped.add(node);
                    more = true;
                }
            }
        }
        nodes.removeAll(dropped);
    }

    private Map<NativeId, List<Key>> users() {
        Map<NativeId, List<Key>> users = new HashMap<>();
        for (Inventory.Seen<?, ?> seen : inventory.all()) {
            seen.observation()
                    .ours()
                    .forEach((key, found) -> found.uses()
                            .forEach(id -> users.computeIfAbsent(id, x -> new ArrayList<>(1))
                                    .add(inventory.now(key))));
        }
        return users;
    }

    private Map<Key, Set<Key>> wantedBy() {
        Map<Key, Set<Key>> by = new HashMap<>();
        for (Resource resource : stack.resources().values()) {
            for (Ref<?> ref : resource.spec().references()) {
                ref.key()
                        .ifPresent(
                                k -> by.computeIfAbsent(k, x -> new HashSet<>()).add(resource.key()));
            }
        }
        return by;
    }

    private List<Node> sorted() {
        Map<Node, Integer> missing = new HashMap<>();
        Map<Node, List<Node>> behind = new HashMap<>();
        PriorityQueue<Node> ready = new PriorityQueue<>((a, b) -> a.isRetire() != b.isRetire()
                ? Boolean.compare(a.isRetire(), b.isRetire())
                : Integer.compare(a.order(), b.order()));
        for (Node node : nodes) {
            missing.put(node, node.before().size());
            node.before()
                    .forEach(b ->
                            behind.computeIfAbsent(b, x -> new ArrayList<>(2)).add(node));
            if (node.before().isEmpty()) {
                ready.add(node);
            }
        }
        List<Node> sorted = new ArrayList<>(nodes.size());
        while (!ready.isEmpty()) {
            Node node = ready.remove();
            sorted.add(node);
            node.id(sorted.size());
            for (Node next : behind.getOrDefault(node, List.of())) {
                if (missing.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            nodes.removeAll(sorted);
            throw new IllegalStateException("these steps wait for each other: " + nodes);
        }
        return sorted;
    }
}
