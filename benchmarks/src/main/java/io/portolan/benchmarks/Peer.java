package io.portolan.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What another tool needed for a piece of work: calls, and seconds where every call takes 50 ms longer. Measured on 2026-11-23 against one moto
 * server 5.2.5 through a counting proxy on two busy cores, median of three runs, so that calls are exact and seconds upper bounds: OpenTofu 1.12.6
 * with the AWS provider 6.47.1 at parallelism 10, DNSControl 4.40, octoDNS 1.22 with route53 1.3.1, Apache Libcloud 3.9.1 in a loop.
 *
 * @param seconds as text, since some are ranges or extrapolated
 */
record Peer(String tool, int calls, String seconds) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %,d calls %s s", tool, calls, seconds);
    }

    /** Several on one line. */
    static String line(List<Peer> peers) {
        return String.join("; ", peers.stream().map(Peer::toString).toList());
    }
}
