package io.portolan.engine;

import static java.util.Objects.requireNonNull;

import io.portolan.Impact;
import io.portolan.PlannedChange;
import io.portolan.Refusal;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.Waiting;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.ResourceDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Plans a stack over what was observed: changes, drivers, guards, graph. Pure. */
final class Planner {
    private final Stack stack;
    private final PlanOptions options;
    private final Attached provider;
    private final Fingerprint fingerprint;
    private final Workers workers;

    Planner(Stack stack, PlanOptions options, Attached provider, Fingerprint fingerprint, Workers workers) {
        this.workers = workers;
        this.stack = stack;
        this.options = options;
        this.provider = provider;
        this.fingerprint = fingerprint;
    }

    /** Keys to be left out, keys to be planned at all, and keys whose batches are to be planned apart. */
    record Bounds(Set<Key> excluded, Set<Key> only, Map<Key, Integer> groups) {
        static final Bounds NONE = new Bounds(Set.of(), Set.of(), Map.of());

        boolean includes(Key key) {
            return !excluded.contains(key) && (only.isEmpty() || only.contains(key));
        }

        Integer group(Key key) {
            return groups.isEmpty() ? Integer.valueOf(0) : groups.getOrDefault(key, 0);
        }
    }

    /** A plan that stops before the first remote call. */
    EnginePlan refused(List<Refusal> refusals, List<String> notes) {
        return new EnginePlan(
                stack,
                options,
                provider,
                new Inventory(Map.of()),
                List.of(),
                List.of(),
                refusals,
                List.of(),
                notes,
                0,
                fingerprint);
    }

    /** A plan over this inventory. */
    EnginePlan plan(
            Inventory inventory,
            Map<Key, Waiting> unseen,
            List<Refusal> early,
            List<String> notes,
            Bounds bounds,
            int reads) {
        Map<Key, Refusal> refused = new LinkedHashMap<>();
        early.forEach(r -> r.key().ifPresent(k -> refused.putIfAbsent(k, r)));
        Set<Ref<?>> missing = inventory.missing();
        Map<String, List<Resource>> wanted = options.isDestroy() ? Map.of() : byKind();
        Map<String, ChangeList> changes = new LinkedHashMap<>();
        for (Inventory.Seen<?, ?> seen : inventory.all()) {
            String kind = seen.driver().kind().name();
            List<Resource> resources = wanted.getOrDefault(kind, List.of());
            changes.put(
                    kind,
                    new ChangeList(changes(seen, inventory, missing, refused).list(resources)));
        }
        Map<Key, Waiting> hidden = new LinkedHashMap<>(unseen);
        inventory
                .renames()
                .forEach((key, before) -> Optional.ofNullable(unseen.get(before))
                        .ifPresent(w -> hidden.put(key, Waiting.of(key, w.why(), w.again()))));
        for (int round = 0; ; round++) {
            Set<Key> excluded = new HashSet<>(bounds.excluded);
            excluded.addAll(refused.keySet());
            excluded.addAll(hidden.keySet());
            inventory
                    .all()
                    .forEach(seen -> excluded.addAll(seen.observation().unread().keySet()));
            addDependants(excluded);
            Answers answers = new Answers(workers);
            answers.waiting.putAll(hidden);
            for (Inventory.Seen<?, ?> seen : inventory.all()) {
                ask(
                        seen,
                        requireNonNull(changes.get(seen.driver().kind().name()), "changes"),
                        excluded,
                        bounds,
                        answers);
                inventory.promise(answers.promised);
            }
            EnginePlan plan =
                    assemble(inventory, changes, refused, answers, notes, bounds, reads, excluded, hidden.keySet());
            boolean more = false;
            for (Refusal refusal : plan.refusals()) {
                more |= refusal.key().isPresent()
                        && refused.putIfAbsent(refusal.key().get(), refusal) == null;
            }
            if (!more || !options.isSkipRefused() || round == 3) {
                return plan;
            }
        }
    }

    private Map<String, List<Resource>> byKind() {
        Map<String, List<Resource>> kinds = new HashMap<>();
        for (Resource resource : stack.resources().values()) {
            kinds.computeIfAbsent(resource.key().kind(), k -> new ArrayList<>()).add(resource);
        }
        return kinds;
    }

    private <S extends Spec, W> Changes<S, W> changes(
            Inventory.Seen<S, W> seen, Inventory inventory, Set<Ref<?>> missing, Map<Key, Refusal> refused) {
        return new Changes<>(stack, options, inventory, seen, missing, refused, workers);
    }

