package io.portolan.testkit.memory;

import io.portolan.dns.RecordSet.Policy;
import io.portolan.model.Durations;
import io.portolan.model.HealthCheck;
import io.portolan.model.NativeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A record set as the memory cloud holds it. Immutable; prints as it is written in plans. */
final class Rrset {
    /** One answer; an alias names the thing that it follows. */
    record Data(
            List<String> values,
            int weight,
            @Nullable NativeId target,
            @Nullable HealthCheck check,
            @Nullable String location) {

        boolean same(Data o) {
            return weight == o.weight
                    && Objects.equals(target, o.target)
                    && Objects.equals(location, o.location)
                    && Objects.equals(check, o.check)
                    && (values.equals(o.values)
                            || values.size() == o.values.size()
                                    && new HashSet<>(values).equals(new HashSet<>(o.values)));
        }

        @Override
        public String toString() {
            return String.join(" ", values)
                    + (target == null ? "" : " -> " + target.value())
                    + (weight == 1 ? "" : " *" + weight)
                    + (location == null ? "" : " @" + location)
                    + (check == null ? "" : " " + check);
        }
    }

    private final RecordName name;
    private final Duration ttl;
    private final Policy policy;
    private final List<Data> answers;
    private final Map<String, String> labels;
    private final long version;

    private Rrset(
            RecordName name,
            Duration ttl,
            Policy policy,
            List<Data> answers,
            Map<String, String> labels,
            long version) {
        this.name = name;
        this.ttl = ttl;
        this.policy = policy;
        this.answers = answers;
        this.labels = labels;
        this.version = version;
    }

    static Rrset of(RecordName name, Duration ttl, Policy policy, List<Data> answers) {
        return new Rrset(name, ttl, policy, List.copyOf(answers), Map.of(), 0);
    }

    Rrset labels(Map<String, String> values) {
        return new Rrset(name, ttl, policy, answers, Map.copyOf(values), version);
    }

    Rrset version(long value) {
        return new Rrset(name, ttl, policy, answers, labels, value);
    }

    RecordName name() {
        return name;
    }

    Duration ttl() {
        return ttl;
    }

    Policy policy() {
        return policy;
    }

    List<Data> answers() {
        return answers;
    }

    Map<String, String> labels() {
        return labels;
    }

    long version() {
        return version;
    }

    /** Whether both answer the same. The order of values has no meaning, that of answers has. */
    boolean answersLike(Rrset o) {
        if (!ttl.equals(o.ttl) || policy != o.policy || answers.size() != o.answers.size()) {
            return false;
        }
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).same(o.answers.get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean isSame(Rrset o) {
        return name.equals(o.name) && answersLike(o) && labels.equals(o.labels);
    }

    /** The characters that count for a batch's limit. */
    int weight() {
        int weight = 0;
        for (Data answer : answers) {
            for (String value : answer.values) {
                weight += value.length();
            }
        }
        return weight;
    }

    @Override
    public String toString() {
        return name + " " + Durations.format(ttl) + (policy == Policy.SIMPLE ? " " : " " + policy + " ")
                + (answers.size() == 1 ? answers.get(0).toString() : answers.toString())
                + (labels.isEmpty() ? "" : " " + new TreeMap<>(labels));
    }
}
