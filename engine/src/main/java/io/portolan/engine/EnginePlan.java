package io.portolan.engine;

import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.Waiting;
import io.portolan.model.Key;
import io.portolan.model.Secret;
import io.portolan.spi.driver.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A plan with the graph that an apply runs. */
final class EnginePlan implements Plan {
    private final Stack stack;
    private final PlanOptions options;
    private final Attached provider;
    private final Inventory inventory;
    private final List<Node> nodes;
    private final List<PlannedChange> changes;
    private final List<Refusal> refusals;
    private final List<Waiting> waiting;
    private final List<String> notes;
    private final int reads;
    private final Fingerprint fingerprint;
    private final List<String> digests = new ArrayList<>();
    private final String digest;

    EnginePlan(
            Stack stack,
            PlanOptions options,
            Attached provider,
            Inventory inventory,
            List<Node> nodes,
            List<PlannedChange> changes,
            List<Refusal> refusals,
            List<Waiting> waiting,
            List<String> notes,
            int reads,
            Fingerprint fingerprint) {
        this.stack = stack;
        this.options = options;
        this.provider = provider;
        this.inventory = inventory;
        this.nodes = nodes;
        this.changes = List.copyOf(changes);
        this.refusals = List.copyOf(refusals);
        this.waiting = List.copyOf(waiting);
        this.notes = List.copyOf(notes);
        this.reads = reads;
        this.fingerprint = fingerprint;
        nodes.forEach(n -> digests.add(fingerprint.of(n)));
        this.digest = fingerprint.of(owner(), identity(), nodes, digests);
    }

    /** The kinds of which the owner may have something: wanted, to be changed, found, or not to be read. */
    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        stack.resources().keySet().forEach(key -> kinds.add(key.kind()));
        nodes.forEach(node -> node.keys().forEach(key -> kinds.add(key.kind())));
        inventory.all().forEach(seen -> {
            boolean clear = seen.observation().ours().isEmpty()
                    && seen.observation().unread().isEmpty()
                    && seen.observation().blind().isEmpty();
            if (!clear) {
                kinds.add(seen.driver().kind().name());
            }
        });
        return kinds;
    }

    /** The same plan without the steps of these keys and what comes behind them. */
    EnginePlan without(Set<Key> keys) {
        Set<Node> dropped = new HashSet<>();
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes) {
            if (node.keys().stream().anyMatch(keys::contains)
                    || node.before().stream().anyMatch(dropped::contains)) {
                dropped.add(node);
            } else {
                kept.add(node);
            }
        }
        return new EnginePlan(
                stack, options, provider, inventory, kept, changes, refusals, waiting, notes, reads, fingerprint);
    }

    Stack stack() {
        return stack;
    }

    PlanOptions options() {
        return options;
    }

    Attached attached() {
        return provider;
    }

    Inventory inventory() {
        return inventory;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The steps as the journal remembers them. */
    List<Map<String, Object>> remembered() {
        return nodes.stream()
                .filter(n -> !n.isWait())
                .map(fingerprint::remembered)
                .toList();
    }

    @Override
    public String owner() {
        return stack.owner();
    }

    @Override
    public String provider() {
        return provider.name();
    }

    @Override
    public Map<String, String> identity() {
        return provider.identity();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public List<PlannedChange> changes() {
        return changes;
    }

    @Override
    public List<PlannedStep> steps() {
        List<PlannedStep> steps = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            steps.add(step(nodes.get(i), digests.get(i)));
        }
        return steps;
    }

    private static PlannedStep step(Node node, String digest) {
        Step step = node.step();
        Map<String, String> arguments = new LinkedHashMap<>();
        step.arguments().forEach((name, value) -> arguments.put(name, shown(value)));
        TreeSet<Integer> after = new TreeSet<>();
        node.before().forEach(n -> after.add(n.id()));
        String until = node.call().waiting().map(w -> w.what()).orElse("");
        return PlannedStep.of(
                node.id(),
                node.isRetire(),
                switch (step.type()) {
                    case WRITE -> PlannedStep.Kind.WRITE;
                    case DELETE -> PlannedStep.Kind.DELETE;
                    case AWAIT -> PlannedStep.Kind.WAIT;
                },
                step.nativeCall(),
                step.summary(),
                step.keys(),
                List.copyOf(after),
                arguments,
                step.repeat().name(),
                List.<Impact>copyOf(step.impacts()),
                until,
                digest);
    }

    private static String shown(Object value) {
        return Canonical.known(value) instanceof Secret ? "***" : Canonical.text(value);
    }

    @Override
    public List<Refusal> refusals() {
        return refusals;
    }

    @Override
    public List<Waiting> waiting() {
        return waiting;
    }

    @Override
    public Map<String, Failure> blind() {
        return inventory.blind();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public int reads() {
        return reads;
    }

    @Override
    public String toString() {
        return "Plan " + digest.substring(0, 8) + " of " + owner() + ": " + nodes;
    }
}
