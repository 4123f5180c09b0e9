package io.portolan.testkit.memory;

import io.portolan.model.IpAddress;
import io.portolan.model.NativeId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cloud itself puts on a new thing: addresses, name servers, devices. */
final class Assigned {
    private static final List<String> NAMES = List.of("ip", "host name", "nameServers", "device");

    private int addresses;
    private int devices;

    void add(String type, NativeId id, Map<String, Object> attributes, Store store, Instant now) {
        switch (type) {
            case "zone" -> attributes.put("nameServers", List.of("ns1.memory.example.", "ns2.memory.example."));
            case "address" -> attributes.put("ip", address(attributes));
            case "attachment" -> attributes.putIfAbsent("device", "/dev/mem" + (++devices));
            case "frontend" -> {
                if (attributes.get("address") instanceof NativeId address) {
                    store.find(address, now).flatMap(t -> t.get("ip")).ifPresent(ip -> attributes.put("ip", ip));
                }
            }
            case "balancer" -> {
                if (attributes.get("address") instanceof NativeId reserved) {
                    store.find(reserved, now).flatMap(t -> t.get("ip")).ifPresent(ip -> attributes.put("ip", ip));
                } else if (attributes.containsKey("layer")) {
                    attributes.put("host name", id.value() + ".lb.memory.example.");
                }
            }
            default -> {}
        }
    }

    /** What was assigned stays, even when the whole thing is replaced. */
    void keep(Thing thing, Map<String, Object> attributes) {
        Set<String> assigned = new HashSet<>(NAMES);
        assigned.retainAll(thing.attributes().keySet());
        Map<String, Object> kept = new LinkedHashMap<>();
        assigned.forEach(name -> thing.get(name).ifPresent(v -> kept.put(name, v)));
        attributes.putAll(kept);
    }

    private IpAddress address(Map<String, Object> attributes) {
        int n = ++addresses;
        if ("IPV6".equals(String.valueOf(attributes.get("family")))) {
            return IpAddress.parse("2001:db8::" + Integer.toHexString(n));
        }
        boolean inside = attributes.get("network") != null;
        return IpAddress.parse((inside ? "10.250." : "198.18.") + (n / 250 % 250) + "." + (n % 250 + 1));
    }
}
