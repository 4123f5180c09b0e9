package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.RecordType;
import java.time.Duration;

/** What the embedded name server holds. */
final class RecordSetSupport {
    static final Support TABLE = table();

    private RecordSetSupport() {}

    private static Support table() {
        Support.Builder table = Support.builder()
                .natively(DnsFeatures.ALIAS, DnsFeatures.ALIAS_APEX)
                .natively(DnsFeatures.WILDCARD, DnsFeatures.WEIGHTED, DnsFeatures.FAILOVER, DnsFeatures.HEALTH_CHECK)
                .within(DnsFeatures.CHECK_INTERVAL, Duration.ofMillis(50), Duration.ofHours(1))
                .within(DnsFeatures.TTL, Duration.ZERO, Duration.ofSeconds(Integer.MAX_VALUE))
                .unsupported(DnsFeatures.GEO, DnsFeatures.LATENCY);
        RecordType.usual().forEach(type -> table.natively(DnsFeatures.type(type)));
        return table.build();
    }
}
