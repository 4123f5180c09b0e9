package io.portolan.aws.dns;

import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What stands at a name and type: one record set, or one for each answer of a policy; and the mark that goes along. Immutable and in one form: names
 * absolute, lower case and without escapes, values sorted. No sets: nothing stands there.
 */
final class SetContent {
    static final SetContent NOTHING = new SetContent(List.of(), null);

    private final List<ResourceRecordSet> sets;
    private final @Nullable Mark mark;

    private SetContent(List<ResourceRecordSet> sets, @Nullable Mark mark) {
        this.sets = sets;
        this.mark = mark;
    }

    static SetContent of(List<ResourceRecordSet> sets, @Nullable Mark mark) {
        List<ResourceRecordSet> normal =
                new ArrayList<>(sets.stream().map(SetContent::normal).toList());
        normal.sort(Comparator.comparing(SetContent::identifier));
        return new SetContent(List.copyOf(normal), mark);
    }

    private static ResourceRecordSet normal(ResourceRecordSet set) {
        ResourceRecordSet.Builder normal = set.toBuilder().name(name(set.name()));
        if (set.hasResourceRecords()) {
            List<ResourceRecord> records = new ArrayList<>(set.resourceRecords());
            records.sort(Comparator.comparing(ResourceRecord::value));
            normal.resourceRecords(records);
        }
        if (set.aliasTarget() != null) {
            normal.aliasTarget(set.aliasTarget().toBuilder()
                    .dnsName(name(set.aliasTarget().dnsName()))
                    .build());
        }
        return normal.build();
    }

    private static String name(String text) {
        return ZoneReads.absolute(Octal.decoded(text).toLowerCase(Locale.ROOT));
    }

    private static String identifier(ResourceRecordSet set) {
        return set.setIdentifier() == null ? "" : set.setIdentifier();
    }

    SetContent mark(@Nullable Mark value) {
        return new SetContent(sets, value);
    }

    List<ResourceRecordSet> sets() {
        return sets;
    }

    Optional<Mark> mark() {
        return Optional.ofNullable(mark);
    }

    boolean isNothing() {
        return sets.isEmpty();
    }

    /** The record elements and the characters of values, as a change that deletes or creates it is counted; an alias is one element. */
    int elements() {
        return sets.stream()
                .mapToInt(set -> Math.max(1, set.resourceRecords().size()))
                .sum();
    }

    int characters() {
        return sets.stream()
                .flatMap(set -> set.resourceRecords().stream())
                .mapToInt(record -> record.value().length())
                .sum();
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof SetContent c && sets.equals(c.sets) && Objects.equals(mark, c.mark);
    }

    @Override
    public int hashCode() {
        return sets.hashCode();
    }

    /** As {@code 300 [192.0.2.1] portolan owner=...}. */
    @Override
    public String toString() {
        if (isNothing()) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        for (ResourceRecordSet set : sets) {
            text.append(text.isEmpty() ? "" : "; ").append(text(set));
        }
        return text + mark().map(m -> " " + Marks.toText(m)).orElse("");
    }

    private static String text(ResourceRecordSet set) {
        List<String> words = new ArrayList<>();
        if (set.setIdentifier() != null) {
            words.add(set.setIdentifier() + ":");
        }
        if (set.weight() != null) {
            words.add("weight " + set.weight());
        }
        if (set.failover() != null) {
            words.add(set.failoverAsString());
        }
        if (set.region() != null) {
            words.add(set.regionAsString());
        }
        if (set.geoLocation() != null) {
            words.add(Location.word(set.geoLocation()));
        }
        if (set.healthCheckId() != null) {
            words.add("check " + set.healthCheckId());
        }
        if (set.ttl() != null) {
            words.add(set.ttl().toString());
        }
        words.add(
                set.aliasTarget() != null
                        ? "alias " + set.aliasTarget().dnsName() + " in "
                                + set.aliasTarget().hostedZoneId()
                        : set.resourceRecords().stream()
                                .map(ResourceRecord::value)
                                .toList()
                                .toString());
        return String.join(" ", words);
    }
}
