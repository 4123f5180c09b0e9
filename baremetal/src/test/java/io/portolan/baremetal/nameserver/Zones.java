package io.portolan.baremetal.nameserver;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Short ways to write zones in tests. */
final class Zones {
    static final Duration TTL = Duration.ofSeconds(300);

    private Zones() {}

    static RecordSetData set(String name, String type, String... values) {
        return RecordSetData.simple(name, type, TTL, List.of(values));
    }

    static ZoneData zone(String apex, RecordSetData... sets) {
        return ZoneData.builder(apex)
                .serial(7)
                .primary("ns1." + apex)
                .nameServers(List.of("ns1." + apex, "ns2." + apex))
                .recordSets(Arrays.asList(sets))
                .build();
    }

    static ServerConfig config(ZoneData... zones) {
        return new ServerConfig(Arrays.asList(zones), List.of());
    }

    static NameServer.Builder server() {
        return NameServer.builder(InetAddress.getLoopbackAddress());
    }
}
