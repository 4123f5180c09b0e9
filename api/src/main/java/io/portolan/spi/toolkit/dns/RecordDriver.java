package io.portolan.spi.toolkit.dns;

import io.portolan.Impact;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.NativeThing;
import io.portolan.spi.toolkit.Things;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A driver of record sets that have a type and one answer with values, for providers that keep each record set whole and change many in one atomic
 * batch. It says what it supports, reads, and writes a batch; aliases and policies are for drivers that plan themselves.
 */
public interface RecordDriver extends ResourceDriver<RecordSet, Things<NativeRecordSet>> {

    /** The most edits in one batch. */
    int mostEdits();

    /** One native write of edits in one zone; begins with {@link #step}. Pure. */
    Steps write(List<RecordEdit> edits);

    @Override
    default Kind<RecordSet> kind() {
        return RecordSet.KIND;
    }

    @Override
    default Set<Claim> claims(RecordSet set, References references) {
        return NativeRecordSet.claims(set, references);
    }

    /**
     * The zones in which record sets of this owner can be: those that wanted specs name, those that carry the owner's mark, those that were written to
     * before. With each the keys that are wanted in it.
     *
     * @param zones the provider's zones, as far as they could be read
     */
    static Map<NativeId, Set<Key>> zones(Scope<RecordSet> scope, Collection<? extends NativeThing> zones) {
        Map<NativeId, Set<Key>> where = new TreeMap<>();
        scope.wanted()
                .forEach((key, spec) -> scope.references()
                        .of(spec.zone(), DnsZone.ID)
                        .now()
                        .ifPresent(zone -> where.computeIfAbsent(zone, z -> new TreeSet<>())
                                .add(key)));
        for (NativeThing zone : zones) {
            if (zone.mark().filter(m -> m.owner().equals(scope.owner())).isPresent()) {
                where.putIfAbsent(zone.nativeId(), Set.of());
            }
        }
        scope.memory().places().forEach(p -> where.putIfAbsent(NativeId.of(p.kind(), p.id()), Set.of()));
        return where;
    }

    /** Where a zone's record sets are read and written. */
    static Place place(NativeId zone) {
        return Place.of(zone.part(), zone.value());
    }

    /**
     * The description of a batch: {@code zone}, and for each edit what is to stand there, on the condition that what was read stands there still. The
     * repetition is still to be said.
     */
    static Step step(String nativeCall, List<RecordEdit> edits) {
        Value<NativeId> zone = edits.get(0).zone();
        Step step = Step.write(
                        nativeCall,
                        edits.size() + " changes in one batch",
                        edits.stream().map(RecordEdit::key).distinct().toList())
                .with("zone", zone);
        zone.now().ifPresent(id -> step.at(place(id)));
        for (RecordEdit edit : edits) {
            step.with(edit.after().label(), edit.after())
                    .condition(
                            edit.conditionName(),
                            edit.before().map(NativeRecordSet::version).orElse(""));
            if (edit.after().isEmpty()) {
                step.impact(edit.key(), Impact.DELETES);
            }
        }
        return step;
    }

    /** Record sets have no outputs. */
    @Override
    default <T> Optional<T> output(Things<NativeRecordSet> world, Key key, Output<T> output) {
        return Optional.empty();
    }

    @Override
    default Optional<View<RecordSet>> view(Things<NativeRecordSet> world, Key key) {
        return world.of(key).stream().findFirst().map(NativeRecordSet::view);
    }

    /** One batch for each zone, as far as the limit allows. What changes at one name is never in two batches, so that a CNAME can become an A. */
    @Override
    default void plan(Things<NativeRecordSet> world, List<Change<RecordSet>> changes, Planning planning) {
        RecordPlan plan = new RecordPlan(planning);
        changes.forEach(change -> plan.add(change, world.of(change)));
        plan.write(mostEdits(), this::write);
    }
}