    /** What refers to something that is left out is left out. */
    private void addDependants(Set<Key> excluded) {
        if (excluded.isEmpty() || options.isDestroy()) {
            return;
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Resource resource : stack.resources().values()) {
                if (!excluded.contains(resource.key())
                        && resource.spec().references().stream()
                                .anyMatch(ref ->
                                        ref.key().filter(excluded::contains).isPresent())) {
                    excluded.add(resource.key());
                    more = true;
                }
            }
        }
    }

    private <S extends Spec, W> void ask(
            Inventory.Seen<S, W> seen, ChangeList all, Set<Key> excluded, Bounds bounds, Answers answers) {
        ResourceDriver<S, W> driver = seen.driver();
        Observation<W> observation = seen.observation();
        Map<Integer, List<Change<S>>> groups = new TreeMap<>();
        for (KeyChange<?> change : all.all()) {
            if (!excluded.contains(change.key()) && bounds.includes(change.key())) {
                @SuppressWarnings("unchecked") // changes are kept by kind
                Change<S> own = (Change<S>) change;
                groups.computeIfAbsent(
                                bounds.group(change.key()),
                                g -> new ArrayList<>(all.all().size()))
                        .add(own);
            }
        }
        groups.values().forEach(group -> {
            // By key, so that the same stack gives the same plan in whatever order it was put together.
            group.sort(Comparator.comparing(Change::key));
            driver.plan(observation.world(), List.copyOf(group), answers);
        });
    }

    private EnginePlan assemble(
            Inventory inventory,
            Map<String, ChangeList> changes,
            Map<Key, Refusal> refused,
            Answers answers,
            List<String> notes,
            Bounds bounds,
            int reads,
            Set<Key> excluded,
            Set<Key> hidden) {
        Map<Key, Refusal> refusals = new LinkedHashMap<>(refused);
        answers.refused.forEach(refusals::putIfAbsent);
        Set<Key> blocked = new HashSet<>(excluded);
        blocked.addAll(answers.refused.keySet());
        blocked.addAll(answers.waiting.keySet());
        Graph.Ordered graph = Graph.of(stack, inventory, answers.make, answers.retire, blocked);
        Map<Key, Waiting> waiting = new LinkedHashMap<>(answers.waiting);
        graph.waiting().forEach(waiting::putIfAbsent);
        List<PlannedChange> planned = planned(changes, graph.nodes(), answers);
        hidden.stream()
                .filter(key -> options.isDestroy() || stack.find(key).isEmpty())
                .filter(key -> planned.stream().noneMatch(c -> c.key().equals(key)))
                .forEach(key -> planned.add(
                        PlannedChange.of(key, PlannedChange.Action.DELETE).build()));
        List<Refusal> all = new ArrayList<>(refusals.values());
        for (Refusal refusal : Guards.refusals(stack, inventory, graph.nodes(), planned, options)) {
            if (refusal.key().isEmpty() || !refusals.containsKey(refusal.key().get())) {
                all.add(refusal);
            }
        }
        return new EnginePlan(
                stack,
                options,
                provider,
                inventory,
                graph.nodes(),
                planned,
                all,
                List.copyOf(waiting.values()),
                notes,
                reads,
                fingerprint);
    }

    private List<PlannedChange> planned(Map<String, ChangeList> changes, List<Node> nodes, Answers answers) {
        Map<Key, Set<Impact>> impacts = new HashMap<>();
        for (Node node : nodes) {
            node.keys()
                    .forEach(k -> impacts.computeIfAbsent(k, x -> EnumSet.noneOf(Impact.class))
                            .addAll(node.step().impacts(k)));
        }
        List<PlannedChange> planned = new ArrayList<>(stack.resources().size());
        for (Key key : stack.resources().keySet()) {
            ChangeList kind = changes.get(key.kind());
            KeyChange<?> change = kind == null ? null : kind.find(key);
            if (change != null) {
                planned.add(planned(change, impacts, answers));
            }
        }
        int all = 0;
        for (ChangeList kind : changes.values()) {
            kind.rewind();
            all += kind.all().size();
        }
        if (planned.size() == all) {
            return planned;
        }
        for (ChangeList kind : changes.values()) {
            kind.all().forEach(change -> {
                if (stack.find(change.key()).isEmpty()) {
                    planned.add(planned(change, impacts, answers));
                }
            });
        }
        return planned;
    }

    private static PlannedChange planned(KeyChange<?> change, Map<Key, Set<Impact>> impacts, Answers answers) {
        Key key = change.key();
        PlannedChange.Builder b = PlannedChange.of(key, action(change, impacts.get(key)));
        List<io.portolan.FieldChange> fields = answers.fields.get(key);
        if (fields != null) {
            b.fields(fields);
        }
        change.earlier().ifPresent(before -> b.note("was " + before));
        change.adopted()
                .flatMap(found -> found.marks().stream()
                        .filter(mark -> !mark.owner().equals(change.mark().owner()))
                        .findFirst())
                .ifPresent(mark -> b.note("taken from " + mark.owner() + ", which has it as " + mark.key()));
        return b.build();
    }

    private static PlannedChange.Action action(
            KeyChange<?> change, @org.jspecify.annotations.Nullable Set<Impact> impacts) {
        return switch (change.intent()) {
            case KEEP -> PlannedChange.Action.KEEP;
            case DELETE -> PlannedChange.Action.DELETE;
            case RELEASE -> PlannedChange.Action.RELEASE;
            case ADOPT -> PlannedChange.Action.ADOPT;
            case APPLY -> {
                if (impacts == null) {
                    yield PlannedChange.Action.NONE;
                }
                if (change.ours().isEmpty()) {
                    yield PlannedChange.Action.CREATE;
                }
                yield impacts.contains(Impact.REPLACES) ? PlannedChange.Action.REPLACE : PlannedChange.Action.CHANGE;
            }
        };
    }

    /** How long to wait before what is waiting is looked at again; the shortest. */
    static Duration again(List<Waiting> waiting) {
        return waiting.stream().map(Waiting::again).min(Duration::compareTo).orElse(Duration.ofSeconds(2));
    }
}
