package io.portolan.aws.dns;

import io.portolan.Refusal;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;

/** Plans every change of record sets at once. Pure. */
final class RecordPlanner {
    private final RecordWorld world;
    private final Planning planning;
    private final HealthChecks healthChecks;
    private final Batches batches;
    private final Map<String, RecordEdit> edits = new LinkedHashMap<>();
    private final List<Steps> newChecks = new ArrayList<>();
    private final List<Steps> oldChecks = new ArrayList<>();

    RecordPlanner(RecordWorld world, Planning planning, HealthChecks healthChecks, BatchWriter writer) {
        this.world = world;
        this.planning = planning;
        this.healthChecks = healthChecks;
        this.batches = new Batches(world, writer);
    }

    void plan(List<Change<RecordSet>> changes) {
        changes.stream().sorted(Comparator.comparing(Change::key)).forEach(this::collect);
        refuseWhatIsInTheWay();
        List<RecordEdit> all =
                edits.values().stream().filter(edit -> !edit.isDone()).toList();
        Batches.Cut cut = batches.cut(all);
        planning.make(Steps.sequence(Steps.parallel(newChecks), cut.make()));
        planning.retire(Steps.sequence(cut.retire(), Steps.parallel(oldChecks)));
    }

    private void collect(Change<RecordSet> change) {
        List<NativeSet> sets = world.sets(change);
        switch (change.intent()) {
            case APPLY, ADOPT -> apply(change, change.desired().orElseThrow(), sets);
            case KEEP -> sets.forEach(set -> mark(change, set, change.mark(set.nativeId())));
            case RELEASE -> sets.forEach(set -> mark(change, set, null));
            case DELETE -> {
                sets.forEach(set -> delete(change, set));
                world.checks(change).forEach(check -> oldChecks.add(healthChecks.delete(change.key(), check)));
            }
        }
    }

    private void mark(Change<RecordSet> change, NativeSet set, @Nullable Mark mark) {
        SetContent after = set.content().mark(mark);
        add(edit(change.key(), set, after));
    }

    private void delete(Change<RecordSet> change, NativeSet set) {
        edits.putIfAbsent(place(set.zone(), set.label()), edit(change.key(), set, SetContent.NOTHING));
    }

    private static RecordEdit edit(Key key, NativeSet set, SetContent after) {
        return new RecordEdit(
                key, Value.of(set.zone()), set.name(), set.type(), Optional.of(set), Value.of(after), after);
    }

    private void add(RecordEdit edit) {
        edits.put(place(edit.zone(), edit.label()), edit);
    }

    private static String place(Object zone, String label) {
        return zone + " " + label;
    }

    private void apply(Change<RecordSet> change, RecordSet spec, List<NativeSet> sets) {
        Value<NativeId> zone = change.references().of(spec.zone(), DnsZone.ID);
        List<NativeSet> left = new ArrayList<>(sets);
        List<Check> unused = new ArrayList<>(world.checks(change));
        Map<Integer, Value<NativeId>> checks = checks(change, spec, sets, unused);
        refuseTtl(change, spec);
        for (RecordType type : RecordTranslation.types(spec, change.references())) {
            Optional<NativeSet> there = zone.now()
                    .map(id -> NativeSet.id(id, spec.name(), type))
                    .flatMap(id -> sets.stream()
                            .filter(set -> set.nativeId().equals(id))
                            .findFirst());
            there.ifPresent(left::remove);
            Mark mark = there.map(set -> change.mark(set.nativeId())).orElse(change.mark());
            Value<SetContent> after = RecordTranslation.content(spec, type, change.references(), checks, there, mark);
            there.ifPresent(set -> differs(change.key(), set, after));
            add(new RecordEdit(change.key(), zone, spec.name(), type, there, after, SetContent.NOTHING.mark(mark)));
        }
        left.forEach(set -> delete(change, set));
        unused.forEach(check -> oldChecks.add(healthChecks.delete(change.key(), check)));
    }

    /** The checks of answers: those that are there and look as wanted, or new ones. */
    private Map<Integer, Value<NativeId>> checks(
            Change<RecordSet> change, RecordSet spec, List<NativeSet> sets, List<Check> unused) {
        Map<Integer, Value<NativeId>> checks = new HashMap<>();
        Set<String> inPlace = new HashSet<>();
        sets.forEach(set -> set.content().sets().stream()
                .filter(member -> member.healthCheckId() != null)
                .forEach(member -> inPlace.add(member.healthCheckId())));
        unused.sort(Comparator.comparing(
                        (Check check) -> !inPlace.contains(check.check().id()))
                .thenComparing(check -> check.check().id()));
        for (int i = 0; i < spec.answers().size(); i++) {
            Answer answer = spec.answers().get(i);
            if (answer.healthCheck().isEmpty()) {
                continue;
            }
            Value<HealthCheckConfig> config =
                    HealthChecks.config(answer.healthCheck().get(), answer, change.references());
            Optional<Check> there = unused.stream()
                    .filter(check -> config.now()
                            .filter(now -> HealthChecks.isSame(check.check().healthCheckConfig(), now))
                            .isPresent())
                    .findFirst();
            there.ifPresent(unused::remove);
            if (there.isEmpty()) {
                newChecks.add(healthChecks.create(change, i, config));
            }
            checks.put(
                    i,
                    there.map(check -> Value.of(check.nativeId()))
                            .orElse(Value.later(change.key(), HealthChecks.slot(i))));
        }
        return checks;
    }

    private void refuseTtl(Change<RecordSet> change, RecordSet spec) {
        boolean aliases = spec.answers().stream()
                .allMatch(answer -> answer.alias()
                        .filter(balancer -> !RecordTranslation.isPlain(balancer, change.references()))
                        .isPresent());
        if (aliases && spec.ttl().value().isPresent() && !spec.typeWord().equals("CNAME")) {
            planning.refuse(
                    change.key(),
                    Refusal.Why.UNSUPPORTED,
                    "an alias has the TTL of what it stands for, so it takes none",
                    "leave the ttl of the record set away");
        }
    }

    private void differs(Key key, NativeSet set, Value<SetContent> after) {
        Object from = values(set.content());
        Object to = after.now().map(RecordPlanner::values).orElse(after);
        if (!from.equals(to)) {
            planning.differs(key, FieldPath.of("answers"), from, to, Planning.Reason.WANTED);
        }
    }

    private static Object values(SetContent content) {
        return content.mark(null).toString();
    }

    /** A CNAME stands alone at its name: what is in its way goes in the same batch when it is ours to go, and refuses the change when it is not. */
    private void refuseWhatIsInTheWay() {
        for (RecordEdit edit : List.copyOf(edits.values())) {
            Optional<NativeId> zone = edit.zone().now();
            if (edit.isDelete() || zone.isEmpty()) {
                continue;
            }
            for (NativeSet other : world.at(zone.get(), edit.name())) {
                boolean excludes = !other.type().equals(edit.type())
                        && (other.type().equals(RecordType.CNAME) || edit.type().equals(RecordType.CNAME));
                RecordEdit change = edits.get(place(other.zone(), other.label()));
                if (excludes && (change == null || !change.isDelete())) {
                    edits.remove(place(edit.zone(), edit.label()));
                    planning.refuse(
                            edit.key(),
                            Refusal.Why.FOREIGN,
                            other.label() + " stands there, and a CNAME stands alone at its name",
                            "to take it over: portolan adopt " + edit.key() + " '"
                                    + other.nativeId().value() + "'");
                }
            }
        }
    }
}
