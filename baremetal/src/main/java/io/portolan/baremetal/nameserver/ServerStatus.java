package io.portolan.baremetal.nameserver;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * A server at one moment.
 *
 * @param address where it answers, over UDP and TCP
 * @param serials each served zone's apex, lower case with a final dot, and its serial
 * @param health every choice that has checks, in the order of the zones
 * @param traffic what it has done since its start
 */
public record ServerStatus(
        InetSocketAddress address, Map<String, Long> serials, List<ChoiceHealth> health, Traffic traffic) {
    public ServerStatus {
        serials = Map.copyOf(serials);
        health = List.copyOf(health);
    }

    /** Whether something can be answered. */
    public enum Health {
        /** No threshold was reached yet; counts as healthy. */
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }

    /**
     * One choice of a weighted or failover set.
     *
     * @param name the set's name
     * @param type the set's type
     * @param choice the choice's id within the set
     * @param health unhealthy if one check is, healthy if all are, else unknown
     * @param checks each check and what it last found
     */
    public record ChoiceHealth(String name, String type, String choice, Health health, List<CheckHealth> checks) {
        public ChoiceHealth {
            checks = List.copyOf(checks);
        }
    }

    /**
     * One check.
     *
     * @param last what the last probe found, in words: {@code connected}, {@code status 503}, {@code connection refused}; empty before
     *     the first
     */
    public record CheckHealth(DnsHealthCheck check, Health health, String last) {}

    /**
     * Counters since the start.
     *
     * @param queries requests taken, over UDP and TCP
     * @param dropped packets that got no answer: too short, or answers themselves
     * @param updates updates that reached the store
     * @param failures requests answered with SERVFAIL because of a defect or a full queue
     * @param connections TCP connections open now
     */
    public record Traffic(long queries, long dropped, long updates, long failures, int connections) {}
}
