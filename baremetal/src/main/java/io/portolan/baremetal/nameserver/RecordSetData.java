package io.portolan.baremetal.nameserver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * The answers to questions for one name and type.
 *
 * @param name absolute, with a final dot; the first label may be {@code *} (RFC 4592)
 * @param type as in a master file: {@code A}, {@code TXT}, {@code HTTPS}; not SOA, DNAME or a DNSSEC signing type
 * @param ttl whole seconds, 0 to 2^31 - 1
 * @param policy how one of the choices is picked for an answer
 * @param choices exactly one for {@link Policy#SIMPLE}, otherwise at least one, with different ids
 */
public record RecordSetData(String name, String type, Duration ttl, Policy policy, List<Choice> choices) {
    public RecordSetData {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(ttl, "ttl");
        requireNonNull(policy, "policy");
        choices = List.copyOf(choices);
    }

    /**
     * A set that always answers with the same values.
     *
     * @param values one string per record, in the form of a master file: {@code 192.0.2.1}, {@code 10 mx1.example.}, {@code "a text"}
     */
    public static RecordSetData simple(String name, String type, Duration ttl, List<String> values) {
        return new RecordSetData(name, type, ttl, Policy.SIMPLE, List.of(new Choice("", 1, values, List.of())));
    }

    /** A set that answers each question with the values of one healthy choice, drawn by weight. */
    public static RecordSetData weighted(String name, String type, Duration ttl, List<Choice> choices) {
        return new RecordSetData(name, type, ttl, Policy.WEIGHTED, choices);
    }

    /** A set that answers with the values of the first healthy choice. */
    public static RecordSetData failover(String name, String type, Duration ttl, List<Choice> choices) {
        return new RecordSetData(name, type, ttl, Policy.FAILOVER, choices);
    }

    /** How a choice is picked. New policies may come. */
    public enum Policy {
        /** The only one. */
        SIMPLE,
        /**
         * One at random for each question, in proportion to the weights of the healthy choices. A choice of weight 0 is drawn only
         * where every healthy one has weight 0, and then all alike. Where no choice is healthy all count as healthy: a wrong check
         * must not take the name away.
         */
        WEIGHTED,
        /** The first healthy one in order; the first of all where none is healthy. */
        FAILOVER
    }

    /**
     * Values that are answered together.
     *
     * @param id names the choice within its set, in problems and in {@link ServerStatus}
     * @param weight its share among the weights of the set, 0 or more; only weighted sets read it
     * @param values one string per record, in the form of a master file; at least one
     * @param checks the choice is healthy while every one of them is; empty means always
     */
    public record Choice(String id, int weight, List<String> values, List<DnsHealthCheck> checks) {
        public Choice {
            requireNonNull(id, "id");
            if (weight < 0) {
                throw new IllegalArgumentException("weight " + weight + " of choice " + id + " is below 0");
            }
            values = List.copyOf(values);
            checks = List.copyOf(checks);
        }
    }
}
