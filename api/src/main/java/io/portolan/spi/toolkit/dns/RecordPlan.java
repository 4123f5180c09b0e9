package io.portolan.spi.toolkit.dns;

import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Chunks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The edits of all zones while they are gathered: by zone, then by name. */
final class RecordPlan {
    private final Planning planning;
    private final Map<String, Map<String, List<RecordEdit>>> zones = new TreeMap<>();

    RecordPlan(Planning planning) {
        this.planning = planning;
    }

    void add(Change<RecordSet> change, List<NativeRecordSet> there) {
        Set<Claim> wanted = change.desired()
                .map(spec -> NativeRecordSet.claims(spec, change.references()))
                .orElse(Set.of());
        NativeRecordSet now = there.stream()
                .filter(set -> set.claims().equals(wanted))
                .findFirst()
                .orElse(null);
        change.desired().ifPresent(spec -> add(wanted(change, spec, now)));
        for (NativeRecordSet set : there) {
            if (set != now) {
                RecordContent after = switch (change.intent()) {
                    case KEEP -> set.content().mark(change.mark(set.nativeId()));
                    case RELEASE -> set.content().unmarked();
                    case APPLY, ADOPT, DELETE -> set.content().deleted();
                };
                add(new RecordEdit(change.key(), Value.of(set.zone()), set, after));
            }
        }
    }

    private void add(RecordEdit edit) {
        if (!edit.isDone()) {
            zones.computeIfAbsent(edit.zone().toString(), z -> new TreeMap<>())
                    .computeIfAbsent(edit.after().name().toString(), n -> new ArrayList<>(1))
                    .add(edit);
        }
    }

    private RecordEdit wanted(Change<RecordSet> change, RecordSet spec, @Nullable NativeRecordSet now) {
        References references = change.references();
        Optional<RecordContent> there = Optional.ofNullable(now).map(NativeRecordSet::content);
        Duration standard = references.of(spec.zone(), DnsZone.TTL).now().orElse(DnsZone.DEFAULT_TTL);
        RecordContent after = RecordContent.of(
                        spec.name(),
                        spec.type().orElseThrow(),
                        spec.ttl().resolve(there.map(RecordContent::ttl), standard),
                        spec.answers().get(0).values())
                .mark(now == null ? change.mark() : change.mark(now.nativeId()));
        there.ifPresent(before -> {
            differs(change.key(), "ttl", before.ttl(), after.ttl());
            differs(change.key(), "values", before.values(), after.values());
        });
        return new RecordEdit(change.key(), references.of(spec.zone(), DnsZone.ID), now, after);
    }

    private void differs(Key key, String field, Object from, Object to) {
        if (!from.equals(to)) {
            planning.differs(key, FieldPath.of(field), from, to, Planning.Reason.WANTED);
        }
    }

    /** What leaves a name empty-handed is retired; what takes its place, and leaves for it, is made. */
    void write(int most, Function<List<RecordEdit>, Steps> batch) {
        for (Map<String, List<RecordEdit>> names : zones.values()) {
            List<List<RecordEdit>> make = new ArrayList<>();
            List<List<RecordEdit>> retire = new ArrayList<>();
            for (List<RecordEdit> group : names.values()) {
                group.sort(Comparator.comparing((RecordEdit e) -> e.after().label())
                        .thenComparing(RecordEdit::key));
                (group.stream().allMatch(e -> e.after().isEmpty()) ? retire : make).add(group);
            }
            chunks(make, most).forEach(edits -> planning.make(batch.apply(edits)));
            chunks(retire, most).forEach(edits -> planning.retire(batch.apply(edits)));
        }
    }

    private static List<List<RecordEdit>> chunks(List<List<RecordEdit>> groups, int most) {
        return Chunks.of(groups, most, edit -> 1, Long.MAX_VALUE, edit -> 0);
    }
}
