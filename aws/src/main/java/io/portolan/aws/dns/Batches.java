package io.portolan.aws.dns;

import io.portolan.dns.DnsName;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Steps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cuts the changes of zones into batches by Route 53's limits: 1,000 record elements and 32,000 characters in values (developer guide, "Quotas on
 * ChangeResourceRecordSets requests"). What changes at one name is never in two batches. Batches that change one share of the registry follow each
 * other; all others are free. Pure.
 *
 * <p>A change is DELETE of what was read and CREATE of what is wanted, never UPSERT, which would count twice as well: so a batch that meets another
 * content than was read is refused as a whole.
 */
final class Batches {
    static final int MOST_ELEMENTS = 1000;
    static final int MOST_CHARACTERS = 32_000;

    private final RecordWorld world;
    private final BatchWriter writer;

    Batches(RecordWorld world, BatchWriter writer) {
        this.world = world;
        this.writer = writer;
    }

    /** What makes or changes, and what only takes away. */
    record Cut(Steps make, Steps retire) {}

    Cut cut(List<RecordEdit> edits) {
        Map<String, List<RecordEdit>> zones = new TreeMap<>();
        edits.forEach(edit -> zones.computeIfAbsent(edit.zone().toString(), z -> new ArrayList<>())
                .add(edit));
        List<Steps> make = new ArrayList<>();
        List<Steps> retire = new ArrayList<>();
        zones.values().forEach(zone -> cut(zone, make, retire));
        return new Cut(Steps.parallel(make), Steps.parallel(retire));
    }

    private void cut(List<RecordEdit> edits, List<Steps> make, List<Steps> retire) {
        RecordEdit any = edits.get(0);
        Registry registry = any.zone()
                .now()
                .flatMap(world::registry)
                .orElseGet(() ->
                        Registry.empty(any.zone().now().orElse(NativeId.of(Zone.PART, "new")), writer.zoneName(any)));
        Map<DnsName, List<RecordEdit>> names = new TreeMap<>();
        edits.forEach(edit ->
                names.computeIfAbsent(edit.name(), n -> new ArrayList<>(1)).add(edit));
        Set<Key> made = edits.stream()
                .filter(edit -> !edit.isDelete())
                .map(RecordEdit::key)
                .collect(Collectors.toSet());
        Set<String> madeShares = edits.stream()
                .filter(edit -> !edit.isDelete())
                .map(edit -> registry.share("", edit.name().toString()))
                .collect(Collectors.toSet());
        List<List<RecordEdit>> first = new ArrayList<>();
        List<List<RecordEdit>> last = new ArrayList<>();
        for (List<RecordEdit> group : byShare(names, registry)) {
            boolean leaves = group.stream().allMatch(RecordEdit::isDelete);
            boolean follows = group.stream().anyMatch(edit -> made.contains(edit.key()));
            // Nobody refers to a record set, so a delete may come early: then it shares the one write of its share.
            boolean shares =
                    madeShares.contains(registry.share("", group.get(0).name().toString()));
            (leaves && (follows || !shares) ? last : first).add(group);
        }
        Registry then = batches(first, registry, make);
        batches(last, then, retire);
    }

    private static List<List<RecordEdit>> byShare(Map<DnsName, List<RecordEdit>> names, Registry registry) {
        List<List<RecordEdit>> groups = new ArrayList<>(names.values());
        groups.sort(Comparator.comparing(
                group -> registry.share("", group.get(0).name().toString())));
        groups.forEach(group -> group.sort(Comparator.comparing(RecordEdit::label)));
        return groups;
    }

    /** Adds the batches of groups that begin at this registry; gives the registry after them. */
    private Registry batches(List<List<RecordEdit>> groups, Registry registry, List<Steps> steps) {
        Map<Set<String>, List<Steps>> chains = new LinkedHashMap<>();
        Registry before = registry;
        Registry after = registry;
        List<RecordEdit> batch = new ArrayList<>();
        for (List<RecordEdit> group : groups) {
            Registry with = after.with(marks(group));
            if (!batch.isEmpty() && isTooMuch(batch, group, before.to(with))) {
                chain(batch, before.to(after), chains);
                batch.clear();
                before = after;
                with = after.with(marks(group));
            }
            batch.addAll(group);
            after = with;
        }
        if (!batch.isEmpty()) {
            chain(batch, before.to(after), chains);
        }
        chains.values().forEach(chain -> steps.add(Steps.sequence(chain)));
        return after;
    }

    /** Puts a batch behind those that change one of its shares. */
    private void chain(
            List<RecordEdit> batch, Map<String, Registry.ShareChange> shares, Map<Set<String>, List<Steps>> chains) {
        Set<String> all = new HashSet<>(shares.keySet());
        List<Steps> chain = new ArrayList<>();
        for (Set<String> other : List.copyOf(chains.keySet())) {
            if (shares.keySet().stream().anyMatch(other::contains)) {
                chain.addAll(chains.getOrDefault(other, List.of()));
                chains.remove(other);
                all.addAll(other);
            }
        }
        chain.add(writer.write(List.copyOf(batch), shares));
        chains.put(all, chain);
    }

    private static Map<String, Optional<Mark>> marks(List<RecordEdit> group) {
        Map<String, Optional<Mark>> marks = new LinkedHashMap<>();
        group.forEach(edit -> marks.put(edit.label(), edit.marked().mark()));
        return marks;
    }

    private static boolean isTooMuch(
            List<RecordEdit> batch, List<RecordEdit> more, Map<String, Registry.ShareChange> shares) {
        int elements = 0;
        int characters = 0;
        for (List<RecordEdit> edits : List.of(batch, more)) {
            for (RecordEdit edit : edits) {
                elements += edit.elements();
                characters += edit.characters();
            }
        }
        for (Registry.ShareChange share : shares.values()) {
            elements += share.elements();
            characters += share.characters();
        }
        return elements > MOST_ELEMENTS || characters > MOST_CHARACTERS;
    }
}
