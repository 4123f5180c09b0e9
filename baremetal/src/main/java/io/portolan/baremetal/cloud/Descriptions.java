package io.portolan.baremetal.cloud;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cloud says about itself. */
final class Descriptions {
    private Descriptions() {}

    static Map<String, Object> of(
            Transaction view,
            Path directory,
            CloudOptions options,
            Endpoints endpoints,
            Loopback loopback,
            @Nullable DataPlane plane) {
        var places = new ArrayList<Map<String, Object>>();
        for (Document network : view.all("network")) {
            for (Map<String, Object> place : network.objects("local")) {
                var shown = new LinkedHashMap<String, Object>();
                shown.put("network", network.id());
                shown.putAll(place);
                places.add(shown);
            }
        }
        var description = new LinkedHashMap<String, Object>();
        description.put("id", Settings.id(view));
        description.put("directory", directory.toString());
        description.put("addresses", endpoints.ownAddresses() ? "OWN" : "SHARED");
        description.put("pools", loopback.pools().stream().map(Cidr::toString).toList());
        description.put("portOffset", (long) options.portOffset());
        description.put("portOffsetSet", options.givenOffset().isPresent());
        description.put("dns", "127.0.0.1:" + options.dnsPort());
        description.put("served", plane != null);
        description.put("process", ProcessHandle.current().pid());
        description.put("local", List.copyOf(places));
        return description;
    }
}
