package io.portolan.benchmarks;

import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.testkit.memory.CloudOptions;
import io.portolan.testkit.memory.Temper;
import java.time.Duration;
import java.util.List;

/**
 * How many calls a plan and its apply make, beside what other tools made for the same work. Ours are made to the memory cloud in its temper
 * {@code tokens}, which like the server of the others neither lags nor takes time to make a thing; one call after the other, 50 ms of virtual time each.
 */
public final class CallsBenchmark {
    private static final Duration PER_CALL = Duration.ofMillis(50);

    private CallsBenchmark() {}

    /** Prints the figures. */
    public static void main(String[] args) {
        System.out.printf(
                "%-44s  %5s  %6s  %8s  others, measured 2026-11-23 against moto: calls, seconds at 50 ms a call%n",
                "work", "reads", "writes", "s, 50 ms");
        zone();
        service();
        volumes();
    }

    private static void zone() {
        try (Site site = site()) {
            report(
                    "zone of 1,000 record sets: created",
                    site,
                    Estates.zone(1_000, 0),
                    new Peer("OpenTofu", 5_331, "1,500 and more (extrapolated)"),
                    new Peer("DNSControl", 6, "1.0"),
                    new Peer("octoDNS", 5, "3.4"));
            report(
                    "  no change",
                    site,
                    Estates.zone(1_000, 0),
                    new Peer("OpenTofu", 2_002, "39"),
                    new Peer("DNSControl", 13, "1.6"),
                    new Peer("octoDNS", 5, "4.2"));
            report(
                    "  10 changed",
                    site,
                    Estates.zone(1_000, 10),
                    new Peer("OpenTofu", 2_052, "74"),
                    new Peer("DNSControl", 14, "1.3"),
                    new Peer("octoDNS", 7, "5.7"));
        }
    }

    private static void service() {
        try (Site site = site()) {
            report("network, L4 balancer, DNS: created", site, Estates.service(), new Peer("OpenTofu", 81, "157"));
            report("  no change", site, Estates.service(), new Peer("OpenTofu", 33, "8 to 62"));
            destroy(site, Estates.service(), new Peer("OpenTofu", 72, "106"));
        }
    }

    private static void volumes() {
        try (Site site = site()) {
            report(
                    "100 volumes: created",
                    site,
                    Estates.volumes(100),
                    new Peer("OpenTofu", 300, "187"),
                    new Peer("Libcloud", 202, "34.5"));
            report(
                    "  no change",
                    site,
                    Estates.volumes(100),
                    new Peer("OpenTofu", 100, "59"),
                    new Peer("Libcloud", 2, "2.9"));
            destroy(site, Estates.volumes(100), new Peer("OpenTofu", 300, "209"), new Peer("Libcloud", 102, "18.5"));
        }
        try (Site site = new Site(CloudOptions.calm(Temper.TOKENS).throttle(0.2, 1), PER_CALL)) {
            report(
                    "100 volumes, 20 % of the calls throttled: created",
                    site, Estates.volumes(100), new Peer("OpenTofu", 375, "197"));
        }
    }

    private static Site site() {
        return new Site(Temper.TOKENS, PER_CALL);
    }

    private static void destroy(Site site, Stack stack, Peer... peers) {
        report(
                "  destroyed",
                site,
                stack,
                PlanOptions.standard().destroy().allowDelete(stack.resources().size()),
                peers);
    }

    private static void report(String work, Site site, Stack stack, Peer... peers) {
        report(work, site, stack, PlanOptions.standard(), peers);
    }

    private static void report(String work, Site site, Stack stack, PlanOptions options, Peer... peers) {
        Calls calls = Calls.of(site, stack, options);
        System.out.printf(
                "%-44s  %5d  %6d  %8.1f  %s%n",
                work, calls.reads(), calls.writes(), calls.time().toMillis() / 1e3, Peer.line(List.of(peers)));
    }
}
