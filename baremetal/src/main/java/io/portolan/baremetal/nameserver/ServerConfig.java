package io.portolan.baremetal.nameserver;

import java.util.List;

/**
 * Everything a {@link NameServer} serves at one time.
 *
 * @param zones the zones, each apex once; where one lies inside another, the most specific one answers
 * @param keys the keys that may update and transfer every zone; empty: updates and transfers are refused
 */
public record ServerConfig(List<ZoneData> zones, List<TsigKey> keys) {
    /** A server that has no zone and refuses every question. */
    public static final ServerConfig EMPTY = new ServerConfig(List.of(), List.of());

    public ServerConfig {
        zones = List.copyOf(zones);
        keys = List.copyOf(keys);
    }
}
